package io.tiergate.benchmarks.visibility;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** What PostgreSQL itself takes from a commit to a listener that waits at its socket. */
@State(Scope.Benchmark)
public class Notification {

    private static final int PATIENCE_MS = 10_000;

    private HikariDataSource dataSource;
    private Connection sender;
    private Connection receiver;

    @Setup
    public void connect() throws SQLException {
        dataSource = LoadedDatabase.with(TestDatabase.POSTGRESQL, Nodes.USERS).pool(2);
        sender = dataSource.getConnection();
        receiver = dataSource.getConnection();
        execute(receiver, "LISTEN benchmark");
    }

    @TearDown
    public void close() {
        dataSource.close();
    }

    @Setup(Level.Invocation)
    public void send() throws SQLException {
        execute(sender, "NOTIFY benchmark");
    }

    @Benchmark
    public int received() throws SQLException {
        PGNotification[] received = receiver.unwrap(PGConnection.class).getNotifications(PATIENCE_MS);
        if (received == null || received.length != 1) {
            throw new IllegalStateException("Not one notification: the benchmark is wrong");
        }
        return received.length;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
