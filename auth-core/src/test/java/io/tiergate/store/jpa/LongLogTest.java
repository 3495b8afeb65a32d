package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.store.LogHead;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is asked each second costs the same however long the log has become. */
class LongLogTest {

    @Test
    void theHeadsOfManyTenantsAreFoundWithoutReadingTheLog() {
        try (JpaStoreFixture fixture = StoreFixture.on(TestDatabase.POSTGRESQL)) {
            Node node = fixture.newNode(pool -> pool.setMaximumPoolSize(1), UnaryOperator.identity());
            JdbcTemplate jdbc = new JdbcTemplate(node.dataSource());
            jdbc.update("insert into tiergate_revision (tenant_id, revision, definitions_revision)"
                    + " select n + 10000, 30, 0 from generate_series(1, 1000) n");
            jdbc.update(
                    "insert into tiergate_change_set (id, tenant_id, tenant_key, revision, changed_at)"
                            + " select n + 1000000, 10001 + mod(n, 1000), 'tenant', n / 1000, 0 from generate_series(0, 29999) n");
            jdbc.execute("analyze");
            long before = readings(jdbc);

            List<LogHead> heads = node.store()
                    .changes()
                    .heads(LongStream.rangeClosed(10_001, 11_000).boxed().toList());

            assertThat(heads).hasSize(1_000).allMatch(head -> head.revision() == 30 && !head.unnumbered());
            assertThat(readings(jdbc)).isEqualTo(before);
            jdbc.queryForList("select count(reason) from tiergate_change_set");
            assertThat(readings(jdbc)).isEqualTo(before + 1);
        }
    }

    /** How often the whole log was read, on the one connection that there is. */
    private static long readings(JdbcTemplate jdbc) {
        jdbc.queryForList("select pg_stat_force_next_flush()");
        jdbc.execute("select 1");
        Long count = jdbc.queryForObject(
                "select seq_scan from pg_stat_user_tables where relname = 'tiergate_change_set'", Long.class);
        return count == null ? -1 : count;
    }
}
