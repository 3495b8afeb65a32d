package io.tiergate.store.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

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
        if (own.containsAll(unnumbered(callers, tenantId, own.size() + 1))
                || (!own.isEmpty() && transactions.readsSnapshot())) {
            return;
        }
        number(tenantId, "", numbered);
    }

    /**
     * Numbers what is committed, unless another transaction holds the row of the tenant's revision. It may hang before its
     * commit, and whoever looks at all tenants must not hang with it.
     *
     * @return whether it was free
     */
    boolean numberIfFree(long tenantId, LongConsumer numbered) {
        return number(tenantId, " skip locked", numbered);
    }

    private boolean number(long tenantId, String elseThanWaiting, LongConsumer numbered) {
        Numbers numbers;
        do {
            numbers = transactions.alone(() -> numberSome(tenantId, elseThanWaiting));
            if (numbers.count() > 0) {
                numbered.accept(numbers.last());
            }
        } while (numbers.count() == AT_ONCE);
        return numbers.wasFree();
    }

    /**
     * Numbers the first of them, in the order of their keys. At READ COMMITTED and with plain readings it finds only what is
     * committed, waits for nobody's uncommitted rows, and sees what another node has numbered before it got the lock.
     */
    private Numbers numberSome(long tenantId, String elseThanWaiting) {
        if (unnumbered(apart, tenantId, 1).isEmpty()) {
            return Numbers.NONE;
        }
        Long revision = apart.find(
                "select revision from tiergate_revision where tenant_id = ? for update" + elseThanWaiting,
                (row, number) -> row.getLong(1),
                tenantId);
        if (revision == null) {
            if (!elseThanWaiting.isEmpty()) {
                return Numbers.NOT_FREE;
            }
            throw new IllegalStateException("The tenant " + tenantId + " has no revision");
        }
        List<Long> ids = unnumbered(apart, tenantId, AT_ONCE);
        List<@Nullable Object[]> numbers = new ArrayList<>();
        long last = revision;
        for (long id : ids) {
            numbers.add(new @Nullable Object[] {++last, id});
        }
        apart.changeEach("update tiergate_change_set set revision = ? where id = ?", numbers);
        apart.change("update tiergate_revision set revision = ? where tenant_id = ?", last, tenantId);
        if (changeDefinitions(ids)) {
            apart.change("update tiergate_revision set definitions_revision = ? where tenant_id = ?", last, tenantId);
        }
        return new Numbers(numbers.size(), last, true);
    }

    /** Triggers leave none of these. What a transaction has left that was committed past us could be one. */
    private boolean changeDefinitions(List<Long> ids) {
        return !apart.listOf(
                        "select change_set_id from tiergate_change where change_set_id in (:keys)"
                                + " and kind not in ('SUBJECT', 'MEMBERSHIP', 'RESOURCE')"
                                + " and (kind <> 'GRANT' or group_id is not null and resource_id is null)",
                        (row, number) -> row.getLong(1),
                        ids)
                .isEmpty();
    }

    /** What one transaction has given: so many, the last of them, and whether it could without waiting. */
    private record Numbers(int count, long last, boolean wasFree) {

        private static final Numbers NONE = new Numbers(0, 0, true);
        private static final Numbers NOT_FREE = new Numbers(0, 0, false);
    }

    private static List<Long> unnumbered(Sql sql, long tenantId, int limit) {
        return sql.list(
                "select id from tiergate_change_set where tenant_id = ? and revision is null order by id fetch first "
                        + limit + " rows only",
                (row, number) -> row.getLong(1),
                tenantId);
    }
}
