package io.tiergate.store.jpa;

import static io.tiergate.store.jpa.PushScene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.schema.SchemaException;
import io.tiergate.store.jpa.PushScene.PushNode;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The connections that hints go and come by: cut, given back, and those that cannot do it. */
class PostgresqlPushConnectionsTest {

    private final PushScene scene = new PushScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aConnectionThatIsCutIsMadeAgainAndHints() {
        PushNode one = scene.node();
        PushNode two = scene.node();

        scene.cut();
        // Lost: nobody listens yet.
        one.push().send();

        eventually(() -> two.hints().get() >= 1 && one.hints().get() >= 1 && scene.listeners() == 2);
        int before = two.hints().get();
        one.push().send();
        eventually(() -> two.hints().get() > before);
    }

    @Test
    void aConnectionThatWasCutIsNotLentAgain() throws SQLException {
        PushNode one = scene.node();

        for (int i = 0; i < 5; i++) {
            int before = one.hints().get();
            scene.cut();
            eventually(() -> one.hints().get() > before);
            try (Connection connection = one.pool().getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void aPoolWithoutAutoCommitSendsAndHearsToo() {
        PushNode one = scene.node(scene.database().dataSource(config -> config.setAutoCommit(false)), null);
        PushNode two = scene.node(scene.database().dataSource(config -> config.setAutoCommit(false)), null);

        one.push().send();

        eventually(() -> two.hints().get() == 1);
    }

    @Test
    void closingGivesTheConnectionBackAsItWas() throws SQLException {
        HikariDataSource pool = scene.database().dataSource(config -> {
            config.setMaximumPoolSize(1);
            config.setAutoCommit(false);
        });
        PostgresqlPush push = new PostgresqlPush(pool);
        push.start(() -> {});
        eventually(() -> scene.listeners() == 1);

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
    void sendingWithoutAConnectionThrowsNothing() {
        PushNode one = scene.node();
        one.pool().close();

        one.push().send();
        one.push().send();
    }

    @Test
    void aConnectionThatCannotListenGoesBackAsItCame() throws SQLException {
        AtomicBoolean deaf = new AtomicBoolean();
        Deque<Boolean> autoCommit = new ConcurrentLinkedDeque<>();
        try (Connection real = scene.database().dataSource().getConnection()) {
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
            PostgresqlPush push =
                    new PostgresqlPush(new DelegatingDataSource(scene.database().dataSource()) {
                        @Override
                        public Connection getConnection() throws SQLException {
                            return deaf.get() ? lent : super.getConnection();
                        }
                    });
            scene.closeLater(push);

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
        DataSource hiding = new DelegatingDataSource(scene.database().dataSource()) {
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
        HikariDataSource pool = scene.database().dataSource();
        pool.close();

        assertThatThrownBy(() -> new PostgresqlPush(pool)).isInstanceOf(SchemaException.class);
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
}
