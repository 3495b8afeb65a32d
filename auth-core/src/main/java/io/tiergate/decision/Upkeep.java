package io.tiergate.decision;

import io.tiergate.Demand;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.change.Follower;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.LogHead;
import io.tiergate.store.Store;
import io.tiergate.store.TenantTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a node knows of tenants at what the store holds: all of them at each look of the feed, and one at a check that
 * needs it newer.
 */
final class Upkeep implements Follower {

    private final ChangeLog log;
    private final Clock clock;
    private final SeenRevisions seen;
    private final long promptly;
    private final Contact contact = new Contact();
    private final Tenants tenants;
    private final SharedLoads<Tenant, TenantState> firstLoads = new SharedLoads<>();
    private final Following following;

    /**
     * @param promptly for so long tenants are brought up, one after the other, before the next look at all of them
     * @param forget told of tenants that the store has at an older revision than before, by their keys
     */
    Upkeep(
            Store store,
            Clock clock,
            SeenRevisions seen,
            Slots slots,
            Slots resourceSlots,
            long maximumTenants,
            Duration promptly,
            LongConsumer forget) {
        this.log = store.changes();
        this.clock = clock;
        this.seen = seen;
        this.promptly = promptly.toNanos();
        tenants = new Tenants(maximumTenants);
        following = new Following(store.decisions(), seen, contact, slots, resourceSlots, forget);
    }

    /** Takes note of a revision that this node has committed: nothing older is answered from now on. */
    void committed(long tenantId, long revision) {
        seen.see(tenantId, revision);
        tenants.suspend(tenantId);
    }

    /** Whether the store was not heard of for too long. */
    boolean hasLostContact() {
        return contact.isLost();
    }

    /** How many tenants are kept. */
    long tenants() {
        return tenants.size();
    }

    /** What is kept of the tenant is not answered from before the revision any more. */
    void suspendBefore(Tenant tenant, Revision revision) {
        tenants.suspendBefore(tenant, revision);
    }

    /**
     * What is kept of the tenant, which is read if that is nothing.
     *
     * @return null if that cannot be had: there is no such tenant, or another thread that reads it is slow
     */
    @Nullable
    TenantState state(Tenant tenant, Instant now) {
        TenantState known = tenants.find(tenant);
        if (known != null) {
            return known;
        }
        return firstLoads.load(tenant, () -> {
            // Another thread may have kept one just now.
            TenantState meanwhile = tenants.find(tenant);
            TenantState made = meanwhile == null ? following.begin(tenant, now) : null;
            return made == null ? meanwhile : tenants.keep(made);
        });
    }

    /** Whether decisions may be made of the state; it is made so if it must. */
    boolean isBroughtUp(TenantState state, @Nullable Demand atLeast, Instant now) {
        if (isUp(state, atLeast, now)) {
            return true;
        }
        if (state.isHeld()) {
            return false;
        }
        try {
            if (!state.lock().tryLock(SharedLoads.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            state.moveTo(now);
            if (!isUp(state, atLeast, now)) {
                following.follow(state, View.TRANSACTION, now);
            }
            if (!isUp(state, atLeast, now)) {
                following.follow(state, View.COMMITTED, now);
            }
            return state.isDropped() || isUp(state, atLeast, now);
        } finally {
            state.lock().unlock();
        }
    }

    private static boolean isUp(TenantState state, @Nullable Demand atLeast, Instant now) {
        Current current = state.current();
        Snapshot snapshot = current.snapshot();
        return snapshot != null
                && isMet(atLeast, state, current.revision())
                && snapshot.window().contains(Window.micros(now));
    }

    /** Whether a decision at that revision is new enough for whoever demands that. */
    static boolean isMet(@Nullable Demand demand, TenantState state, Revision revision) {
        return demand == null || demand.isMetBy(state.tenantId(), revision);
    }

    @Override
    public void follow() {
        Set<Long> ids = new HashSet<>(tenants.ids());
        ids.add(TenantTable.SHARED_ID);
        List<LogHead> heads = log.heads(ids);
        Set<Long> unnumbered = number(heads);
        if (heads.stream().anyMatch(LogHead::unnumbered)) {
            // Another node may have numbered them meanwhile, which this one is not told.
            heads = log.heads(ids);
        }
        long shared = 0;
        for (LogHead head : heads) {
            ids.remove(head.tenantId());
            if (head.tenantId() == TenantTable.SHARED_ID) {
                shared = head.revision();
            }
        }
        Instant now = clock.instant();
        long until = System.nanoTime() + promptly;
        for (LogHead head : heads) {
            TenantState state = tenants.find(head.tenantId());
            if (state == null) {
                continue;
            }
            if (unnumbered.contains(head.tenantId()) || unnumbered.contains(TenantTable.SHARED_ID)) {
                // What has changed is not in the log yet, and may not be for long: only the store knows it.
                state.hold();
            } else {
                follow(state, new Revision(head.revision(), shared), now, until);
            }
        }
        ids.forEach(this::lose);
    }

    /**
     * Has the change sets numbered that have no revision; the revisions are told like those of own commits.
     *
     * @return the keys of tenants where that had to wait for another transaction
     */
    private Set<Long> number(List<LogHead> heads) {
        Set<Long> unnumbered = new HashSet<>();
        for (LogHead head : heads) {
            if (head.unnumbered() && !log.number(head.tenantId())) {
                unnumbered.add(head.tenantId());
            }
        }
        return unnumbered;
    }

    /** The store has no log of the tenant. A deleted one leaves it there, so this one has never been in the store as it is now. */
    private void lose(long tenantId) {
        TenantState state = tenants.find(tenantId);
        if (state != null && !state.isDropped()) {
            following.lose(state);
        }
    }

    private void follow(TenantState state, Revision head, Instant now, long until) {
        // A store that went back is not what was followed, however new that was.
        if (isUp(state, head, now) && head.atLeast(state.current().revision())) {
            return;
        }
        // First, so that nothing older is published from now on.
        seen.see(state.tenantId(), head.tenant());
        seen.see(TenantTable.SHARED_ID, head.shared());
        state.release();
        if (System.nanoTime() - until > 0 || !state.lock().tryLock()) {
            // The store is heard even if there is more to follow than time, or a check that follows does not get on:
            // the next check of the tenant does it.
            state.suspend();
            return;
        }
        try {
            following.follow(state, View.COMMITTED, now);
        } catch (RuntimeException failure) {
            // The next check of this tenant tries again, and tells its caller why it cannot.
            state.suspend();
        } finally {
            state.lock().unlock();
        }
    }

    @Override
    public void fresh() {
        contact.find();
    }

    @Override
    public void stale() {
        contact.lose();
        tenants.suspendAll();
    }
}
