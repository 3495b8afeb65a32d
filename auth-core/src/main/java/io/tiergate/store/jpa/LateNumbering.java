package io.tiergate.store.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;

/**
 * Gives revisions to change sets that were committed without one: those that the triggers of user links leave, which do
 * not know when their transaction commits. Whoever reads the log does it first. They are of subjects only.
 */
final class LateNumbering {

    /** So many at once, since other changes of the tenant wait for the row of its revision meanwhile. */
    static final int AT_ONCE = 500;

    private final Sql callers;
    private final Sql apart;
    private final Transactions transactions;

    /** @param apart on the connections that {@link Transactions#alone} has */
    LateNumbering(Sql callers, Sql apart, Transactions transactions) {
        this.callers = callers;
        this.apart = apart;
        this.transactions = transactions;
    }

    /**
     * Numbers what is committed, after a cheap look in the caller's transaction. If that has itself changed the tenant on a
     * snapshot, the next reader numbers instead: a revision that rises now would make the caller's own commit fail.
     *
     * @param own what the caller's transaction has itself added, and will number when it commits
     * @param numbered told of the last revision of each transaction that numbered
     */
    void number(long tenantId, Set<Long> own, LongConsumer numbered) {
        if (own.containsAll(unnumbered(callers, tenantId, own.size() + 1)) || (!own.isEmpty() && readsSnapshot())) {
            return;
        }
        Numbers numbers = transactions.alone(() -> numberSome(tenantId));
        while (numbers != null) {
            numbered.accept(numbers.last());
            numbers = numbers.areAll() ? null : transactions.alone(() -> numberSome(tenantId));
        }
    }

    /**
     * Numbers the first of them, in the order of their keys. At READ COMMITTED and with plain readings it finds only what is
     * committed, waits for nobody's uncommitted rows, and sees what another node has numbered before it got the lock.
     */
    private @Nullable Numbers numberSome(long tenantId) {
        if (unnumbered(apart, tenantId, 1).isEmpty()) {
            return null;
        }
        Long revision = apart.find(
                "select revision from tiergate_revision where tenant_id = ? for update",
                (row, number) -> row.getLong(1),
                tenantId);
        if (revision == null) {
            throw new IllegalStateException("The tenant " + tenantId + " has no revision");
        }
        List<Long> ids = unnumbered(apart, tenantId, AT_ONCE);
        List<Object[]> numbers = new ArrayList<>();
        long last = revision;
        for (long id : ids) {
            numbers.add(new Object[] {++last, id});
        }
        apart.changeEach("update tiergate_change_set set revision = ? where id = ?", numbers);
        apart.change("update tiergate_revision set revision = ? where tenant_id = ?", last, tenantId);
        if (changeDefinitions(ids)) {
            apart.change("update tiergate_revision set definitions_revision = ? where tenant_id = ?", last, tenantId);
        }
        return new Numbers(last, numbers.size() < AT_ONCE);
    }

    /** Triggers leave none of these. What a transaction has left that was committed past us could be one. */
    private boolean changeDefinitions(List<Long> ids) {
        return !apart.listOf(
                        "select change_set_id from tiergate_change where change_set_id in (:keys)"
                                + " and kind not in ('SUBJECT', 'MEMBERSHIP') and (kind <> 'GRANT' or group_id is not null)",
                        (row, number) -> row.getLong(1),
                        ids)
                .isEmpty();
    }

    /** What one transaction has given: the last revision, and whether no more are needed. */
    private record Numbers(long last, boolean areAll) {}

    private boolean readsSnapshot() {
        ConnectionHolder transaction = transactions.connection();
        try {
            return transaction != null
                    && transaction.getConnection().getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED;
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database for the isolation level of a transaction", failure);
        }
    }

    private static List<Long> unnumbered(Sql sql, long tenantId, int limit) {
        return sql.list(
                "select id from tiergate_change_set where tenant_id = ? and revision is null order by id fetch first "
                        + limit + " rows only",
                (row, number) -> row.getLong(1),
                tenantId);
    }
}
