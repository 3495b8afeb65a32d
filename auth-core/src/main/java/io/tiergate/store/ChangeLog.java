package io.tiergate.store;

import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import java.util.Collection;
import java.util.List;

/** The append-only log of all changes, and the revisions that it gives. */
public interface ChangeLog {

    /**
     * Notes changes. Those of one transaction with the same tenant, actor and reason become one change set, which gets
     * the tenant's next revision when the transaction commits. What is logged as removed is removed by the same transaction,
     * and whoever deletes a tenant logs that: a database whose foreign keys do not hold against concurrent transactions is
     * checked by the log.
     */
    void append(TenantRow tenant, Author author, List<Change> changes);

    /**
     * The committed change sets of a tenant after a revision, in the order of their revisions. Those that were committed
     * without one, by the trigger of a user link, get the next revisions first, in a transaction apart. A transaction that
     * reads from an older snapshot sees them as the snapshot does.
     *
     * @param tenantId the store's key of the tenant, which outlives it here
     * @param limit how many at most, at least 1
     */
    List<ChangeSet> read(long tenantId, long afterRevision, int limit);

    /**
     * Gives the change sets of a tenant that were committed without a revision theirs, in a transaction apart, unless that
     * had to wait for another transaction: one that is about to commit changes of the tenant, and may hang there. Not to be
     * called in a transaction.
     *
     * @return whether all that was committed before has its revision now
     */
    boolean number(long tenantId);

    /**
     * Where the logs of these tenants have come to, as it is committed now, whatever the caller's transaction sees. Cheap:
     * a database is asked once for a thousand tenants, on a connection of its own. A store that keeps nothing apart from
     * a running write, as the one in memory does, also answers for a tenant that this write has added.
     *
     * @param tenantIds the store's keys of the tenants
     * @return one for each of them, in no order; those that never existed, or whose log is gone, are missing
     */
    List<LogHead> heads(Collection<Long> tenantIds);

    /**
     * Tells of every revision that a transaction of this store has given, once it is committed and before the call that
     * committed it returns; also before others are called that wait for the commit. After a commit whose outcome is not
     * known it tells of revision 0, which says no more than that a look is worth while.
     */
    void onCommit(CommitListener listener);

    /** Tells that listener no more. */
    void offCommit(CommitListener listener);

    /** Takes note of a revision. Must be quick, and must not fail. */
    @FunctionalInterface
    interface CommitListener {

        void committed(long tenantId, long revision);
    }
}
