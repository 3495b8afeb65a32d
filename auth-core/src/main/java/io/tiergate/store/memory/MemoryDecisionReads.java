package io.tiergate.store.memory;

import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.BundleRow;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.LoggedChange;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantDefinitions;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import io.tiergate.store.memory.StoredGrant.Granted;
import io.tiergate.store.memory.Tables.BundlePermission;
import io.tiergate.store.memory.Tables.TypePermission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What decisions are made from, in memory. There is one view: inside a write that of the write, {@link View#COMMITTED}
 * or not, as the state before its changes is not kept. Nobody else can commit meanwhile, so nothing newer is missed, and
 * the stamp says that the load is of a write that is not committed.
 */
final class MemoryDecisionReads implements DecisionReads {

    /** A limit that no number of grants keeps. */
    private static final int NO_GRANTS = -1;

    /** Is no tenant's key. */
    private static final long NO_TENANT = 0;

    private final Transactions transactions;
    private final Tables tables;
    private final MemoryChangeLog log;

    MemoryDecisionReads(Transactions transactions, Tables tables, MemoryChangeLog log) {
        this.transactions = transactions;
        this.tables = tables;
        this.log = log;
    }

    @Override
    public SubjectHoldings holdings(Tenant tenant, Subject subject, View view) {
        return transactions.read(() -> {
            long tenantId = idOf(tenant);
            SubjectRow row = tables.subjectByName.first(new InTenant<>(tenantId, subject));
            if (row == null) {
                return new SubjectHoldings(stamp(tenantId), 0, false, List.of(), List.of());
            }
            return new SubjectHoldings(
                    stamp(tenantId),
                    row.id(),
                    row.suspended(),
                    held(tables.everywhereBySubject.of(row.id()).stream()),
                    tables.membershipsBySubject.of(row.id()));
        });
    }

    @Override
    public ResourceHoldings on(Tenant tenant, Resource resource, Subject subject, View view) {
        return transactions.read(
                () -> of(idOf(tenant), subject, List.of(resource)).get(resource));
    }

    @Override
    public Map<Resource, ResourceHoldings> on(
            Tenant tenant, Collection<Resource> resources, Subject subject, View view) {
        return transactions.read(() -> of(idOf(tenant), subject, resources));
    }

    private Map<Resource, ResourceHoldings> of(long tenantId, Subject subject, Collection<Resource> resources) {
        SubjectRow row = tables.subjectByName.first(new InTenant<>(tenantId, subject));
        Set<Long> groups = groups(tenantId, row);
        Predicate<HeldGrant> wanted =
                held -> held.byGroup() ? groups.contains(held.holderId()) : row != null && held.holderId() == row.id();
        Map<Resource, ResourceHoldings> holdings = new LinkedHashMap<>();
        for (Resource resource : resources) {
            holdings.put(resource, on(tenantId, resource, row == null ? 0 : row.id(), Integer.MAX_VALUE, wanted));
        }
        return holdings;
    }

    /** With the built-in ones. */
    private Set<Long> groups(long tenantId, @Nullable SubjectRow subject) {
        Set<Long> groups = new HashSet<>();
        for (Group builtIn : List.of(Group.EVERYONE, Group.AUTHENTICATED)) {
            GroupRow group = tables.groupByName.first(new InTenant<>(tenantId, builtIn.name()));
            if (group != null) {
                groups.add(group.id());
            }
        }
        if (subject != null) {
            tables.membershipsBySubject.of(subject.id()).forEach(membership -> groups.add(membership.groupId()));
        }
        return groups;
    }

    @Override
    public ResourceHoldings on(Tenant tenant, Resource resource, int limit, View view) {
        return transactions.read(() -> on(idOf(tenant), resource, 0, limit, held -> true));
    }

    @Override
    public Map<Resource, ResourceHoldings> on(Tenant tenant, Collection<Resource> resources, int limit, View view) {
        return transactions.read(() -> {
            Map<Resource, ResourceHoldings> holdings = new LinkedHashMap<>();
            resources.forEach(
                    resource -> holdings.put(resource, on(idOf(tenant), resource, 0, Integer.MAX_VALUE, held -> true)));
            long grants = holdings.values().stream()
                    .flatMap(there -> there.grants().stream())
                    .distinct()
                    .count();
            if (grants > limit) {
                holdings.replaceAll((resource, there) -> on(idOf(tenant), resource, 0, NO_GRANTS, held -> true));
            }
            return holdings;
        });
    }

    private ResourceHoldings on(
            long tenantId, Resource resource, long subjectId, int limit, Predicate<HeldGrant> wanted) {
        ResourceRow asked = resource(tenantId, resource);
        if (asked == null) {
            return new ResourceHoldings(stamp(tenantId), List.of(), List.of(), subjectId, true, false);
        }
        List<PlacedResource> way = new ArrayList<>();
        List<HeldGrant> grants = new ArrayList<>();
        for (long id : asked.path().keys()) {
            ResourceRow row = tables.resources.get(id);
            way.add(new PlacedResource(
                    row.id(), row.typeId(), row.resource(), row.ownerSubjectId(), row.ownerGroupId()));
            grants.addAll(held(tables.grantsByResource.of(id).stream()).stream()
                    .filter(wanted)
                    .toList());
        }
        boolean complete = grants.size() <= limit;
        return new ResourceHoldings(stamp(tenantId), way, complete ? grants : List.of(), subjectId, complete, false);
    }

    /** All of them: they are in memory already. */
    @Override
    public HeldRoots roots(Tenant tenant, Subject subject, int limit, View view) {
        return transactions.read(() -> {
            long tenantId = idOf(tenant);
            SubjectRow row = tables.subjectByName.first(new InTenant<>(tenantId, subject));
            Stream<StoredGrant> own = row == null ? Stream.of() : tables.grantsBySubject.of(row.id()).stream();
            Stream<StoredGrant> byGroups =
                    groups(tenantId, row).stream().flatMap(id -> tables.grantsByGroup.of(id).stream());
            List<HeldRoot> roots = Stream.concat(own, byGroups)
                    .flatMap(grant -> Stream.ofNullable(grant.resourceId())
                            .map(id -> new HeldRoot(
                                    grant.held(), tables.resources.get(id).path(), HeldRoots.UNCOUNTED)))
                    .toList();
            return new HeldRoots(
                    stamp(tenantId), row == null ? 0 : row.id(), roots, true, HeldRoots.Counted.NOTHING, false, false);
        });
    }

    private @Nullable ResourceRow resource(long tenantId, Resource resource) {
        return tables.resourceByName.first(new InTenant<>(tenantId, resource));
    }

    @Override
    public TenantDefinitions definitions(Tenant tenant, View view) {
        return transactions.read(() -> {
            long tenantId = idOf(tenant);
            List<BundleRow> bundles = visible(tables.bundlesByTenant, tenantId);
            Map<Long, Set<Long>> contents = new HashMap<>();
            for (BundleRow bundle : bundles) {
                contents.put(
                        bundle.id(),
                        tables.bundlePermissionsByBundle.of(bundle.id()).stream()
                                .map(BundlePermission::permissionId)
                                .collect(Collectors.toUnmodifiableSet()));
            }
            List<ResourceTypeRow> types = visible(tables.resourceTypesByTenant, tenantId);
            Map<Long, Set<Long>> declared = new HashMap<>();
            for (ResourceTypeRow type : types) {
                declared.put(
                        type.id(),
                        tables.typePermissionsByType.of(type.id()).stream()
                                .map(TypePermission::permissionId)
                                .collect(Collectors.toUnmodifiableSet()));
            }
            List<GroupRow> groups = tables.groupsByTenant.of(tenantId);
            return new TenantDefinitions(
                    stamp(tenantId),
                    visible(tables.permissionsByTenant, tenantId),
                    bundles,
                    Map.copyOf(contents),
                    groups,
                    held(groups.stream().flatMap(group -> tables.everywhereByGroup.of(group.id()).stream())),
                    types,
                    Map.copyOf(declared));
        });
    }

    @Override
    public TenantDefinitions definitions(Tenant tenant, DefinitionKeys keys, View view) {
        TenantDefinitions all = definitions(tenant, view);
        return new TenantDefinitions(
                all.stamp(),
                all.permissions().stream()
                        .filter(row -> keys.permissions().contains(row.id()))
                        .toList(),
                all.bundles().stream()
                        .filter(row -> keys.bundles().contains(row.id()))
                        .toList(),
                all.bundlePermissions().entrySet().stream()
                        .filter(bundle -> keys.bundles().contains(bundle.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                all.groups().stream()
                        .filter(row -> keys.groups().contains(row.id()))
                        .toList(),
                all.groupGrants().stream()
                        .filter(grant -> keys.groups().contains(grant.holderId()))
                        .toList(),
                all.types().stream()
                        .filter(row -> keys.types().contains(row.id()))
                        .toList(),
                all.typePermissions().entrySet().stream()
                        .filter(type -> keys.types().contains(type.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Stamp stamp(Tenant tenant, View view) {
        return transactions.read(() -> stamp(idOf(tenant)));
    }

    @Override
    public List<LoggedChange> changes(long tenantId, long after, long upTo, int limit, View view) {
        return transactions.read(() -> log.between(tenantId, after, upTo)
                .flatMap(set -> set.changes().stream().map(change -> new LoggedChange(set.revision(), change)))
                .limit(limit)
                .toList());
    }

    /** Also inside a read, which must not wait for another thread that waits for the store. */
    @Override
    public boolean callerHasOwnView() {
        return transactions.isInside();
    }

    @Override
    public boolean callerMayMissResources() {
        return false;
    }

    @Override
    public PermissionHoldings holdersOf(
            Tenant tenant,
            Collection<Long> permissionIds,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            Collection<Long> wantedSubjects,
            View view) {
        return transactions.read(() -> {
            long tenantId = idOf(tenant);
            List<Granted> wanted = new ArrayList<>();
            permissionIds.forEach(id -> wanted.add(new Granted(id, null, null)));
            bundleIds.forEach(id -> wanted.add(new Granted(null, id, null)));
            wildcards.forEach(wildcard -> wanted.add(new Granted(null, null, wildcard)));
            List<HeldGrant> grants = held(wanted.stream()
                    .distinct()
                    .flatMap(granted -> tables.grantsToSubjects.of(new InTenant<>(tenantId, granted)).stream()));
            List<HeldMembership> memberships = groupIds.stream()
                    .distinct()
                    .flatMap(id -> tables.membershipsByGroup.of(id).stream())
                    .toList();
            Set<Long> subjectIds = new LinkedHashSet<>(wantedSubjects);
            grants.forEach(grant -> subjectIds.add(grant.holderId()));
            memberships.forEach(membership -> subjectIds.add(membership.subjectId()));
            List<SubjectRow> subjects =
                    subjectIds.stream().map(tables.subjects::get).toList();
            return new PermissionHoldings(stamp(tenantId), subjects, grants, memberships);
        });
    }

    private long idOf(Tenant tenant) {
        TenantRow row = tables.tenantByKey.first(tenant);
        return row == null ? NO_TENANT : row.id();
    }

    private Stamp stamp(long tenantId) {
        return new Stamp(
                tenantId,
                new Revision(log.revision(tenantId), log.revision(TenantTable.SHARED_ID)),
                new Revision(log.definitions(tenantId), log.definitions(TenantTable.SHARED_ID)),
                transactions.hasChanged());
    }

    /** The tenant's own and the shared ones. */
    private static <R> List<R> visible(Index<Long, R> byTenant, long tenantId) {
        return LongStream.of(tenantId, TenantTable.SHARED_ID)
                .distinct()
                .boxed()
                .flatMap(id -> byTenant.of(id).stream())
                .toList();
    }

    private static List<HeldGrant> held(Stream<StoredGrant> grants) {
        return grants.map(StoredGrant::held).toList();
    }
}
