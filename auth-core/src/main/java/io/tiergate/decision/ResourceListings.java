package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The way to what a subject is allowed on resources, as {@link Checks}: from what is kept if that is current. */
final class ResourceListings {

    /** So often the world may change under one question before it is answered from the store. */
    private static final int ATTEMPTS = 20;

    private final Checks checks;
    private final Clock clock;
    private final StoreDecisionPoint uncached;
    private final Upkeep upkeep;
    private final RootLoader roots;

    ResourceListings(Checks checks, Clock clock, StoreDecisionPoint uncached, Upkeep upkeep, RootLoader roots) {
        this.checks = checks;
        this.clock = clock;
        this.uncached = uncached;
        this.upkeep = upkeep;
        this.roots = roots;
    }

    /** @param form takes what is decided everywhere; gives null if the world has changed meanwhile */
    <T> T list(AccessRequest request, BiFunction<Listing, Code, @Nullable T> form) {
        Listing.requireEverywhere(request);
        Instant now = clock.instant();
        if (checks.mustAskStore(request.atLeast())) {
            return askStore(request, now, form);
        }
        T known = checks.<T>fromMemory(request.tenant(), () -> list(request, now, form));
        return known == null ? askStore(request, now, form) : known;
    }

    private <T> T askStore(AccessRequest request, Instant now, BiFunction<Listing, Code, @Nullable T> form) {
        checks.requireOpen(request.tenant());
        return uncached.list(request, now, (listing, code) -> {
            // Nobody who has seen this is answered from before it.
            upkeep.suspendBefore(request.tenant(), listing.revision());
            return form.apply(listing, code);
        });
    }

    private <T> @Nullable T list(AccessRequest request, Instant now, BiFunction<Listing, Code, @Nullable T> form) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantState state = upkeep.state(request.tenant(), now);
            if (state == null || !upkeep.isBroughtUp(state, request.atLeast(), now)) {
                return null;
            }
            if (state.isDropped()) {
                continue;
            }
            Entry entry = checks.entry(state, request, now);
            KeptRoots held = entry == null
                    ? null
                    : roots.load(
                            entry,
                            request.tenant(),
                            request.subject(),
                            revision -> upkeep.isBroughtUp(state, revision, now));
            if (entry == null || held == null) {
                if (state.isDropped() || (entry != null && !entry.stands())) {
                    continue;
                }
                return null;
            }
            // After both: what is current then is not older than them.
            Current current = state.current();
            Snapshot snapshot = current.snapshot();
            Decision everywhere = Checks.known(entry, current, request.permission(), null, now);
            if (snapshot == null
                    || everywhere == null
                    || !held.standsFor(entry)
                    || !Upkeep.isMet(request.atLeast(), state, current.revision())) {
                continue;
            }
            Listing listing = new Listing(
                    snapshot.definitions(),
                    current.revision(),
                    state.tenantId(),
                    entry.subjectId(),
                    entry.groups(),
                    held.roots(),
                    held.counted(),
                    held.onlyTenant(),
                    name -> code(entry, current, name, now),
                    snapshot.window().within(entry.window()),
                    now);
            T answer = form.apply(listing, everywhere.code());
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    private static @Nullable Code code(Entry entry, Current current, String permission, Instant now) {
        Decision known = Checks.known(entry, current, permission, null, now);
        return known == null ? null : known.code();
    }
}
