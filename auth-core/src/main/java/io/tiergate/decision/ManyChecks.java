package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.store.DecisionReads;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of many checks at once: those about one subject are decided at one revision from what is kept, after the resources that
 * are not kept were read together; what that does not answer is answered from the store together.
 */
final class ManyChecks {

    /** So often the tenant may change under the checks about one subject before these are answered from the store. */
    private static final int ATTEMPTS = 3;

    private final Checks checks;
    private final ResourceChecks resources;
    private final Clock clock;
    private final Upkeep upkeep;
    private final PlaceLoader loader;

    ManyChecks(Checks checks, ResourceChecks resources, Clock clock, Upkeep upkeep, PlaceLoader loader) {
        this.checks = checks;
        this.resources = resources;
        this.clock = clock;
        this.upkeep = upkeep;
        this.loader = loader;
    }

    List<Decision> checkEach(List<AccessRequest> requests) {
        Instant now = clock.instant();
        return Asker.decideEach(requests, (asker, asked) -> decide(asker, asked, now));
    }

    private List<Decision> decide(Asker asker, List<AccessRequest> requests, Instant now) {
        if (!checks.mustAskStore(asker.atLeast())) {
            List<@Nullable Decision> known = checks.fromMemory(asker.tenant(), () -> fromMemory(asker, requests, now));
            List<Decision> decisions = known == null ? null : completed(asker, requests, known, now);
            if (decisions != null) {
                return decisions;
            }
        }
        return checks.askStore(asker, requests, now);
    }

    /** A decision for each, or null for one that only the store can make; or null for none at all. */
    private @Nullable List<@Nullable Decision> fromMemory(Asker asker, List<AccessRequest> requests, Instant now) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantState state = upkeep.state(asker.tenant(), now);
            if (state == null || !upkeep.isBroughtUp(state, asker.atLeast(), now)) {
                return null;
            }
            Entry entry = state.isDropped() ? null : checks.entry(state, requests.get(0), now);
            if (entry == null) {
                continue;
            }
            List<@Nullable Decision> known = kept(state, entry, requests, Map.of(), now);
            Set<Resource> missing = Asker.resources(unknown(requests, known));
            if (!missing.isEmpty()) {
                known = kept(state, entry, requests, keepEach(state, List.copyOf(missing), now), now);
            }
            if (areOfOneRevision(known) && isMet(asker, state, known)) {
                return known;
            }
        }
        return null;
    }

    /** @param unregistered those that were just not found, and at which state */
    private List<@Nullable Decision> kept(
            TenantState state,
            Entry entry,
            List<AccessRequest> requests,
            Map<Resource, Revision> unregistered,
            Instant now) {
        List<@Nullable Decision> known = new ArrayList<>();
        for (AccessRequest request : requests) {
            Revision at = request.resource() == null ? null : unregistered.get(request.resource());
            known.add(resources.kept(state, entry, request, at, now));
        }
        return known;
    }

    private Map<Resource, Revision> keepEach(TenantState state, List<Resource> missing, Instant now) {
        Map<Resource, Revision> unregistered = new HashMap<>();
        for (int start = 0; start < missing.size(); start += DecisionReads.MOST_RESOURCES) {
            List<Resource> some =
                    missing.subList(start, Math.min(missing.size(), start + DecisionReads.MOST_RESOURCES));
            loader.keepEach(state, some, now, revision -> upkeep.isBroughtUp(state, revision, now))
                    .forEach((resource, found) -> {
                        if (found.unregisteredAt() != null) {
                            unregistered.put(resource, found.unregisteredAt());
                        }
                    });
        }
        return unregistered;
    }

    private static List<AccessRequest> unknown(List<AccessRequest> requests, List<@Nullable Decision> known) {
        return IntStream.range(0, requests.size())
                .filter(i -> known.get(i) == null)
                .mapToObj(requests::get)
                .toList();
    }

    /** With what only the store can tell, such as where too much is granted to be kept; null if it has changed since. */
    private @Nullable List<Decision> completed(
            Asker asker, List<AccessRequest> requests, List<@Nullable Decision> known, Instant now) {
        List<AccessRequest> rest = unknown(requests, known);
        Iterator<Decision> told = (rest.isEmpty() ? List.<Decision>of() : checks.askStore(asker, rest, now)).iterator();
        List<Decision> all = new ArrayList<>();
        for (Decision decision : known) {
            all.add(decision == null ? told.next() : decision);
        }
        return areOfOneRevision(all) ? all : null;
    }

    private static boolean areOfOneRevision(List<? extends @Nullable Decision> decisions) {
        return decisions.stream()
                        .filter(decision -> decision != null)
                        .map(Decision::revision)
                        .distinct()
                        .count()
                <= 1;
    }

    private static boolean isMet(Asker asker, TenantState state, List<@Nullable Decision> known) {
        return known.stream()
                .allMatch(decision -> decision == null || Upkeep.isMet(asker.atLeast(), state, decision.revision()));
    }
}
