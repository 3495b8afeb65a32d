package io.tiergate.sample;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ActiveProfiles("postgresql")
class PostgresqlDocumentsTest extends DocumentsContract {

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        FreshDatabase database = TestDatabase.POSTGRESQL.fresh();
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::username);
        registry.add("spring.datasource.password", database::password);
    }
}
