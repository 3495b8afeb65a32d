package io.tiergate.decision;

import io.tiergate.store.HeldGrant;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceHoldings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a resource stands, and what is held there, by holder. Immutable once made. */
final class Placement {

    private final List<PlacedResource> way;
    private final Map<Long, List<HeldGrant>> byHolder = new HashMap<>();

    Placement(ResourceHoldings holdings) {
        way = holdings.way();
        for (HeldGrant grant : holdings.grants()) {
            long holder = grant.byGroup() ? GrantsThere.ofGroup(grant.holderId()) : grant.holderId();
            byHolder.computeIfAbsent(holder, id -> new ArrayList<>(1)).add(grant);
        }
    }

    /** The resources from the root down to the one that is asked about; none where it is not registered. */
    List<PlacedResource> way() {
        return way;
    }

    List<HeldGrant> ofSubject(long subjectId) {
        return byHolder.getOrDefault(subjectId, List.of());
    }

    List<HeldGrant> ofGroup(long groupId) {
        return byHolder.getOrDefault(GrantsThere.ofGroup(groupId), List.of());
    }
}
