package io.tiergate.schema;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the databases say when something is not there, or not allowed. */
final class SqlFailures {

    private static final Set<Integer> H2_NO_TABLE = Set.of(42102, 42103, 42104, 90079);
    private static final Set<Integer> H2_NO_RIGHT = Set.of(90040, 90096);
    private static final Set<Integer> MARIADB_NO_TABLE = Set.of(1049, 1146);
    private static final Set<Integer> MARIADB_NO_RIGHT = Set.of(1044, 1142, 1143, 1227, 1370);

    private static final Set<Integer> H2_LOCK_TIMEOUT = Set.of(40001, 50200);
    private static final Set<Integer> MARIADB_LOCK_TIMEOUT = Set.of(1205, 1213);
    private static final Set<String> POSTGRESQL_LOCK_TIMEOUT = Set.of("40P01", "55P03");

    private SqlFailures() {}

    static boolean isMissingTable(Vendor vendor, SQLException failure) {
        return switch (vendor) {
            case H2 -> H2_NO_TABLE.contains(failure.getErrorCode());
            case MARIADB -> MARIADB_NO_TABLE.contains(failure.getErrorCode());
            case POSTGRESQL -> "42P01".equals(failure.getSQLState());
        };
    }

    static boolean isMissingRight(Vendor vendor, SQLException failure) {
        return switch (vendor) {
            case H2 -> H2_NO_RIGHT.contains(failure.getErrorCode());
            case MARIADB -> MARIADB_NO_RIGHT.contains(failure.getErrorCode());
            case POSTGRESQL -> "42501".equals(failure.getSQLState());
        };
    }

    static boolean isLockTimeout(Vendor vendor, SQLException failure) {
        return switch (vendor) {
            case H2 -> H2_LOCK_TIMEOUT.contains(failure.getErrorCode());
            case MARIADB -> MARIADB_LOCK_TIMEOUT.contains(failure.getErrorCode());
            case POSTGRESQL -> POSTGRESQL_LOCK_TIMEOUT.contains(failure.getSQLState());
        };
    }

    /** The innermost of the database's own exceptions, or null if there is none. */
    static @Nullable SQLException origin(Throwable failure) {
        SQLException origin = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                origin = found;
            }
        }
        return origin;
    }
}
