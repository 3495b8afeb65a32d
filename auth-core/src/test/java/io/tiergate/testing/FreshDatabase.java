package io.tiergate.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A database that was empty when its test began. Closing it closes its pools and drops it; one that is not closed goes with its
 * server.
 */
public final class FreshDatabase implements AutoCloseable {

    private final TestDatabase database;
    private final String name;
    private final String url;
    private final String username;
    private final String password;
    private final String adminUrl;
    private final String drop;
    private final Queue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();

    /**
     * @param adminUrl where {@code drop} is executed, as the same user
     * @param drop the statement that removes this database
     */
    FreshDatabase(
            TestDatabase database,
            String name,
            String url,
            String username,
            String password,
            String adminUrl,
            String drop) {
        this.database = database;
        this.name = name;
        this.url = url;
        this.username = username;
        this.password = password;
        this.adminUrl = adminUrl;
        this.drop = drop;
    }

    public TestDatabase database() {
        return database;
    }

    /** See {@link TestDatabase#vendor()}. */
    public String vendor() {
        return database.vendor();
    }

    /** What the server calls it, unlike all others of this virtual machine. */
    public String name() {
        return name;
    }

    public String url() {
        return url;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** A new pool, of ten connections at most. Each call gives another one, as two nodes have it. */
    public HikariDataSource dataSource() {
        return dataSource(config -> {});
    }

    /**
     * A new pool, configured by the test: an isolation level, a size, a statement for each new connection such as {@code SET
     * SESSION innodb_snapshot_isolation = ON}.
     */
    public HikariDataSource dataSource(Consumer<? super HikariConfig> customizer) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMinimumIdle(0);
        customizer.accept(config);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        execute(adminUrl, username, password, drop);
    }

    @Override
    public String toString() {
        return database + " " + name;
    }

    static void execute(String url, String username, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, username, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
