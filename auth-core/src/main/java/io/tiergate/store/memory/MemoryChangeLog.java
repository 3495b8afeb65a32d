package io.tiergate.store.memory;

import io.tiergate.Subject;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.LogHead;
import io.tiergate.store.TenantRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The change log in memory. What a write appends is kept aside until the write succeeds, and only then numbered. */
final class MemoryChangeLog implements ChangeLog {

    /** How many change sets of a tenant are kept. */
    static final int KEPT = 10_000;

    private final Transactions transactions;
    private final Tables tables;
    private final Map<Long, TenantLog> logs = new HashMap<>();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Origin, Pending> pending = new LinkedHashMap<>();

    MemoryChangeLog(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public void append(TenantRow tenant, Author author, List<Change> changes) {
        transactions.change(() -> {
            if (changes.isEmpty()) {
                return false;
            }
            if (pending.isEmpty()) {
                transactions.onUndo(pending::clear);
                transactions.onCommit(this::number);
            }
            return pending.computeIfAbsent(
                            new Origin(tenant, author.actor(), author.reason()),
                            origin -> new Pending(author.at(), new ArrayList<>()))
                    .changes()
                    .addAll(changes);
        });
    }

    @Override
    public List<ChangeSet> read(long tenantId, long afterRevision, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + ": it must be at least 1.");
        }
        return transactions.read(() -> of(tenantId).sets.tailMap(afterRevision, false).values().stream()
                .limit(limit)
                .toList());
    }

    /** To be called under the lock. */
    Stream<ChangeSet> between(long tenantId, long after, long upTo) {
        return of(tenantId).sets.subMap(after, false, Math.max(after, upTo), true).values().stream();
    }

    @Override
    public boolean number(long tenantId) {
        // Nothing is committed without.
        return true;
    }

    @Override
    public List<LogHead> heads(Collection<Long> tenantIds) {
        return transactions.read(() -> tenantIds.stream()
                .distinct()
                .filter(id -> logs.containsKey(id) || tables.tenants.find(id) != null)
                .map(id -> new LogHead(id, revision(id), false))
                .toList());
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void offCommit(CommitListener listener) {
        listeners.remove(listener);
    }

    /** The last revision of a tenant, 0 if it has none. To be called under the lock. */
    long revision(long tenantId) {
        return of(tenantId).revision;
    }

    /** The last revision at which a tenant's definitions changed, 0 if it has none. To be called under the lock. */
    long definitions(long tenantId) {
        return of(tenantId).definitions;
    }

    private TenantLog of(long tenantId) {
        return logs.getOrDefault(tenantId, TenantLog.NONE);
    }

    private void number() {
        pending.forEach((origin, waiting) -> {
            long tenantId = origin.tenant().id();
            logs.computeIfAbsent(tenantId, id -> new TenantLog()).add(origin, waiting);
            listeners.forEach(listener -> listener.committed(tenantId, revision(tenantId)));
        });
        pending.clear();
    }

    /** What changes of one write have in common that become one change set. */
    private record Origin(
            TenantRow tenant,
            @Nullable Subject actor,
            @Nullable String reason) {}

    private record Pending(Instant at, List<Change> changes) {}

    /** The numbered change sets of one tenant. */
    private static final class TenantLog {

        private static final TenantLog NONE = new TenantLog();

        private final TreeMap<Long, ChangeSet> sets = new TreeMap<>();
        private long revision;
        private long definitions;

        private void add(Origin origin, Pending waiting) {
            revision++;
            if (waiting.changes().stream().anyMatch(Change::definitional)) {
                definitions = revision;
            }
            sets.put(
                    revision,
                    new ChangeSet(
                            origin.tenant().tenant(),
                            revision,
                            origin.actor(),
                            waiting.at(),
                            origin.reason(),
                            waiting.changes()));
            if (sets.size() > KEPT) {
                sets.pollFirstEntry();
            }
        }
    }
}
