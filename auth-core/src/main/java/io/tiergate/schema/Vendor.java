package io.tiergate.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** The databases that Tiergate has migrations for. */
public enum Vendor {
    H2,
    POSTGRESQL,
    MARIADB;

    /**
     * The one behind a data source.
     *
     * @throws IllegalStateException if it cannot be reached, or is none of these
     */
    public static Vendor of(DataSource dataSource) {
        String product;
        String version;
        try (Connection connection = dataSource.getConnection()) {
            product = connection.getMetaData().getDatabaseProductName();
            version = connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database what it is. Check that it can be reached.", failure);
        }
        for (Vendor vendor : values()) {
            if (vendor.id().equals(product.toLowerCase(Locale.ROOT))) {
                return vendor;
            }
        }
        // The MySQL driver calls a MariaDB server MySQL, and gives it away in the version.
        if (version.toLowerCase(Locale.ROOT).contains(MARIADB.id())) {
            return MARIADB;
        }
        throw new IllegalStateException("Tiergate has no tables for the database '" + product
                + "'. Use H2, PostgreSQL or MariaDB, or keep permissions in memory with tiergate.store=memory.");
    }

    /** The name that Spring Boot's {@code DatabaseDriver} has for it, and our folder of migrations. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
