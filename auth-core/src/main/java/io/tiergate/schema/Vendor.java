package io.tiergate.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases that Tiergate has migrations for. */
public enum Vendor {
    H2('"'),
    POSTGRESQL('"'),
    MARIADB('`');

    private final String quotation;

    Vendor(char quotation) {
        this.quotation = String.valueOf(quotation);
    }

    /**
     * The one behind a data source.
     *
     * @throws SchemaException if it cannot be reached, is none of these, or cannot compare names byte by byte
     */
    public static Vendor of(DataSource dataSource) {
        try {
            return Connections.with(dataSource, Vendor::of);
        } catch (SQLException failure) {
            throw Diagnosis.unreachable(failure);
        }
    }

    static Vendor of(Connection connection) throws SQLException {
        Vendor vendor = named(connection.getMetaData());
        if (vendor == H2) {
            requireNoCollation(connection);
        }
        return vendor;
    }

    private static Vendor named(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName();
        for (Vendor vendor : values()) {
            if (vendor.id().equals(product.toLowerCase(Locale.ROOT))) {
                return vendor;
            }
        }
        // The MySQL driver calls a MariaDB server MySQL, and gives it away in the version.
        if (database.getDatabaseProductVersion().toLowerCase(Locale.ROOT).contains(MARIADB.id())) {
            return MARIADB;
        }
        throw Diagnosis.unsupported(product);
    }

    /** H2 compares all text of a database by its collation, whatever a column says. */
    private static void requireNoCollation(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet settings = statement.executeQuery(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'COLLATION'")) {
            if (settings.next() && !settings.getString(1).equals("OFF")) {
                throw Diagnosis.collation(settings.getString(1));
            }
        }
    }

    /** The name that Spring Boot's {@code DatabaseDriver} has for it, and our folder of migrations. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A name that stands for itself in SQL, whatever letters it is made of. */
    public String quote(String name) {
        return quotation + name.replace(quotation, quotation + quotation) + quotation;
    }
}
