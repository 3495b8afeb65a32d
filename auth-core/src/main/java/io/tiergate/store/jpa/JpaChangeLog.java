package io.tiergate.store.jpa;

import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.LogHead;
import io.tiergate.store.TenantRow;
import io.tiergate.store.jpa.PendingChanges.Draft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The change log in the database. What is appended waits for its revision until the transaction commits. */
final class JpaChangeLog implements ChangeLog {

    /** Of a commit that may have been: there is something to look for. */
    private static final long UNKNOWN = 0;

    private final Insertions insertions;
    private final Sql sql;
    private final Sql apart;
    private final LoggedChanges logged;
    private final Transactions transactions;
    private final Numbering numbering;
    private final LateNumbering lateNumbering;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    /** By what each transaction is known by, and gone with it. */
    private final Map<ConnectionHolder, PendingChanges> pending = Collections.synchronizedMap(new WeakHashMap<>());

    /** So that a check need not look into the map while nobody changes anything. Never less than there are. */
    private volatile int pendingCount;

    /** @param apart on the connections that {@link Transactions#outside} has */
    JpaChangeLog(
            Insertions insertions,
            Sql sql,
            Sql apart,
            Transactions transactions,
            Numbering numbering,
            LateNumbering lateNumbering) {
        this.insertions = insertions;
        this.sql = sql;
        this.apart = apart;
        this.logged = new LoggedChanges(sql);
        this.transactions = transactions;
        this.numbering = numbering;
        this.lateNumbering = lateNumbering;
    }

    @Override
    public void append(TenantRow tenant, Author author, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PendingChanges pending = ofTransaction();
        Draft found = pending.find(tenant, author);
        // A JDBC savepoint may have taken its row back, which nobody is told of.
        Draft draft = found != null && isThere(found) ? found : pending.add(tenant, insert(tenant, author));
        List<ChangeEntity> entities = new ArrayList<>();
        for (Change change : changes) {
            entities.add(new ChangeEntity(
                    draft.id(),
                    draft.next(change.definitional()),
                    change.kind().name(),
                    change.operation().name(),
                    change.objectId(),
                    change.subjectId(),
                    change.groupId(),
                    change.resourceId(),
                    change.before(),
                    change.after()));
        }
        insertions.addAll(Repositories.Changes.class, entities);
        if (pending.registerNumbering()) {
            numberBeforeCommit(pending);
        }
    }

    @Override
    public List<ChangeSet> read(long tenantId, long afterRevision, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + ": it must be at least 1.");
        }
        lateNumbering.number(tenantId, ownSets(tenantId), revision -> tell(tenantId, revision));
        return logged.after(tenantId, afterRevision, limit);
    }

    @Override
    public boolean number(long tenantId) {
        return lateNumbering.numberIfFree(tenantId, revision -> tell(tenantId, revision));
    }

    @Override
    public List<LogHead> heads(Collection<Long> tenantIds) {
        return tenantIds.isEmpty() ? List.of() : transactions.outside(() -> logged(Set.copyOf(tenantIds)));
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void offCommit(CommitListener listener) {
        listeners.remove(listener);
    }

    /** Whether the current transaction has changed something. */
    boolean hasUncommitted() {
        if (pendingCount == 0) {
            return false;
        }
        ConnectionHolder transaction = transactions.connection();
        if (transaction == null) {
            return false;
        }
        synchronized (pending) {
            // Those of JDBC go when nothing refers to their transactions any more: who is called at the end of
            // another data source's transaction inside one of ours cannot tell that ours has not ended.
            pendingCount = pending.size();
            return pending.containsKey(transaction);
        }
    }

    /** Whether the current transaction has given revisions, which are not committed yet. */
    boolean hasNumbered() {
        ConnectionHolder transaction = transactions.connection();
        PendingChanges own = transaction == null ? null : pending.get(transaction);
        return own != null && own.hasNumbered();
    }

    /**
     * By the primary key of the revisions, and by the unique index of the log. A value is asked for and not whether there is
     * one, since PostgreSQL would read the whole log once to answer that for many tenants.
     */
    private List<LogHead> logged(Collection<Long> tenantIds) {
        return apart.listOf(
                "select r.tenant_id, r.revision, (select s.tenant_id from tiergate_change_set s"
                        + " where s.tenant_id = r.tenant_id and s.revision is null limit 1) is not null"
                        + " from tiergate_revision r where r.tenant_id in (:keys)",
                (row, number) -> new LogHead(row.getLong(1), row.getLong(2), row.getBoolean(3)),
                tenantIds);
    }

    /** The keys of the change sets that the current transaction has added. */
    Set<Long> ownSets(long tenantId) {
        ConnectionHolder transaction = transactions.connection();
        PendingChanges own = transaction == null ? null : pending.get(transaction);
        return own == null ? Set.of() : own.ids(tenantId);
    }

    private Draft insert(TenantRow tenant, Author author) {
        ChangeSetEntity added = insertions.add(
                Repositories.ChangeSets.class,
                new ChangeSetEntity(
                        tenant.id(),
                        tenant.tenant().key(),
                        null,
                        Actors.text(author.actor()),
                        Times.micros(author.at()),
                        author.reason()));
        return new Draft(added.id(), author);
    }

    private boolean isThere(Draft draft) {
        return sql.find("select id from tiergate_change_set where id = ?", (row, number) -> row.getLong(1), draft.id())
                != null;
    }

    private PendingChanges ofTransaction() {
        ConnectionHolder transaction = Objects.requireNonNull(transactions.connection(), "transaction");
        synchronized (pending) {
            PendingChanges found = pending.computeIfAbsent(transaction, key -> new PendingChanges());
            pendingCount = pending.size();
            return found;
        }
    }

    private void forget(PendingChanges ended) {
        synchronized (pending) {
            pending.values().remove(ended);
            pendingCount = pending.size();
        }
    }

    /**
     * As late as can be: where the caller's transaction is Hibernate's, after its last flush, so that the host's own rows
     * are written by then, which a synchronization of Spring's would come before.
     */
    private void numberBeforeCommit(PendingChanges pending) {
        SessionImplementor callers = transactions.callersSession();
        if (callers == null) {
            TransactionSynchronizationManager.registerSynchronization(new LastSynchronization(pending));
            TransactionSynchronizationManager.registerSynchronization(new FirstAfterCommit(pending));
            if (CommitPhase.mayHaveBegun()) {
                // It comes too late to be called before the commit.
                number(pending);
            }
        } else {
            BeforeCompletionCallback before = session -> number(pending);
            AfterCompletionCallback after = (success, session) -> {
                forget(pending);
                if (success) {
                    tell(pending);
                } else {
                    tellThatPerhaps(pending);
                }
            };
            TransactionCompletionCallbacks callbacks =
                    callers.unwrap(EventSource.class).getActionQueue();
            callbacks.registerCallback(before);
            callbacks.registerCallback(after);
            if (CommitPhase.isHibernateCommitting()) {
                number(pending);
            }
        }
    }

    private void number(PendingChanges pending) {
        pending.numbered(numbering.number(pending.take()));
    }

    private void tell(PendingChanges pending) {
        pending.takeNumbered().forEach(this::tell);
    }

    /** The commit has failed, and may have been. Not with its revision: if that never came, all would wait for it. */
    private void tellThatPerhaps(PendingChanges pending) {
        pending.takeNumbered().keySet().forEach(tenantId -> tell(tenantId, UNKNOWN));
    }

    private void tell(long tenantId, long revision) {
        listeners.forEach(listener -> listener.committed(tenantId, revision));
    }

    /** Numbers as the last of what Spring calls before a commit of JDBC's. */
    private final class LastSynchronization implements TransactionSynchronization {

        private final PendingChanges pending;

        private LastSynchronization(PendingChanges pending) {
            this.pending = pending;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            try {
                number(pending);
            } catch (RuntimeException failure) {
                throw StoreFailures.translate(failure);
            }
        }

        @Override
        public void afterCompletion(int status) {
            // Managers call it a rollback too when a commit has failed, which may have been all the same.
            if (status != STATUS_COMMITTED) {
                tellThatPerhaps(pending);
            }
        }
    }

    /** Tells of the commit before anybody else who is called after it may ask. */
    private final class FirstAfterCommit implements TransactionSynchronization {

        private final PendingChanges pending;

        private FirstAfterCommit(PendingChanges pending) {
            this.pending = pending;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public void afterCommit() {
            tell(pending);
        }
    }
}
