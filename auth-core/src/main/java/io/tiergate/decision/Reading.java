package io.tiergate.decision;

import io.tiergate.Demand;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which view the attempts at one question read. */
final class Reading {

    private final DecisionReads reads;
    private final SeenRevisions seen;
    private final @Nullable Demand atLeast;
    private View view = View.TRANSACTION;
    private @Nullable Stamp found;

    Reading(DecisionReads reads, SeenRevisions seen, @Nullable Demand atLeast) {
        this.reads = reads;
        this.seen = seen;
        this.atLeast = atLeast;
    }

    View view() {
        return view;
    }

    /** What is committed now, if that is older than what the caller asks for. */
    @Nullable
    Stamp tooOld() {
        return view == View.COMMITTED && atLeast != null && found != null && !isMet(atLeast, found) ? found : null;
    }

    private static boolean isMet(Demand demand, Stamp stamp) {
        return demand.isMetBy(stamp.tenantId(), stamp.revision());
    }

    /**
     * Refuses a state that is older than what this node knows of: the caller's transaction reads an old snapshot,
     * and what was revoked must stay revoked. The next attempt then reads what is committed, unless the transaction
     * has changed something, which only it can see.
     */
    boolean accepts(Stamp stamp) {
        if (view == View.COMMITTED) {
            found = stamp;
            return tooOld() == null;
        }
        boolean asked = atLeast == null || isMet(atLeast, stamp);
        if (asked && !seen.isNewerThan(stamp)) {
            return true;
        }
        if (!stamp.uncommitted() && !reads.callerHasOwnView()) {
            view = View.COMMITTED;
        }
        return false;
    }

    /** The resources where they stand in the state of the holdings; null if that cannot be had now. */
    @Nullable
    Map<Resource, ResourceHoldings> places(
            Tenant tenant, Subject subject, SubjectHoldings holdings, Set<Resource> resources) {
        Map<Resource, ResourceHoldings> places = new HashMap<>();
        List<Resource> rest = List.copyOf(resources);
        while (!rest.isEmpty()) {
            List<Resource> some = rest.subList(0, Math.min(rest.size(), DecisionReads.MOST_RESOURCES));
            rest = rest.subList(some.size(), rest.size());
            places.putAll(
                    resources.size() == 1
                            ? Map.of(some.get(0), reads.on(tenant, some.get(0), subject, view))
                            : reads.on(tenant, some, subject, view));
            for (Resource resource : some) {
                ResourceHoldings place = Objects.requireNonNull(places.get(resource), "place");
                // A subject that a user link has taken away shows before its change set has a revision.
                if (!place.stamp().equals(holdings.stamp())
                        || place.subjectId() != holdings.subjectId()
                        || mayMiss(place)) {
                    return null;
                }
            }
        }
        return places;
    }

    /**
     * Whether a resource that is not found may have been registered by others since the caller's transaction began, of
     * which no revision tells. The next attempt then reads what is committed.
     */
    boolean mayMiss(ResourceHoldings place) {
        if (view == View.COMMITTED
                || place.registered()
                || reads.callerHasOwnView()
                || !reads.callerMayMissResources()) {
            return false;
        }
        view = View.COMMITTED;
        return true;
    }
}
