package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Where each connection is closed after its use, the one that made the tables, too. */
class UnpooledConnectionsTest {

    @ParameterizedTest
    @EnumSource
    void writeGrantsAndAreRefusedWhatNoGrantCanBe(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource unpooled = new DriverManagerDataSource(database.url(), database.username(), database.password());
            new SchemaMigration(unpooled).migrate();
            JdbcTemplate jdbc = new JdbcTemplate(unpooled);

            FirstGrant.worksOn(unpooled);

            assertThat(jdbc.update("UPDATE tiergate_grant SET effect = 'DENY'")).isEqualTo(1);
            DataIntegrityViolationException refusal = catchThrowableOfType(
                    DataIntegrityViolationException.class,
                    () -> jdbc.update("UPDATE tiergate_grant SET effect = 'allow'"));
            assertThat(refusal.getMessage()).containsIgnoringCase("tiergate_grant_effect");
        }
    }
}
