package io.tiergate.decision;

import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where one resource stands and what is granted there, and makes a place of it that is known to be current. */
final class PlaceLoader {

    /** If there are more grants on a resource and on those above it, they are not kept, and the store is asked each time. */
    static final int MOST_GRANTS = 2_000;

    /** So often a tenant may change while a resource is loaded before the caller is answered from the store. */
    private static final int ATTEMPTS = 20;

    private final DecisionReads reads;
    private final SeenRevisions seen;
    private final Slots slots;
    private final Places places;

    PlaceLoader(DecisionReads reads, SeenRevisions seen, Slots slots, Places places) {
        this.reads = reads;
        this.seen = seen;
        this.slots = slots;
        this.places = places;
    }

    /**
     * What was found.
     *
     * @param place null if the resource is not registered
     * @param unregisteredAt when it was not; nothing tells of its registration later
     */
    record Found(@Nullable Place place, @Nullable Revision unregisteredAt) {}

    /** @return null if that cannot be had: the tenant is gone, or changes all the while */
    @Nullable
    Found load(TenantState state, Resource resource, Instant now, EntryLoader.Catching catching) {
        Loaded loaded = read(state, List.of(resource), catching);
        return loaded == null ? null : found(state, resource, loaded, now);
    }

    /**
     * Reads some resources together and keeps those that are registered. None is kept if there are more grants on all of them
     * than are kept of one.
     *
     * @return what was found of each; nothing if that cannot be had
     */
    Map<Resource, Found> keepEach(
            TenantState state, List<Resource> resources, Instant now, EntryLoader.Catching catching) {
        Loaded loaded = read(state, resources, catching);
        if (loaded == null || !loaded.isComplete()) {
            return Map.of();
        }
        Map<Resource, Found> each = new HashMap<>();
        for (Resource resource : resources) {
            Found found = found(state, resource, loaded, now);
            each.put(resource, found);
            if (found.place() != null) {
                places.keep(state.tenant(), resource, found.place());
            }
        }
        return each;
    }

    private Found found(TenantState state, Resource resource, Loaded loaded, Instant now) {
        ResourceHoldings found = loaded.of(resource);
        return found.registered()
                ? new Found(place(state, resource, found, loaded.counts(), now), null)
                : new Found(null, found.stamp().revision());
    }

    /** @return what is known to be current, or null if that cannot be had */
    private @Nullable Loaded read(TenantState state, List<Resource> resources, EntryLoader.Catching catching) {
        View view = View.TRANSACTION;
        Counts last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // In this order, as entries are loaded: a change is seen before it is counted.
            Counts before = last == null ? null : last.now();
            long seenHere = seen.newest(state.tenantId());
            long seenShared = seen.newest(TenantTable.SHARED_ID);
            Map<Resource, ResourceHoldings> read = resources.size() == 1
                    ? Map.of(resources.get(0), reads.on(state.tenant(), resources.get(0), MOST_GRANTS, view))
                    : reads.on(state.tenant(), resources, MOST_GRANTS, view);
            // What is not of one resource is the same for all.
            ResourceHoldings any = read.values().iterator().next();
            Stamp stamp = any.stamp();
            boolean another = stamp.tenantId() != state.tenantId();
            if (view == View.TRANSACTION && (another || any.unnumbered())) {
                view = View.COMMITTED;
                continue;
            }
            if (another) {
                state.drop();
                return null;
            }
            if (view == View.TRANSACTION
                    && !read.values().stream().allMatch(ResourceHoldings::registered)
                    && reads.callerMayMissResources()) {
                view = View.COMMITTED;
                continue;
            }
            if (any.unnumbered()) {
                // A subject is gone with what it held here, and what is kept of it does not know that yet.
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
            long[] ids = read.values().stream()
                    .flatMap(found -> found.way().stream())
                    .mapToLong(PlacedResource::id)
                    .distinct()
                    .sorted()
                    .toArray();
            boolean sameIds = before != null && Arrays.equals(before.ids, ids);
            Counts counts = before != null && sameIds ? before : new Counts(slots, ids);
            boolean counted = sameIds || !seen.isNewerThan(stamp);
            last = counts;
            Current current = state.current();
            Snapshot snapshot = current.snapshot();
            if (counted
                    && snapshot != null
                    && current.revision().atLeast(stamp.revision())
                    && snapshot.definitions().stamp().definitions().equals(stamp.definitions())) {
                return new Loaded(read, counts);
            }
        }
        return null;
    }

    private Place place(TenantState state, Resource resource, ResourceHoldings found, Counts counts, Instant now) {
        Map<Long, List<HeldGrant>> byResource = new HashMap<>();
        for (HeldGrant grant : found.grants()) {
            byResource
                    .computeIfAbsent(Objects.requireNonNull(grant.resourceId(), "resource"), id -> new ArrayList<>(1))
                    .add(grant);
        }
        long[] ids = found.way().stream().mapToLong(PlacedResource::id).toArray();
        int[] ofPlaces = new int[ids.length];
        GrantsThere[] grants = new GrantsThere[ids.length];
        for (int i = 0; i < ids.length; i++) {
            long id = ids[i];
            ofPlaces[i] = counts.ofPlace(id);
            GrantsThere kept = places.grantsOn(id);
            if (kept == null || !isCurrent(kept, state, now) || kept.areTooMany()) {
                List<HeldGrant> there = found.complete() ? byResource.getOrDefault(id, List.of()) : null;
                kept = GrantsThere.of(state, slots, slots.ofGrantsOn(id), counts.ofGrantsOn(id), there, now);
                places.keep(id, kept);
            }
            grants[i] = kept;
        }
        return new Place(state, slots, resource.type(), found.way(), ofPlaces, grants);
    }

    static boolean isCurrent(GrantsThere there, TenantState state, Instant now) {
        return there.isOf(state) && there.stands() && there.holdsAt(Window.micros(now));
    }

    /** What was read, and where the slots stood when it was known to be the newest. */
    private record Loaded(Map<Resource, ResourceHoldings> read, Counts counts) {

        ResourceHoldings of(Resource resource) {
            return Objects.requireNonNull(read.get(resource), "holdings");
        }

        boolean isComplete() {
            return read.values().stream().allMatch(ResourceHoldings::complete);
        }
    }

    /** Where the slots of some resources stand. */
    private static final class Counts {

        private final Slots slots;
        /** In order. */
        private final long[] ids;

        private final int[] ofPlaces;
        private final int[] ofGrants;

        private Counts(Slots slots, long[] ids) {
            this.slots = slots;
            this.ids = ids;
            ofPlaces = new int[ids.length];
            ofGrants = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                ofPlaces[i] = slots.count(slots.ofPlace(ids[i]));
                ofGrants[i] = slots.count(slots.ofGrantsOn(ids[i]));
            }
        }

        Counts now() {
            return new Counts(slots, ids);
        }

        int ofPlace(long id) {
            return ofPlaces[Arrays.binarySearch(ids, id)];
        }

        int ofGrantsOn(long id) {
            return ofGrants[Arrays.binarySearch(ids, id)];
        }
    }
}
