package io.tiergate.decision;

import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.TenantTable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what one subject holds, and makes an entry of it that is known to be current. */
final class EntryLoader {

    /** So often a tenant may change while a subject is loaded before the caller is answered from the store. */
    private static final int ATTEMPTS = 20;

    private static final int NO_SLOT = -1;

    private final DecisionReads reads;
    private final SeenRevisions seen;
    private final Slots slots;

    EntryLoader(DecisionReads reads, SeenRevisions seen, Slots slots) {
        this.reads = reads;
        this.seen = seen;
        this.slots = slots;
    }

    /** Brings the state of a tenant to what the store holds. */
    @FunctionalInterface
    interface Catching {

        /** @return whether it is at least at that revision, or dropped */
        boolean upTo(Revision revision);
    }

    /** @return null if that cannot be had: the tenant is gone, or changes all the while */
    @Nullable
    Entry load(TenantState state, Subject subject, Instant now, Catching catching) {
        View view = View.TRANSACTION;
        int slot = NO_SLOT;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // In this order: a change is seen before it is counted. What is counted here was seen there.
            int before = slot == NO_SLOT ? 0 : slots.count(slot);
            long seenHere = seen.newest(state.tenantId());
            long seenShared = seen.newest(TenantTable.SHARED_ID);
            SubjectHoldings holdings = reads.holdings(state.tenant(), subject, view);
            Stamp stamp = holdings.stamp();
            boolean another = stamp.tenantId() != state.tenantId();
            if (view == View.TRANSACTION && (another || holdings.unnumbered())) {
                // From before the tenant was created; or the trigger of a user link may have removed the subject in the
                // caller's transaction, which nobody knows the end of.
                view = View.COMMITTED;
                continue;
            }
            if (another) {
                state.drop();
                return null;
            }
            if (stamp.revision().tenant() < seenHere || stamp.revision().shared() < seenShared) {
                view = View.COMMITTED;
                continue;
            }
            if (!state.current().revision().atLeast(stamp.revision()) && !catching.upTo(stamp.revision())) {
                return null;
            }
            if (state.isDropped()) {
                return null;
            }
            int itsSlot = slotOf(state, holdings);
            int count = itsSlot == slot ? before : slots.count(itsSlot);
            boolean counted = itsSlot == slot || !seen.isNewerThan(stamp);
            slot = itsSlot;
            Current current = state.current();
            Snapshot snapshot = current.snapshot();
            if (counted
                    && snapshot != null
                    && current.revision().atLeast(stamp.revision())
                    && snapshot.definitions().stamp().definitions().equals(stamp.definitions())) {
                return Entry.of(state, slots, slot, count, snapshot, subject, holdings, now);
            }
        }
        return null;
    }

    private int slotOf(TenantState state, SubjectHoldings holdings) {
        return holdings.known() ? slots.ofSubject(holdings.subjectId()) : slots.ofUnknownIn(state.tenantId());
    }
}
