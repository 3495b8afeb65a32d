package io.tiergate.schema;

/** Whether the parts of Flyway that the migrations need are there. Looks by name, so as to work without them. */
final class FlywayModules {

    private FlywayModules() {}

    static void requireCore() {
        if (!isPresent("org.flywaydb.core.Flyway")) {
            throw Diagnosis.flywayAbsent();
        }
    }

    static void requireFor(Vendor vendor) {
        switch (vendor) {
            case H2 -> {} // Flyway's core knows H2.
            case POSTGRESQL ->
                require(
                        vendor,
                        "org.flywaydb.database.postgresql.PostgreSQLDatabaseType",
                        "flyway-database-postgresql");
            case MARIADB -> require(vendor, "org.flywaydb.database.mysql.mariadb.MariaDBDatabaseType", "flyway-mysql");
        }
    }

    private static void require(Vendor vendor, String type, String artifact) {
        if (!isPresent(type)) {
            throw Diagnosis.flywayModuleAbsent(vendor, artifact);
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, FlywayModules.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
