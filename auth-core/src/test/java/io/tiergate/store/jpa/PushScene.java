package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.change.ChangePush;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A PostgreSQL, and nodes on it that send hints and hear them. */
final class PushScene implements AutoCloseable {

    private static final String LISTENERS = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and lower(query) like 'listen%' and pid <> pg_backend_pid()";

    private final FreshDatabase database = TestDatabase.POSTGRESQL.fresh();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final Deque<ChangePush> open = new ArrayDeque<>();

    @Override
    public void close() {
        open.forEach(ChangePush::close);
        database.close();
    }

    void closeLater(ChangePush push) {
        open.add(push);
    }

    FreshDatabase database() {
        return database;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    PushNode node() {
        return node(database.dataSource(), null);
    }

    /** A node that listens, and has had its first hint, which comes with the connection. */
    PushNode node(HikariDataSource pool, @Nullable String schema) {
        PushNode node = new PushNode(pool, new PostgresqlPush(pool, schema), new AtomicInteger());
        closeLater(node.push);
        node.push.start(node.hints::incrementAndGet);
        eventually(() -> node.hints.get() == 1);
        node.hints.set(0);
        return node;
    }

    /** @param hints how many it has heard */
    record PushNode(HikariDataSource pool, PostgresqlPush push, AtomicInteger hints) {}

    /** How many listen now. */
    int listeners() {
        Integer count = jdbc.queryForObject(LISTENERS, Integer.class);
        return count == null ? -1 : count;
    }

    /** Cuts the connections of all that listen. */
    void cut() {
        jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and lower(query) like 'listen%' and pid <> pg_backend_pid()");
    }

    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            pause(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Long enough for a hint that must not come; the test is right also if it is not. */
    static void awhile() {
        pause(400);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
