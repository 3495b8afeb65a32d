package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.change.Follower;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.ChangeLog.CommitListener;
import io.tiergate.store.DecisionReads;
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
import org.jspecify.annotations.Nullable;

/** The way of a check: from what is kept if that is current, else what is kept is made so, else from the store. */
final class Checks implements Follower {

    /** So often the world may change under one check before it is answered from the store. */
    private static final int ATTEMPTS = 20;

    /** Whoever waits may hold a connection that the other thread needs: it does not wait for long. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final DecisionReads reads;
    private final ChangeLog log;
    private final Clock clock;
    private final StoreDecisionPoint uncached;
    private final SeenRevisions seen;
    private final long promptly;
    private final Contact contact = new Contact();
    private final Tenants tenants;
    private final SharedLoads<Tenant, TenantState> firstLoads = new SharedLoads<>();
    private final Entries entries;
    private final EntryLoader loader;
    private final Following following;
    private final CommitListener committed = this::committed;
    private @Nullable ChangeFeed feed;

    /** @param promptly for so long tenants are brought up, one after the other, before the next look at all of them */
    Checks(
            Store store,
            Clock clock,
            StoreDecisionPoint uncached,
            SeenRevisions seen,
            long maximumSubjects,
            long maximumTenants,
            Duration promptly) {
        this.reads = store.decisions();
        this.log = store.changes();
        this.clock = clock;
        this.uncached = uncached;
        this.seen = seen;
        this.promptly = promptly.toNanos();
        Slots slots = new Slots(maximumSubjects);
        tenants = new Tenants(maximumTenants);
        entries = new Entries(maximumSubjects);
        loader = new EntryLoader(reads, seen, slots);
        following = new Following(reads, seen, contact, slots, uncached::forget);
        log.onCommit(committed);
    }

    private void committed(long tenantId, long revision) {
        seen.see(tenantId, revision);
        tenants.suspend(tenantId);
        if (feed != null) {
            feed.committed();
        }
    }

    /** Hears no more of commits, so that nothing may be kept any more. */
    void end() {
        stale();
        log.offCommit(committed);
    }

    /** Before the first check. */
    void followedBy(ChangeFeed started) {
        feed = started;
    }

    /**
     * @param handle of the permission, or null if the caller has none
     * @param access of the subject, or null if the caller has none
     */
    Decision check(
            Tenant tenant,
            Subject subject,
            String permission,
            @Nullable Demand atLeast,
            @Nullable CachedHandle handle,
            @Nullable CachedAccess access) {
        if (reads.callerHasOwnView() || isOfNoTenant(atLeast)) {
            return uncached.check(new AccessRequest(tenant, subject, permission, atLeast));
        }
        if (handle == null && access == null && isOutOfContact()) {
            return ask(new AccessRequest(tenant, subject, permission, atLeast), clock.instant(), null);
        }
        Instant now = null;
        Entry entry = access == null ? entries.find(tenant, subject) : access.entry();
        if (entry != null) {
            // After the entry: what is current then is not older than it.
            Current current = entry.tenant().current();
            // The clock is read only where it matters.
            now = current.isBounded() || entry.isBounded() ? clock.instant() : null;
            Decision known = known(entry, current, permission, handle, now);
            if (known != null && isMet(atLeast, entry.tenant(), known.revision())) {
                return known;
            }
        }
        return ask(
                new AccessRequest(tenant, subject, permission, atLeast), now == null ? clock.instant() : now, access);
    }

    /** What is kept of a tenant cannot tell whoever has seen that there is none whether it was deleted before or after. */
    private static boolean isOfNoTenant(@Nullable Demand atLeast) {
        return atLeast instanceof Revision revision && revision.tenant() == 0;
    }

    private static @Nullable Decision known(
            Entry entry, Current current, String permission, @Nullable CachedHandle handle, @Nullable Instant now) {
        Snapshot snapshot = current.snapshot();
        if (snapshot == null || (now != null && !holdsAt(now, entry, snapshot))) {
            return null;
        }
        Catalogue catalogue = snapshot.catalogue();
        return entry.decide(current, handle == null ? catalogue.number(permission) : handle.numberIn(catalogue));
    }

    private static boolean holdsAt(Instant now, Entry entry, Snapshot snapshot) {
        long micros = Window.micros(now);
        return snapshot.window().contains(micros) && entry.holdsAt(micros);
    }

    private Decision ask(AccessRequest request, Instant now, @Nullable CachedAccess access) {
        Tenant tenant = request.tenant();
        if (isOutOfContact()) {
            findContact(tenant);
        }
        Decision decision;
        try {
            decision = decide(request, now, access);
        } catch (DecisionUnavailableException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ", because what decides cannot be read from the store",
                    failure);
        }
        return decision == null ? askStore(request, now) : decision;
    }

    /** Where the tenant does not exist, or changes all the while, or another thread is slow: the store knows. */
    private Decision askStore(AccessRequest request, Instant now) {
        Decision decision = uncached.check(request, now);
        // Nobody who has seen this is answered from before it.
        tenants.suspendBefore(request.tenant(), decision.revision());
        return decision;
    }

    /**
     * Reads a clock, which costs more than a check. Where callers keep a handle or an access, it is left to the watch of the
     * feed: it is told within milliseconds after a pause of the whole process, too.
     */
    private boolean isOutOfContact() {
        return contact.isLost() || (feed != null && !feed.isFresh());
    }

    private @Nullable Decision decide(AccessRequest request, Instant now, @Nullable CachedAccess access) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantState state = state(request.tenant(), now);
            if (state == null || !isBroughtUp(state, request.atLeast(), now)) {
                return null;
            }
            if (state.isDropped()) {
                continue;
            }
            Entry entry = entry(state, request, now);
            if (entry != null) {
                Decision decision = known(entry, state.current(), request.permission(), null, now);
                if (decision != null && isMet(request.atLeast(), state, decision.revision())) {
                    if (access != null) {
                        access.keep(entry);
                    }
                    return decision;
                }
            } else if (!state.isDropped()) {
                return null;
            }
        }
        return null;
    }

    private @Nullable TenantState state(Tenant tenant, Instant now) {
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
    private boolean isBroughtUp(TenantState state, @Nullable Demand atLeast, Instant now) {
        if (isUp(state, atLeast, now)) {
            return true;
        }
        if (state.isHeld()) {
            return false;
        }
        try {
            if (!state.lock().tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
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

    private static boolean isMet(@Nullable Demand demand, TenantState state, Revision revision) {
        return demand == null || demand.isMetBy(state.tenantId(), revision);
    }

    private @Nullable Entry entry(TenantState state, AccessRequest request, Instant now) {
        Entry kept = kept(state, request, now);
        return kept != null
                ? kept
                : entries.load(request.tenant(), request.subject(), () -> {
                    // Another thread may have kept one just now.
                    Entry meanwhile = kept(state, request, now);
                    return meanwhile != null
                            ? meanwhile
                            : loader.load(state, request.subject(), now, revision -> isBroughtUp(state, revision, now));
                });
    }

    private @Nullable Entry kept(TenantState state, AccessRequest request, Instant now) {
        Entry found = entries.find(request.tenant(), request.subject());
        // Before it is asked whether the entry stands: what it reaches may be gone from a later one.
        Snapshot snapshot = state.current().snapshot();
        if (found == null || found.tenant() != state || !found.stands() || !found.holdsAt(Window.micros(now))) {
            return null;
        }
        if (snapshot != null) {
            found.makeFor(snapshot);
        }
        return found;
    }

    private void findContact(Tenant tenant) {
        if (feed == null) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ": the decision point is closed");
        }
        try {
            feed.lookWithin(Duration.ofMillis(PATIENCE_MILLIS));
        } catch (DecisionUnavailableException failure) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ": the store was not heard of for longer than is allowed, and"
                            + " cannot be read now",
                    failure);
        }
    }

    @Override
    public void follow() {
        Set<Long> ids = new HashSet<>(tenants.ids());
        ids.add(TenantTable.SHARED_ID);
        List<LogHead> heads = log.heads(ids);
        Set<Long> unnumbered = new HashSet<>();
        long shared = 0;
        for (LogHead head : heads) {
            // The revision that they get is told like that of an own commit.
            if (head.unnumbered() && !log.number(head.tenantId())) {
                unnumbered.add(head.tenantId());
            }
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
