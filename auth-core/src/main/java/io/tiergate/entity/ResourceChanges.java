package io.tiergate.entity;

import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.ResourceAdministration;
import io.tiergate.admin.ResourceEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does to resources what has been done to rows, with few statements for many. */
final class ResourceChanges {

    /** So many at once, that it does not matter how many there are. */
    private static final int SOME = 5_000;

    private final Administration administration;

    ResourceChanges(Administration administration) {
        this.administration = administration;
    }

    /** @return the keys, in the order of the rows */
    List<Long> register(List<GuardedRow> rows) {
        Map<Tenant, List<GuardedRow>> byTenant = new LinkedHashMap<>();
        rows.forEach(row -> byTenant.computeIfAbsent(row.tenant(), tenant -> new ArrayList<>())
                .add(row));
        Map<Tenant, Map<Resource, Long>> keys = new HashMap<>();
        byTenant.forEach((tenant, ofTenant) -> {
            Map<Resource, Long> known = keys.computeIfAbsent(tenant, key -> new HashMap<>());
            List<NewResource> wanted =
                    parentsFirst(ofTenant).stream().map(GuardedRow::asNew).toList();
            for (int from = 0; from < wanted.size(); from += SOME) {
                List<NewResource> some = wanted.subList(from, Math.min(from + SOME, wanted.size()));
                below(tenant, ofTenant, () -> in(tenant).registerAll(some))
                        .forEach(entry -> known.put(entry.resource(), entry.key()));
            }
        });
        return rows.stream()
                .map(row -> Objects.requireNonNull(keys.get(row.tenant())).get(row.resource()))
                .toList();
    }

    /** Rows that are not adopted yet have no resource to move. */
    void move(Tenant tenant, Map<Resource, GuardedRow> rows) {
        ResourceAdministration resources = in(tenant);
        Map<Resource, GuardedRow> waiting = new LinkedHashMap<>();
        for (ResourceEntry now : registered(tenant, rows)) {
            GuardedRow row = Objects.requireNonNull(rows.get(now.resource()));
            if (!Objects.equals(now.parent(), row.parent())) {
                waiting.put(row.resource(), row);
            }
        }
        while (!waiting.isEmpty()) {
            GuardedRow next = next(resources, waiting.values());
            waiting.remove(next.resource());
            Resource parent = next.parent();
            if (parent == null) {
                resources.moveToRoot(next.resource());
            } else {
                below(tenant, List.of(next), () -> resources.move(next.resource(), parent));
            }
        }
    }

    /** @throws IllegalStateException if a parent is missing */
    private <T> T below(Tenant tenant, List<GuardedRow> rows, Supplier<T> work) {
        try {
            return work.get();
        } catch (NotFoundException missing) {
            Map<Resource, GuardedRow> lost = new LinkedHashMap<>();
            rows.stream().filter(row -> row.parent() != null).forEach(row -> lost.putIfAbsent(row.parent(), row));
            rows.forEach(row -> lost.remove(row.resource()));
            in(tenant).find(lost.keySet()).forEach(entry -> lost.remove(entry.resource()));
            if (lost.isEmpty()) {
                throw missing;
            }
            GuardedRow child = lost.values().iterator().next();
            throw new IllegalStateException(
                    "'" + child.resource() + "' cannot stand below '" + child.parent()
                            + "', whose row has no resource in"
                            + " the tenant '" + tenant + "'. If it was there before its entity was guarded, register it"
                            + " by ResourceAdoption first; if it is of another tenant, choose a parent of this one.",
                    missing);
        }
    }

    void handOver(Tenant tenant, Map<Resource, GuardedRow> rows) {
        ResourceAdministration resources = in(tenant);
        for (ResourceEntry now : registered(tenant, rows)) {
            Holder owner = Objects.requireNonNull(rows.get(now.resource())).owner();
            if (!Objects.equals(now.owner(), owner)) {
                resources.transferOwnership(now.resource(), owner);
            }
        }
    }

    /** Those that are registered. */
    void delete(Tenant tenant, Map<Resource, GuardedRow> rows) {
        registered(tenant, rows);
        in(tenant).deleteAll(rows.keySet());
    }

    /** @throws IllegalStateException if a row has a resource, and it is not this tenant's */
    private List<ResourceEntry> registered(Tenant tenant, Map<Resource, GuardedRow> rows) {
        List<ResourceEntry> registered = in(tenant).find(rows.keySet());
        Map<Resource, Long> keys = new HashMap<>();
        registered.forEach(entry -> keys.put(entry.resource(), entry.key()));
        for (GuardedRow row : rows.values()) {
            if (row.key() != null && !row.key().equals(keys.get(row.resource()))) {
                throw new IllegalStateException("The row of '" + row.resource() + "' has the resource with the key "
                        + row.key() + ", which is not registered as that in the tenant '" + tenant
                        + "'. Be in the tenant that it was registered in, or let the row say it: name an attribute by"
                        + " tenant = of @GuardedEntity.");
            }
        }
        return registered;
    }

    private ResourceAdministration in(Tenant tenant) {
        return administration.inTenant(tenant).resources();
    }

    /**
     * One whose parent does not lie below it now: where two change places, one of them goes first. Of rows that are no circle
     * there is always one.
     */
    private static GuardedRow next(ResourceAdministration resources, Collection<GuardedRow> waiting) {
        GuardedRow first = waiting.iterator().next();
        if (waiting.size() == 1) {
            return first;
        }
        return waiting.stream()
                .filter(row -> row.parent() == null || !isWithin(resources, row.parent(), row.resource()))
                .findFirst()
                .orElse(first);
    }

    private static boolean isWithin(ResourceAdministration resources, Resource resource, Resource root) {
        return resources.path(resource).stream()
                .anyMatch(above -> above.resource().equals(root));
    }

    private static Collection<GuardedRow> parentsFirst(List<GuardedRow> rows) {
        Map<Resource, GuardedRow> all = new HashMap<>();
        rows.forEach(row -> all.put(row.resource(), row));
        Set<GuardedRow> ordered = new LinkedHashSet<>();
        for (GuardedRow row : rows) {
            List<GuardedRow> upwards = new ArrayList<>();
            for (GuardedRow above = row;
                    above != null && !ordered.contains(above) && !upwards.contains(above);
                    above = parent(all, above)) {
                upwards.add(0, above);
            }
            ordered.addAll(upwards);
        }
        return ordered;
    }

    private static @Nullable GuardedRow parent(Map<Resource, GuardedRow> rows, GuardedRow row) {
        return row.parent() == null ? null : rows.get(row.parent());
    }
}
