package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.change.ChangeFeed;
import io.tiergate.change.ChangePush;
import io.tiergate.change.Follower;
import io.tiergate.schema.SchemaException;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Hints between nodes on a real server. */
class PostgresqlPushTest {

    private static final String LISTENERS = "select count(*) from pg_stat_activity where datname = current_database()"
            + " and lower(query) like 'listen%' and pid <> pg_backend_pid()";

    private final FreshDatabase database = TestDatabase.POSTGRESQL.fresh();
    private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
    private final Deque<ChangePush> open = new ArrayDeque<>();

    @AfterEach
    void close() {
        open.forEach(ChangePush::close);
        database.close();
    }

    @Test
    void aHintArrivesAtTheOtherNodes() {
        Node one = new Node();
        Node two = new Node();
        Node three = new Node();

        one.push.send();

        eventually(() -> two.hints.get() == 1 && three.hints.get() == 1);
    }

    @Test
    void aNodeDoesNotHearItself() {
        Node one = new Node();
        Node two = new Node();

        one.push.send();
        two.push.send();

        eventually(() -> one.hints.get() == 1 && two.hints.get() == 1);
        awhile();
        assertThat(one.hints).hasValue(1);
    }

    @Test
    void aHintThatIsDoubledIsOneOrMoreHints() {
        Node one = new Node();
        Node two = new Node();

        one.push.send();
        one.push.send();
        jdbc.execute("notify \"tiergate.public\", 'whoever'");

        eventually(() -> two.hints.get() >= 1);
        awhile();
        assertThat(two.hints).hasValueBetween(1, 3);
    }

    @Test
    void aConnectionThatIsCutIsMadeAgainAndHints() {
        Node one = new Node();
        Node two = new Node();

        cut();
        // Lost: nobody listens yet.
        one.push.send();

        eventually(() -> two.hints.get() >= 1 && one.hints.get() >= 1 && listeners() == 2);
        int before = two.hints.get();
        one.push.send();
        eventually(() -> two.hints.get() > before);
    }

    @Test
    void aConnectionThatWasCutIsNotLentAgain() throws SQLException {
        Node one = new Node();

        for (int i = 0; i < 5; i++) {
            int before = one.hints.get();
            cut();
            eventually(() -> one.hints.get() > before);
            try (Connection connection = one.pool.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void manyCommitsBecomeFewHints() {
        Node two = new Node();
        PostgresqlPush push = new PostgresqlPush(database.dataSource());
        AtomicInteger looks = new AtomicInteger();
        try (ChangeFeed feed = new ChangeFeed(
                new ChangeFeed.Settings(Duration.ofHours(1), Duration.ofDays(1)), follower(looks), push)) {
            feed.start();
            feed.lookNow();

            for (int i = 0; i < 10_000; i++) {
                feed.committed();
            }

            eventually(() -> two.hints.get() >= 1);
            awhile();
            assertThat(two.hints).hasValueBetween(1, 1_000);
            assertThat(looks).hasValueLessThan(1_002);
        }
    }

    @Test
    void aFeedSeesAnotherNodesCommitLongBeforeItsInterval() {
        AtomicInteger looks = new AtomicInteger();
        PostgresqlPush push = new PostgresqlPush(database.dataSource());
        try (ChangeFeed feed = new ChangeFeed(
                new ChangeFeed.Settings(Duration.ofHours(1), Duration.ofDays(1)), follower(looks), push)) {
            feed.start();
            eventually(() -> listeners() == 1);
            feed.lookNow();
            int before = looks.get();

            new Node().push.send();

            eventually(() -> looks.get() > before);
        }
    }

    @Test
    void anotherSchemaDoesNotWake() {
        Node here = new Node(database.dataSource(), "Our \"Permissions\"");
        Node there = new Node(database.dataSource(), "another");
        Node same = new Node(database.dataSource(), "Our \"Permissions\"");

        here.push.send();

        eventually(() -> same.hints.get() == 1);
        awhile();
        assertThat(there.hints).hasValue(0);
    }

    @Test
    void theSchemaOfTheConnectionsIsTheOneOfThatName() {
        Node unnamed = new Node();
        Node named = new Node(database.dataSource(), "public");

        unnamed.push.send();
        named.push.send();

        eventually(() -> named.hints.get() == 1 && unnamed.hints.get() == 1);
    }

    @Test
    void aSchemaMayHaveTheLongestName() {
        String longest = "ä".repeat(31);
        Node one = new Node(database.dataSource(), longest);
        Node two = new Node(database.dataSource(), longest);

        one.push.send();

        eventually(() -> two.hints.get() == 1);
    }

    @Test
    void aPoolWithoutAutoCommitSendsAndHearsToo() {
        Node one = new Node(database.dataSource(config -> config.setAutoCommit(false)), null);
        Node two = new Node(database.dataSource(config -> config.setAutoCommit(false)), null);

        one.push.send();

        eventually(() -> two.hints.get() == 1);
    }

    @Test
    void closingGivesTheConnectionBackAsItWas() throws SQLException {
        HikariDataSource pool = database.dataSource(config -> {
            config.setMaximumPoolSize(1);
            config.setAutoCommit(false);
        });
        PostgresqlPush push = new PostgresqlPush(pool);
        push.start(() -> {});
        eventually(() -> listeners() == 1);

        push.close();
        push.close();

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                            .queryForList("select pg_listening_channels()", String.class))
                    .isEmpty();
        }
    }

    @Test
    void nothingIsSentOrHeardAfterItsEnd() {
        Node one = new Node();
        Node two = new Node();
        one.push.close();
        two.push.send();
        one.push.send();

        awhile();
        assertThat(one.hints).hasValue(0);
        assertThat(two.hints).hasValue(0);
        PostgresqlPush never = new PostgresqlPush(database.dataSource());
        never.close();
        never.start(() -> {});
        awhile();
        assertThat(listeners()).isEqualTo(1);
    }

    @Test
    void sendingWithoutAConnectionThrowsNothing() {
        Node one = new Node();
        one.pool.close();

        one.push.send();
        one.push.send();
    }

    @Test
    void aConnectionThatCannotListenGoesBackAsItCame() throws SQLException {
        AtomicBoolean deaf = new AtomicBoolean();
        Deque<Boolean> autoCommit = new ConcurrentLinkedDeque<>();
        try (Connection real = database.dataSource().getConnection()) {
            real.setAutoCommit(false);
            Connection lent = (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            autoCommit.add(real.getAutoCommit());
                            return null;
                        }
                        if (method.getName().equals("createStatement")) {
                            throw new SQLException("cannot execute LISTEN during recovery", "25006");
                        }
                        return method.invoke(real, arguments);
                    });
            PostgresqlPush push = new PostgresqlPush(new DelegatingDataSource(database.dataSource()) {
                @Override
                public Connection getConnection() throws SQLException {
                    return deaf.get() ? lent : super.getConnection();
                }
            });
            open.add(push);

            deaf.set(true);
            push.start(() -> {});

            eventually(() -> !autoCommit.isEmpty());
            push.close();
            assertThat(autoCommit).containsOnly(false);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POSTGRESQL")
    void anotherDatabaseIsRefusedWithTheRemedy(TestDatabase type) {
        try (FreshDatabase another = type.fresh()) {
            DataSource dataSource = another.dataSource();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PostgresqlPush(dataSource))
                    .withMessageContaining(type.vendor())
                    .withMessageContaining("Leave the push out");
        }
    }

    @Test
    void aPoolThatHidesTheDriverIsRefusedWithTheRemedy() {
        DataSource hiding = new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                return hide(super.getConnection());
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PostgresqlPush(hiding))
                .withMessageContaining("unwrap(PGConnection.class)")
                .withMessageContaining("PGSimpleDataSource");
    }

    @Test
    void aDatabaseThatIsAwayIsNamedAtTheStart() {
        HikariDataSource pool = database.dataSource();
        pool.close();

        assertThatThrownBy(() -> new PostgresqlPush(pool)).isInstanceOf(SchemaException.class);
    }

    /** A node that listens, and has had its first hint, which comes with the connection. */
    private final class Node {

        final AtomicInteger hints = new AtomicInteger();
        final HikariDataSource pool;
        final PostgresqlPush push;

        Node() {
            this(database.dataSource(), null);
        }

        Node(HikariDataSource pool, @Nullable String schema) {
            this.pool = pool;
            push = new PostgresqlPush(pool, schema);
            open.add(push);
            push.start(hints::incrementAndGet);
            eventually(() -> hints.get() == 1);
            hints.set(0);
        }
    }

    private static Follower follower(AtomicInteger looks) {
        return new Follower() {
            @Override
            public void follow() {
                looks.incrementAndGet();
            }

            @Override
            public void fresh() {}

            @Override
            public void stale() {}
        };
    }

    private static Connection hide(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        return false;
                    }
                    if (method.getName().equals("unwrap")) {
                        throw new SQLFeatureNotSupportedException();
                    }
                    return method.invoke(connection, arguments);
                });
    }

    private int listeners() {
        Integer count = jdbc.queryForObject(LISTENERS, Integer.class);
        return count == null ? -1 : count;
    }

    private void cut() {
        jdbc.queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and lower(query) like 'listen%' and pid <> pg_backend_pid()");
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            pause(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Long enough for a hint that must not come; the test is right also if it is not. */
    private static void awhile() {
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
