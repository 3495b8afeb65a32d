package io.tiergate.store.jpa;

import io.tiergate.Tenant;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.TenantRow;
import io.tiergate.store.jpa.PendingChanges.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.hibernate.event.spi.EventSource;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The change log in the database. What is appended waits for its revision until the transaction commits. */
final class JpaChangeLog implements ChangeLog {

    private final Repositories repositories;
    private final Numbering numbering;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();

    JpaChangeLog(Repositories repositories, Numbering numbering) {
        this.repositories = repositories;
        this.numbering = numbering;
    }

    @Override
    public void append(TenantRow tenant, Author author, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PendingChanges pending = pending();
        Draft found = pending.find(tenant, author);
        // A JDBC savepoint may have taken its row back, which nobody is told of.
        Draft draft = found != null && repositories.changeSets.existsById(found.id())
                ? found
                : pending.add(tenant, insert(tenant, author));
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
                    change.before(),
                    change.after()));
        }
        repositories.changes.saveAllAndFlush(entities).forEach(repositories::forget);
        if (pending.registerNumbering()) {
            numberBeforeCommit(pending);
        }
    }

    @Override
    public List<ChangeSet> read(long tenantId, long afterRevision, int limit) {
        List<ChangeSetColumns> sets = repositories.changeSets.after(tenantId, afterRevision, Limit.of(limit));
        Map<Long, List<Change>> changes = new HashMap<>();
        Chunks.of(
                sets.stream().map(ChangeSetColumns::id).toList(),
                ids -> repositories
                        .changes
                        .ofSets(ids)
                        .forEach(change -> changes.computeIfAbsent(change.changeSetId(), id -> new ArrayList<>())
                                .add(change.change())));
        return sets.stream()
                .map(set -> new ChangeSet(
                        Tenant.of(set.tenantKey()),
                        set.revision(),
                        Actors.subject(set.actor()),
                        Times.instant(set.changedAt()),
                        set.reason(),
                        changes.getOrDefault(set.id(), List.of())))
                .toList();
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    /** Whether the current transaction has changed something. */
    boolean hasUncommitted() {
        return TransactionSynchronizationManager.hasResource(this);
    }

    private Draft insert(TenantRow tenant, Author author) {
        ChangeSetEntity inserted = repositories.forget(repositories.changeSets.saveAndFlush(new ChangeSetEntity(
                tenant.id(),
                tenant.tenant().key(),
                null,
                Actors.text(author.actor()),
                Times.micros(author.at()),
                author.reason())));
        return new Draft(inserted.id(), author);
    }

    /**
     * Hibernate calls back after the last flush, so that the host's own rows are written by then. A synchronization of
     * Spring's would come before it.
     */
    private void numberBeforeCommit(PendingChanges pending) {
        BeforeCompletionCallback callback = session -> pending.numbered(numbering.number(pending.take()));
        repositories.entityManager().unwrap(EventSource.class).getActionQueue().registerCallback(callback);
    }

    private PendingChanges pending() {
        PendingChanges present = (PendingChanges) TransactionSynchronizationManager.getResource(this);
        if (present != null) {
            return present;
        }
        PendingChanges pending = new PendingChanges();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(new Binding(pending));
        return pending;
    }

    /** Keeps the pending changes with their transaction. */
    private final class Binding implements TransactionSynchronization {

        private final PendingChanges pending;

        private Binding(PendingChanges pending) {
            this.pending = pending;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(JpaChangeLog.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(JpaChangeLog.this, pending);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(JpaChangeLog.this);
            // After a commit whose outcome is not known, too: a revision that never came costs some reads, no more.
            if (status != STATUS_ROLLED_BACK) {
                pending.numbered()
                        .forEach((tenantId, revision) ->
                                listeners.forEach(listener -> listener.committed(tenantId, revision)));
            }
        }
    }
}
