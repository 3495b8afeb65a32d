package io.tiergate.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A database with our tables and so many users in them. Filling it takes long, so the process that starts the measurements
 * does it once, and tells those that it starts where it is. One that was not told, or cannot reach it, fills its own.
 */
public record LoadedDatabase(TestDatabase database, int users, String url, String username, String password) {

    private static final String PROPERTY = "benchmarks.database.";

    private static final Map<String, LoadedDatabase> FILLED = new ConcurrentHashMap<>();

    /** The one that the process was told of, or else one that lasts as long as the process. */
    public static LoadedDatabase with(TestDatabase database, int users) {
        String name = name(database, users);
        String url = System.getProperty(name);
        if (url != null) {
            return new LoadedDatabase(
                    database,
                    users,
                    url,
                    System.getProperty(name + ".username"),
                    System.getProperty(name + ".password"));
        }
        return FILLED.computeIfAbsent(name, missing -> fill(database, users));
    }

    private static LoadedDatabase fill(TestDatabase database, int users) {
        FreshDatabase fresh = database.fresh();
        LoadedDatabase filled = new LoadedDatabase(database, users, fresh.url(), fresh.username(), fresh.password());
        try (HikariDataSource pool = filled.pool(3);
                Connection connection = migrated(pool).getConnection()) {
            Population population = new Population(users);
            population.load(database, connection);
            population.settle(database, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill " + database + " with " + users + " users", e);
        }
        return filled;
    }

    private static HikariDataSource migrated(HikariDataSource pool) {
        new SchemaMigration(pool).migrate();
        return pool;
    }

    /** What tells another virtual machine of it. */
    public List<String> arguments() {
        String option = "-D" + name(database, users);
        return List.of(option + "=" + url, option + ".username=" + username, option + ".password=" + password);
    }

    /** A pool of so many connections, as a host has it. */
    public HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    private static String name(TestDatabase database, int users) {
        return PROPERTY + database.vendor() + "." + users;
    }
}
