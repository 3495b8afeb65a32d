package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Keeps a subject from being deleted while it is given something. PostgreSQL and MariaDB lock the row that a foreign key
 * refers to by themselves. H2 does not, and would leave grants behind that nobody holds.
 */
final class SubjectLocks {

    private final Sql sql;
    private final boolean needed;

    SubjectLocks(Sql sql, Vendor vendor) {
        this.sql = sql;
        this.needed = vendor == Vendor.H2;
    }

    /** Until the transaction ends. */
    void hold(long subjectId) {
        if (needed
                && sql.find(
                                "select id from tiergate_subject where id = ? for update",
                                (row, number) -> row.getLong(1),
                                subjectId)
                        == null) {
            throw new OptimisticLockingFailureException(
                    "A concurrent change of permissions won. Repeat the transaction.");
        }
    }
}
