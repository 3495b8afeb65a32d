package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes that start at once: each finds the tables complete, and each script runs once. */
class SeveralNodesTest {

    private static final int TIMES = 3;

    @ParameterizedTest
    @EnumSource
    void onAnEmptyDatabase(TestDatabase type) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (FreshDatabase database = type.fresh()) {
                startAtOnce(database, null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void besideTablesOfTheHost(TestDatabase type) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (FreshDatabase database = type.fresh()) {
                new JdbcTemplate(database.dataSource()).execute("CREATE TABLE customer (id bigint)");
                startAtOnce(database, null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void inASchemaThatIsNotThereYet(TestDatabase type) throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            try (FreshDatabase database = type.fresh()) {
                startAtOnce(database, "Own " + database.name());
            }
        }
    }

    private static void startAtOnce(FreshDatabase database, @Nullable String schema) throws InterruptedException {
        List<Integer> runs = Nodes.start(database, node -> {
            SchemaMigration migration = new SchemaMigration(node, schema);
            int ran = migration.migrate();
            migration.validate();
            return ran;
        });

        assertThat(runs.stream().mapToInt(Integer::intValue).sum()).isEqualTo(Script.ALL.size());
        assertThat(History.of(database.dataSource(), schema)).containsExactlyElementsOf(History.COMPLETE);
    }
}
