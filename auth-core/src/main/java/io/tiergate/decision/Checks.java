package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.ChangeLog.CommitListener;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way of a check: from what is kept if that is current, else what is kept is made so, else from the store. */
final class Checks {

    /** So often the world may change under one check before it is answered from the store. */
    private static final int ATTEMPTS = 20;

    private final DecisionReads reads;
    private final ChangeLog log;
    private final Clock clock;
    private final StoreDecisionPoint uncached;
    private final Upkeep upkeep;
    private final Entries entries;
    private final EntryLoader loader;
    private final CommitListener committed = this::committed;
    private @Nullable ChangeFeed feed;
    private volatile boolean ended;

    Checks(Store store, Clock clock, StoreDecisionPoint uncached, Upkeep upkeep, Entries entries, EntryLoader loader) {
        this.reads = store.decisions();
        this.log = store.changes();
        this.clock = clock;
        this.uncached = uncached;
        this.upkeep = upkeep;
        this.entries = entries;
        this.loader = loader;
        log.onCommit(committed);
    }

    private void committed(long tenantId, long revision) {
        upkeep.committed(tenantId, revision);
        if (feed != null) {
            feed.committed();
        }
    }

    /** How many subjects are kept. */
    long entries() {
        return entries.size();
    }

    /** Hears no more of commits, so that nothing may be kept any more. */
    void end() {
        ended = true;
        upkeep.stale();
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
        if (mustAskStore(atLeast)) {
            return askStore(new AccessRequest(tenant, subject, permission, null, atLeast), clock.instant());
        }
        if (handle == null && access == null && isOutOfContact()) {
            return askKnown(new AccessRequest(tenant, subject, permission, null, atLeast), clock.instant(), null);
        }
        Instant now = null;
        Entry entry = find(tenant, subject, access);
        if (entry != null) {
            // After the entry: what is current then is not older than it.
            Current current = entry.tenant().current();
            // The clock is read only where it matters.
            now = current.isBounded() || entry.isBounded() ? clock.instant() : null;
            Decision known = known(entry, current, permission, handle, now);
            if (known != null && Upkeep.isMet(atLeast, entry.tenant(), known.revision())) {
                return known;
            }
        }
        return askKnown(
                new AccessRequest(tenant, subject, permission, null, atLeast),
                now == null ? clock.instant() : now,
                access);
    }

    /** Whether the caller sees what others do not, or demands what only the store can tell. */
    boolean mustAskStore(@Nullable Demand atLeast) {
        return reads.callerHasOwnView() || isOfNoTenant(atLeast);
    }

    /** What is kept of the subject, current or not. */
    @Nullable
    Entry find(Tenant tenant, Subject subject, @Nullable CachedAccess access) {
        return access == null ? entries.find(tenant, subject) : access.entry();
    }

    /** What is kept of a tenant cannot tell whoever has seen that there is none whether it was deleted before or after. */
    private static boolean isOfNoTenant(@Nullable Demand atLeast) {
        return atLeast instanceof Revision revision && revision.tenant() == 0;
    }

    static @Nullable Decision known(
            Entry entry, Current current, String permission, @Nullable CachedHandle handle, @Nullable Instant now) {
        Snapshot snapshot = current.snapshot();
        if (snapshot == null || (now != null && !holdsAt(now, entry, snapshot))) {
            return null;
        }
        Catalogue catalogue = snapshot.catalogue();
        return entry.decide(current, handle == null ? catalogue.number(permission) : handle.numberIn(catalogue));
    }

    static boolean holdsAt(Instant now, Entry entry, Snapshot snapshot) {
        long micros = Window.micros(now);
        return snapshot.window().contains(micros) && entry.holdsAt(micros);
    }

    private Decision askKnown(AccessRequest request, Instant now, @Nullable CachedAccess access) {
        return ask(request, now, () -> decide(request, now, access));
    }

    /** @param known gives null if only the store can tell */
    Decision ask(AccessRequest request, Instant now, Supplier<@Nullable Decision> known) {
        Decision decision = fromMemory(request.tenant(), known);
        return decision == null ? askStore(request, now) : decision;
    }

    /** What is known while the store is heard of; null if only the store can tell. */
    <T> @Nullable T fromMemory(Tenant tenant, Supplier<@Nullable T> known) {
        if (isOutOfContact()) {
            findContact(tenant);
        }
        try {
            return known.get();
        } catch (DecisionUnavailableException unavailable) {
            throw unavailable;
        } catch (RuntimeException failure) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ", because what decides cannot be read from the store",
                    failure);
        }
    }

    /**
     * Where the caller sees what others do not, or the tenant does not exist, or changes all the while, or another thread is
     * slow: the store knows.
     */
    Decision askStore(AccessRequest request, Instant now) {
        requireOpen(request.tenant());
        Decision decision = uncached.check(request, now);
        // Nobody who has seen this is answered from before it.
        upkeep.suspendBefore(request.tenant(), decision.revision());
        return decision;
    }

    void requireOpen(Tenant tenant) {
        if (ended) {
            throw closed(tenant);
        }
    }

    /** The same for some about one subject, all of one state. */
    List<Decision> askStore(Asker asker, List<AccessRequest> requests, Instant now) {
        requireOpen(asker.tenant());
        List<Decision> decisions = uncached.checkEach(requests, now);
        upkeep.suspendBefore(asker.tenant(), decisions.get(0).revision());
        return decisions;
    }

    /**
     * Reads a clock, which costs more than a check. Where callers keep a handle or an access, it is left to the watch of the
     * feed: it is told within milliseconds after a pause of the whole process, too.
     */
    boolean isOutOfContact() {
        return upkeep.hasLostContact() || (feed != null && !feed.isFresh());
    }

    private @Nullable Decision decide(AccessRequest request, Instant now, @Nullable CachedAccess access) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantState state = upkeep.state(request.tenant(), now);
            if (state == null || !upkeep.isBroughtUp(state, request.atLeast(), now)) {
                return null;
            }
            if (state.isDropped()) {
                continue;
            }
            Entry entry = entry(state, request, now);
            if (entry != null) {
                Decision decision = known(entry, state.current(), request.permission(), null, now);
                if (decision != null && Upkeep.isMet(request.atLeast(), state, decision.revision())) {
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

    /** The entry of the subject, which is read if it must; null if there is none to be had. */
    @Nullable
    Entry entry(TenantState state, AccessRequest request, Instant now) {
        Entry kept = kept(state, request, now);
        return kept != null
                ? kept
                : entries.load(request.tenant(), request.subject(), () -> {
                    // Another thread may have kept one just now.
                    Entry meanwhile = kept(state, request, now);
                    return meanwhile != null
                            ? meanwhile
                            : loader.load(
                                    state,
                                    request.subject(),
                                    now,
                                    revision -> upkeep.isBroughtUp(state, revision, now));
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
        if (feed == null || ended) {
            throw closed(tenant);
        }
        try {
            feed.lookWithin(Duration.ofMillis(SharedLoads.PATIENCE_MILLIS));
        } catch (DecisionUnavailableException failure) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ": the store was not heard of for longer than is allowed, and"
                            + " cannot be read now",
                    failure);
        }
    }

    private static DecisionUnavailableException closed(Tenant tenant) {
        return new DecisionUnavailableException("Cannot decide in tenant " + tenant + ": the decision point is closed");
    }
}
