package io.tiergate.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lets one node at a time migrate; the others wait. Flyway locks only what is there already: nodes that start at once on a
 * database without our history get in each other's way.
 *
 * <p>It is a row that is never committed, in a table of its own: the databases let a second one of the same key wait. As
 * the table is the first that is made, a missing right is found out at once.
 */
final class MigrationLock implements AutoCloseable {

    private static final String TABLE = "tiergate_schema_lock";
    private static final int ATTEMPTS = 10;

    private final Connection connection;
    private final boolean autoCommit;

    private MigrationLock(Connection connection, boolean autoCommit) {
        this.connection = connection;
        this.autoCommit = autoCommit;
    }

    /** Waits for its turn. Holds a connection until it is closed. */
    static MigrationLock take(DataSource dataSource, Place place) throws SQLException {
        Connection connection = Connections.open(dataSource);
        boolean taken = false;
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            makeTable(connection, place);
            connection.setAutoCommit(false);
            waitForTurn(connection, place);
            taken = true;
            return new MigrationLock(connection, autoCommit);
        } finally {
            if (!taken) {
                connection.close();
            }
        }
    }

    /** Again where it fails, since another node may just be making the same. */
    private static void makeTable(Connection connection, Place place) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                if (!schemaExists(connection, place)) {
                    execute(connection, "CREATE SCHEMA " + place.quoted());
                }
                execute(connection, creation(place));
                return;
            } catch (SQLException failure) {
                if (attempt == ATTEMPTS || SqlFailures.isMissingRight(place.vendor(), failure)) {
                    throw failure;
                }
            }
        }
    }

    private static String creation(Place place) {
        String table = "CREATE TABLE IF NOT EXISTS " + place.table(TABLE) + " (id integer NOT NULL PRIMARY KEY)";
        return place.vendor() == Vendor.MARIADB ? table + " ENGINE = InnoDB" : table;
    }

    /** Asked for, since creating one "if not exists" needs the right to create one in any case. */
    private static boolean schemaExists(Connection connection, Place place) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        try (ResultSet names = place.vendor() == Vendor.MARIADB ? catalogue.getCatalogs() : catalogue.getSchemas()) {
            while (names.next()) {
                if (names.getString(1).equals(place.schema())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void waitForTurn(Connection connection, Place place) throws SQLException {
        while (true) {
            try {
                execute(connection, "INSERT INTO " + place.table(TABLE) + " (id) VALUES (1)");
                return;
            } catch (SQLException failure) {
                connection.rollback();
                if (!SqlFailures.isLockTimeout(place.vendor(), failure)) {
                    throw failure;
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }
}
