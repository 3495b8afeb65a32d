package io.tiergate.store.memory;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TreePath;
import io.tiergate.store.memory.StoredGrant.Giving;
import io.tiergate.store.memory.StoredGrant.Granted;
import org.jspecify.annotations.Nullable;

/** What the schema is to a database: all rows, what is unique, what refers to what, and what is found fast. */
final class Tables {

    final Rows<TenantRow> tenants;
    final Index<Tenant, TenantRow> tenantByKey;

    final Rows<PermissionRow> permissions;
    final Index<Long, PermissionRow> permissionsByTenant;
    final Index<InTenant<String>, PermissionRow> permissionByName;
    final Index<String, PermissionRow> permissionsNamed;

    final Rows<BundleRow> bundles;
    final Index<Long, BundleRow> bundlesByTenant;
    final Index<InTenant<String>, BundleRow> bundleByName;
    final Index<String, BundleRow> bundlesNamed;

    final Rows<BundlePermission> bundlePermissions;
    final Index<Long, BundlePermission> bundlePermissionsByBundle;
    final Index<Long, BundlePermission> bundlePermissionsByPermission;
    final Index<Place, BundlePermission> bundlePermissionByPlace;

    final Rows<GroupRow> groups;
    final Index<Long, GroupRow> groupsByTenant;
    final Index<InTenant<String>, GroupRow> groupByName;

    final Rows<SubjectRow> subjects;
    final Index<Long, SubjectRow> subjectsByTenant;
    final Index<InTenant<Subject>, SubjectRow> subjectByName;

    final Rows<HeldMembership> memberships;
    final Index<Long, HeldMembership> membershipsByGroup;
    final Index<Long, HeldMembership> membershipsBySubject;

    final Rows<ResourceTypeRow> resourceTypes;
    final Index<Long, ResourceTypeRow> resourceTypesByTenant;
    final Index<Long, ResourceTypeRow> resourceTypesByOwnerBundle;
    final Index<InTenant<String>, ResourceTypeRow> resourceTypeByName;
    final Index<String, ResourceTypeRow> resourceTypesNamed;

    final Rows<TypePermission> typePermissions;
    final Index<Long, TypePermission> typePermissionsByType;
    final Index<Long, TypePermission> typePermissionsByPermission;
    final Index<Place, TypePermission> typePermissionByPlace;

    final Rows<ResourceRow> resources;
    final Index<Long, ResourceRow> resourcesByType;
    final Index<Long, ResourceRow> resourcesByOwnerSubject;
    final Index<Long, ResourceRow> resourcesByOwnerGroup;
    final Index<InTenant<Resource>, ResourceRow> resourceByName;
    final OrderedIndex<Siblings, Rank, ResourceRow> resourcesInOrder;
    final OrderedIndex<Long, TreePath, ResourceRow> resourcesByPath;

    final Rows<StoredGrant> grants;
    final Index<Long, StoredGrant> grantsByTenant;
    final Index<Long, StoredGrant> grantsBySubject;
    final Index<Long, StoredGrant> grantsByGroup;
    final Index<Long, StoredGrant> grantsByPermission;
    final Index<Long, StoredGrant> grantsByBundle;
    final Index<Long, StoredGrant> grantsByResource;
    final Index<Long, StoredGrant> everywhereBySubject;
    final Index<Long, StoredGrant> everywhereByGroup;
    final Index<Giving, StoredGrant> grantsByGiving;
    final Index<InTenant<Granted>, StoredGrant> grantsToSubjects;

    private long lastId;

    Tables(Transactions transactions) {
        tenants = new Rows<>("tenant", TenantRow::id, transactions);
        tenantByKey = tenants.unique(TenantRow::tenant);

        permissions = new Rows<>("permission", PermissionRow::id, transactions);
        permissionsByTenant = permissions.referring(tenants, PermissionRow::tenantId);
        permissionByName = permissions.unique(row -> new InTenant<>(row.tenantId(), row.name()));
        permissionsNamed = permissions.index(PermissionRow::name);

        bundles = new Rows<>("bundle", BundleRow::id, transactions);
        bundlesByTenant = bundles.referring(tenants, BundleRow::tenantId);
        bundleByName = bundles.unique(row -> new InTenant<>(row.tenantId(), row.name()));
        bundlesNamed = bundles.index(BundleRow::name);

        bundlePermissions = new Rows<>("permission of a bundle", BundlePermission::id, transactions);
        bundlePermissionsByBundle = bundlePermissions.referring(bundles, BundlePermission::bundleId);
        bundlePermissionsByPermission = bundlePermissions.referring(permissions, BundlePermission::permissionId);
        bundlePermissionByPlace = bundlePermissions.unique(row -> new Place(row.bundleId(), row.permissionId()));

        groups = new Rows<>("group", GroupRow::id, transactions);
        groupsByTenant = groups.referring(tenants, GroupRow::tenantId);
        groupByName = groups.unique(row -> new InTenant<>(row.tenantId(), row.name()));

        subjects = new Rows<>("subject", SubjectRow::id, transactions);
        subjectsByTenant = subjects.referring(tenants, SubjectRow::tenantId);
        subjectByName = subjects.unique(row -> new InTenant<>(row.tenantId(), row.subject()));

        memberships = new Rows<>("membership", HeldMembership::id, transactions);
        membershipsByGroup = memberships.referring(groups, HeldMembership::groupId);
        membershipsBySubject = memberships.referring(subjects, HeldMembership::subjectId);
        memberships.unique(row -> new Belonging(row.groupId(), row.subjectId(), row.validity()));

        resourceTypes = new Rows<>("resource type", ResourceTypeRow::id, transactions);
        resourceTypesByTenant = resourceTypes.referring(tenants, ResourceTypeRow::tenantId);
        resourceTypesByOwnerBundle = resourceTypes.referring(bundles, ResourceTypeRow::ownerBundleId);
        resourceTypeByName = resourceTypes.unique(row -> new InTenant<>(row.tenantId(), row.name()));
        resourceTypesNamed = resourceTypes.index(ResourceTypeRow::name);

        typePermissions = new Rows<>("permission of a resource type", TypePermission::id, transactions);
        typePermissionsByType = typePermissions.referring(resourceTypes, TypePermission::typeId);
        typePermissionsByPermission = typePermissions.referring(permissions, TypePermission::permissionId);
        typePermissionByPlace = typePermissions.unique(row -> new Place(row.typeId(), row.permissionId()));

        resources = new Rows<>("resource", ResourceRow::id, transactions);
        resources.referring(tenants, ResourceRow::tenantId);
        resources.referring(resources, ResourceRow::parentId);
        resourcesByType = resources.referring(resourceTypes, ResourceRow::typeId);
        resourcesByOwnerSubject = resources.referring(subjects, ResourceRow::ownerSubjectId);
        resourcesByOwnerGroup = resources.referring(groups, ResourceRow::ownerGroupId);
        resourceByName = resources.unique(row -> new InTenant<>(row.tenantId(), row.resource()));
        resourcesInOrder = resources.ordered(
                row -> new Siblings(row.tenantId(), row.parentId()), row -> new Rank(row.order(), row.id()));
        resourcesByPath = resources.ordered(ResourceRow::tenantId, ResourceRow::path);

        grants = new Rows<>("grant", StoredGrant::id, transactions);
        grantsByTenant = grants.referring(tenants, StoredGrant::tenantId);
        grantsBySubject = grants.referring(subjects, StoredGrant::subjectId);
        grantsByGroup = grants.referring(groups, StoredGrant::groupId);
        grantsByPermission = grants.referring(permissions, grant -> grant.held().permissionId());
        grantsByBundle = grants.referring(bundles, grant -> grant.held().bundleId());
        grantsByResource = grants.referring(resources, StoredGrant::resourceId);
        everywhereBySubject = grants.index(StoredGrant::everywhereBySubject);
        everywhereByGroup = grants.index(StoredGrant::everywhereByGroup);
        grantsByGiving = grants.index(StoredGrant::giving);
        grantsToSubjects = grants.index(StoredGrant::grantedToSubject);
        grants.unique(StoredGrant::identity);
    }

    /** A key that no row of any table has had. Not given back when a write is undone. */
    long nextId() {
        return ++lastId;
    }

    /** That a bundle contains a permission. */
    record BundlePermission(long id, long bundleId, long permissionId) {}

    /** That a type of resources declares a permission. */
    record TypePermission(long id, long typeId, long permissionId) {}

    /** A permission's place in a bundle or a type. */
    record Place(long within, long permissionId) {}

    /** Those with one parent, or the roots of a tenant. */
    record Siblings(long tenantId, @Nullable Long parentId) {}

    /** A place among siblings. */
    record Rank(long order, long id) implements Comparable<Rank> {

        @Override
        public int compareTo(Rank other) {
            int byOrder = Long.compare(order, other.order);
            return byOrder == 0 ? Long.compare(id, other.id) : byOrder;
        }
    }

    private record Belonging(long groupId, long subjectId, Validity validity) {}
}
