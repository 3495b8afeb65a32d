package io.tiergate.resource;

import io.tiergate.AllowedResources;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.GroupRow;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of the resources that a subject may use, in pages and counted. A filter that is not given lets all pass; one that is
 * given and empty lets nothing pass. Immutable: each filter gives another list. Nothing is kept of what was asked before.
 */
public final class ResourceList {

    /** So many ids can be asked for at once. */
    public static final int MOST_IDS = 10_000;

    private final Store store;
    private final DecisionPoint decisions;
    private final Tenant tenant;
    private final Subject subject;
    private final Set<String> permissions;
    private final @Nullable Set<String> types;
    private final @Nullable Set<String> ids;
    private final @Nullable Set<Holder> owners;
    private final @Nullable Demand demand;

    ResourceList(Store store, DecisionPoint decisions, Tenant tenant, Subject subject, Collection<String> permissions) {
        this(
                store,
                decisions,
                Objects.requireNonNull(tenant, "tenant"),
                Objects.requireNonNull(subject, "subject"),
                copy(permissions),
                null,
                null,
                null,
                null);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("Resources are to be listed by no permission: name at least one");
        }
    }

    private ResourceList(
            Store store,
            DecisionPoint decisions,
            Tenant tenant,
            Subject subject,
            Set<String> permissions,
            @Nullable Set<String> types,
            @Nullable Set<String> ids,
            @Nullable Set<Holder> owners,
            @Nullable Demand demand) {
        this.store = store;
        this.decisions = decisions;
        this.tenant = tenant;
        this.subject = subject;
        this.permissions = permissions;
        this.types = types;
        this.ids = ids;
        this.owners = owners;
        this.demand = demand;
    }

    private static <T> Set<T> copy(Collection<? extends T> items) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.copyOf(items)));
    }

    /** Of one of these types only. Types that are not declared have no resources. */
    public ResourceList ofTypes(Collection<String> wanted) {
        return new ResourceList(store, decisions, tenant, subject, permissions, copy(wanted), ids, owners, demand);
    }

    /** Of one of these types only. */
    public ResourceList ofTypes(String... wanted) {
        return ofTypes(List.of(wanted));
    }

    /**
     * With one of these ids only, whatever their type.
     *
     * @throws IllegalArgumentException if there are more than {@link #MOST_IDS}
     */
    public ResourceList withIds(Collection<String> wanted) {
        if (wanted.size() > MOST_IDS) {
            throw new IllegalArgumentException(wanted.size() + " ids are asked for at once, and " + MOST_IDS
                    + " can be: ask for some after the other");
        }
        return new ResourceList(store, decisions, tenant, subject, permissions, types, copy(wanted), owners, demand);
    }

    /** Owned by one of these subjects and groups only. What they own counts, and not what lies below it. */
    public ResourceList ownedBy(Collection<? extends Holder> wanted) {
        return new ResourceList(store, decisions, tenant, subject, permissions, types, ids, copy(wanted), demand);
    }

    /**
     * The same, answered from no older state than that. Who lists what the current user may, demands what {@code Access.demand()}
     * gives: then users see at once what they have changed themselves, on whichever node.
     *
     * @param oldest null for whatever the node knows
     */
    public ResourceList atLeast(@Nullable Demand oldest) {
        return new ResourceList(store, decisions, tenant, subject, permissions, types, ids, owners, oldest);
    }

    /**
     * Some of them, in the order in which they were registered. One statement beyond what a decision costs, and one for each
     * owner that is asked for.
     *
     * @param offset how many are left out before the first
     * @throws IllegalArgumentException if the offset is below 0, or the limit below 1
     */
    public List<Resource> page(long offset, int limit) {
        if (offset < 0 || limit < 1) {
            throw new IllegalArgumentException("A page of " + limit + " resources after the first " + offset
                    + " is asked for: it begins at 0 or later, and has 1 or more");
        }
        ResourceFilter filter = filter();
        return filter.isNothing()
                ? List.of()
                : store.read(() -> store.resources().list(filter, offset, limit)).stream()
                        .map(ResourceRow::resource)
                        .toList();
    }

    /** How many there are, exactly. Costs as a page, and as much as they are. */
    public long count() {
        ResourceFilter filter = filter();
        return filter.isNothing() ? 0 : store.read(() -> store.resources().count(filter));
    }

    private ResourceFilter filter() {
        List<AllowedResources> allowed =
                decisions.allowedResources(tenant, subject, permissions, types, demand).stream()
                        .filter(some -> !some.isNone())
                        .toList();
        // They are of one tenant; if there are none, it does not matter of which.
        long tenantId = allowed.isEmpty() ? 0 : allowed.get(0).tenantId();
        return new ResourceFilter(
                tenantId,
                allowed,
                ids == null ? null : List.copyOf(ids),
                owners == null ? null : owners(allowed.isEmpty() ? Set.of() : owners, tenantId));
    }

    /** The keys of those that the store knows. */
    private ResourceFilter.Owners owners(Set<Holder> wanted, long tenantId) {
        Set<Long> subjectIds = new LinkedHashSet<>();
        Set<Long> groupIds = new LinkedHashSet<>();
        for (Holder owner : wanted) {
            if (owner instanceof Subject owning) {
                SubjectRow row = store.read(() -> store.subjects().find(tenantId, owning));
                if (row != null) {
                    subjectIds.add(row.id());
                }
            } else if (owner instanceof Group owning) {
                GroupRow row = store.read(() -> store.groups().find(tenantId, owning.name()));
                if (row != null) {
                    groupIds.add(row.id());
                }
            }
        }
        return new ResourceFilter.Owners(subjectIds, groupIds);
    }
}
