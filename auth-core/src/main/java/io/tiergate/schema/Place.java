package io.tiergate.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where Tiergate's tables are, or are to be.
 *
 * @param schema the schema, which MariaDB calls a database, as the catalogue spells it
 * @param user whom the database takes the connection for
 */
record Place(Vendor vendor, String schema, String user) {

    /** @param schema null for the connection's own */
    static Place of(DataSource dataSource, @Nullable String schema) {
        try {
            return Connections.with(dataSource, connection -> of(connection, schema));
        } catch (SQLException failure) {
            throw Diagnosis.unreachable(failure);
        }
    }

    static Place of(Connection connection, @Nullable String schema) throws SQLException {
        Vendor vendor = Vendor.of(connection);
        String user = user(connection);
        String found = schema != null ? schema : ownSchema(connection, vendor);
        if (found == null) {
            throw Diagnosis.noSchema(user);
        }
        return new Place(vendor, found, user);
    }

    private static @Nullable String ownSchema(Connection connection, Vendor vendor) throws SQLException {
        return vendor == Vendor.MARIADB ? connection.getCatalog() : connection.getSchema();
    }

    private static String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT CURRENT_USER")) {
            result.next();
            return result.getString(1);
        }
    }

    String quoted() {
        return vendor.quote(schema);
    }

    /** One of the tables of our scripts, which do not quote their names. */
    String table(String name) {
        return quoted() + "." + name;
    }

    /** A table whose name is quoted where it is made. */
    String quotedTable(String name) {
        return table(vendor.quote(name));
    }
}
