package io.tiergate.store.jpa;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import org.hibernate.HibernateException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;

/** Gives what databases and Hibernate say one form: above all, every conflict with a concurrent change is one. */
final class StoreFailures {

    /** MariaDB: a row was changed since the snapshot was taken ({@code innodb_snapshot_isolation}). */
    private static final int MARIADB_RECORD_CHANGED = 1020;

    /** MariaDB: waited too long for a lock. */
    private static final int MARIADB_LOCK_WAIT = 1205;

    /** H2: waited too long for a lock. */
    private static final int H2_LOCK_TIMEOUT = 50200;

    private static final HibernateJpaDialect DIALECT = new HibernateJpaDialect();

    private StoreFailures() {}

    static RuntimeException translate(RuntimeException failure) {
        if (failure instanceof ConcurrencyFailureException) {
            return failure;
        }
        if (conflictIn(failure) != null) {
            return new CannotAcquireLockException(
                    "A concurrent change of permissions won. Repeat the transaction.", failure);
        }
        if (failure instanceof PersistenceException || failure instanceof HibernateException) {
            DataAccessException translated = DIALECT.translateExceptionIfPossible(failure);
            return translated == null ? failure : translated;
        }
        return failure;
    }

    /** The conflict with a concurrent transaction that caused a failure, if one did. */
    static @Nullable SQLException conflictIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isConflict(sql)) {
                return sql;
            }
        }
        return null;
    }

    private static boolean isConflict(SQLException failure) {
        String state = failure.getSQLState();
        // Class 40: the transaction was rolled back for a deadlock or for serialization; 55P03: PostgreSQL, no lock.
        return (state != null && (state.startsWith("40") || state.equals("55P03")))
                || failure.getErrorCode() == MARIADB_RECORD_CHANGED
                || failure.getErrorCode() == MARIADB_LOCK_WAIT
                || failure.getErrorCode() == H2_LOCK_TIMEOUT;
    }
}
