package io.tiergate.decision;

import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.Change.Operation;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.LoggedChange;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantDefinitions;
import io.tiergate.store.TenantTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a node keeps of a tenant to what the store holds now: by what the log says has changed, or from the beginning
 * where that is less, or the log has not all of it any more.
 */
final class Following {

    /** So often a tenant may change while it is followed before the caller tries again. */
    private static final int ATTEMPTS = 20;

    /** More changes than that are not read one by one: what is kept of the tenant is dropped. */
    static final int MOST_CHANGES = 20_000;

    private static final Logger LOG = System.getLogger(CachedDecisionPoint.class.getName());

    private final DecisionReads reads;
    private final SeenRevisions seen;
    private final Contact contact;
    private final Slots slots;
    private final Slots resourceSlots;
    private final LongConsumer forget;

    /**
     * @param slots of subjects
     * @param resourceSlots of resources
     * @param forget told of tenants that the store has at an older revision than before, by their keys
     */
    Following(
            DecisionReads reads,
            SeenRevisions seen,
            Contact contact,
            Slots slots,
            Slots resourceSlots,
            LongConsumer forget) {
        this.reads = reads;
        this.seen = seen;
        this.contact = contact;
        this.slots = slots;
        this.resourceSlots = resourceSlots;
        this.forget = forget;
    }

    /** A tenant as the store has it now, not published yet; null if the store has no such. */
    @Nullable
    TenantState begin(Tenant tenant, Instant now) {
        TenantDefinitions loaded = reads.definitions(tenant, View.TRANSACTION);
        if (seen.isNewerThan(loaded.stamp())) {
            loaded = reads.definitions(tenant, View.COMMITTED);
        }
        Stamp stamp = loaded.stamp();
        if (!stamp.tenantExists()) {
            return null;
        }
        seen.see(stamp);
        TenantState state = new TenantState(tenant, stamp.tenantId(), seen, contact);
        Definitions definitions = new Definitions(loaded);
        Catalogue catalogue = new Catalogue(definitions, state.numbers());
        state.begin(Current.of(new Snapshot(definitions, catalogue, now), stamp.revision()));
        return state;
    }

    /**
     * Follows the store, under the lock of the state. Afterwards the state is current, or dropped; or it is not, if it changes
     * all the while.
     */
    void follow(TenantState state, View view, Instant now) {
        View at = view;
        for (int attempt = 0; attempt < ATTEMPTS && !state.isDropped(); attempt++) {
            Current followed = state.followed();
            Revision known = new Revision(seen.newest(state.tenantId()), seen.newest(TenantTable.SHARED_ID));
            Stamp stamp = reads.stamp(state.tenant(), at);
            boolean another = stamp.tenantId() != state.tenantId();
            if (followed == null || (another && at == View.COMMITTED)) {
                state.drop();
            } else if (!another && !seen.isNewerThan(stamp)) {
                if (advance(state, followed, stamp, at, now)) {
                    return;
                }
            } else if (at == View.TRANSACTION) {
                // An old snapshot of the caller's transaction, or a commit just now.
                at = View.COMMITTED;
            } else if (!stamp.revision().atLeast(followed.revision())) {
                wentBack(state, followed.revision(), stamp.revision());
            } else if (!stamp.revision().atLeast(known)) {
                // It cannot catch up with what was known before it was read.
                return;
            }
        }
    }

    /** @return whether that went as it should; if not, the caller looks again */
    private boolean advance(TenantState state, Current followed, Stamp stamp, View view, Instant now) {
        Revision to = stamp.revision();
        Revision from = followed.revision();
        Snapshot snapshot = followed.snapshot();
        if (snapshot == null) {
            state.drop();
            return false;
        }
        if (to.equals(from)) {
            state.publish(followed);
            state.moveTo(now);
            return true;
        }
        List<Change> changes = new ArrayList<>();
        boolean all = read(state.tenantId(), from.tenant(), to.tenant(), view, changes)
                && (state.tenantId() == TenantTable.SHARED_ID
                        || read(TenantTable.SHARED_ID, from.shared(), to.shared(), view, changes));
        if (!all || changes.stream().anyMatch(change -> change.kind() == Kind.TENANT)) {
            seen.see(state.tenantId(), to.tenant());
            seen.see(TenantTable.SHARED_ID, to.shared());
            state.drop();
            return true;
        }
        Snapshot next = snapshot.at(now);
        DefinitionKeys keys = DefinitionKeys.of(changes);
        if (keys.isEmpty()) {
            if (!snapshot.definitions().stamp().definitions().equals(stamp.definitions())) {
                // Changes of definitions were numbered that a savepoint has taken back: no load would match what is
                // here.
                state.drop();
                return true;
            }
        } else {
            TenantDefinitions changed = reads.definitions(state.tenant(), keys, view);
            if (changed.stamp().tenantId() != state.tenantId()
                    || !changed.stamp().revision().atLeast(to)
                    || !to.atLeast(changed.stamp().definitions())) {
                return false;
            }
            next = changed(state, snapshot, keys, changed, now);
            if (next == null) {
                state.drop();
                return true;
            }
        }
        // First, so that a load which does not know of these changes is not kept with counts that do.
        seen.see(state.tenantId(), to.tenant());
        seen.see(TenantTable.SHARED_ID, to.shared());
        count(state, changes);
        state.publish(Current.of(next, to));
        return true;
    }

    /** Drops what was made of changes that the store does not have any more, or not yet. */
    private void wentBack(TenantState state, Revision followed, Revision committed) {
        state.drop();
        forget.accept(state.tenantId());
        LOG.log(
                Level.WARNING,
                "The store has tenant " + state.tenant() + " at revision " + committed + ", and had it at " + followed
                        + " before: a backup was restored, or a copy that lags is read. Until it is there again, what is"
                        + " asked of the tenant is read from the store at each check. After restoring, restart the"
                        + " application's nodes.");
    }

    /** Drops a tenant that the store has never had, as it is now. */
    void lose(TenantState state) {
        state.drop();
        forget.accept(state.tenantId());
        LOG.log(
                Level.WARNING,
                "The store knows nothing of tenant " + state.tenant() + " as it was before: a backup was restored, or a"
                        + " copy that lags is read. After restoring, restart the application's nodes.");
    }

    /** Adds the changes between two revisions; returns whether the log had all of them. */
    private boolean read(long tenantId, long from, long to, View view, List<Change> changes) {
        if (from == to) {
            return true;
        }
        List<LoggedChange> logged = reads.changes(tenantId, from, to, MOST_CHANGES + 1, view);
        if (logged.size() > MOST_CHANGES) {
            return false;
        }
        long expected = from;
        for (LoggedChange change : logged) {
            if (change.revision() > expected + 1) {
                return false;
            }
            expected = change.revision();
            changes.add(change.change());
        }
        return expected == to;
    }

    private @Nullable Snapshot changed(
            TenantState state, Snapshot snapshot, DefinitionKeys keys, TenantDefinitions changed, Instant now) {
        Definitions definitions = snapshot.definitions().with(keys, changed);
        Catalogue catalogue = snapshot.catalogue();
        if (!keys.permissions().isEmpty()) {
            catalogue = new Catalogue(definitions, state.numbers());
            if (state.numbers().isSparse(catalogue.size())) {
                return null;
            }
        }
        return new Snapshot(definitions, catalogue, now);
    }

    private void countOnResource(TenantState state, Change change, long resourceId) {
        Long holderId = change.groupId() == null ? change.subjectId() : change.groupId();
        if (change.kind() == Kind.GRANT && holderId != null) {
            resourceSlots.raise(resourceSlots.ofGrantsOn(resourceId));
            resourceSlots.raise(resourceSlots.ofGrantsBy(holderId));
        } else {
            resourceSlots.raise(resourceSlots.ofPlace(resourceId));
            resourceSlots.raise(resourceSlots.ofMovesIn(state.tenantId()));
        }
    }

    private void count(TenantState state, List<Change> changes) {
        boolean unknownOnes = false;
        for (Change change : changes) {
            if (change.resourceId() != null) {
                countOnResource(state, change, change.resourceId());
            } else if (change.subjectId() != null) {
                slots.raise(slots.ofSubject(change.subjectId()));
            }
            unknownOnes |= change.kind() == Kind.SUBJECT && change.operation() == Operation.ADDED;
        }
        if (unknownOnes) {
            slots.raise(slots.ofUnknownIn(state.tenantId()));
        }
    }
}
