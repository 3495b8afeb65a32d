package io.tiergate.store.memory;

import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenants in memory. */
final class MemoryTenants implements TenantTable {

    private final Transactions transactions;
    private final Tables tables;

    MemoryTenants(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    /** The tenants that always exist; the keys of an empty store begin with {@link #SHARED_ID}. */
    TenantRow insertFirst() {
        tables.tenants.insert(new TenantRow(tables.nextId(), Tenant.SHARED));
        return insert(Tenant.DEFAULT);
    }

    @Override
    public @Nullable TenantRow find(Tenant tenant) {
        return transactions.<@Nullable TenantRow>read(() -> tables.tenantByKey.first(tenant));
    }

    @Override
    public List<TenantRow> list() {
        return transactions.read(() -> tables.tenants.all().stream()
                .sorted(Comparator.comparing(row -> row.tenant().key()))
                .toList());
    }

    @Override
    public TenantRow insert(Tenant tenant) {
        return transactions.change(() -> {
            TenantRow row = tables.tenants.insert(new TenantRow(tables.nextId(), tenant));
            insert(row, Group.EVERYONE, "All requests, anonymous ones too");
            insert(row, Group.AUTHENTICATED, "Every named subject");
            return row;
        });
    }

    private void insert(TenantRow tenant, Group builtIn, String description) {
        tables.groups.insert(new GroupRow(tables.nextId(), tenant.id(), builtIn.name(), description));
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            // What refers goes before what it refers to.
            tables.grantsByTenant.of(id).forEach(grant -> tables.grants.delete(grant.id()));
            // By path backwards, children come before their parents.
            List.copyOf(tables.resourcesByPath.of(id).descendingMap().values())
                    .forEach(row -> tables.resources.delete(row.id()));
            for (ResourceTypeRow type : tables.resourceTypesByTenant.of(id)) {
                tables.typePermissionsByType.of(type.id()).forEach(row -> tables.typePermissions.delete(row.id()));
                tables.resourceTypes.delete(type.id());
            }
            for (GroupRow group : tables.groupsByTenant.of(id)) {
                tables.membershipsByGroup.of(group.id()).forEach(row -> tables.memberships.delete(row.id()));
                tables.groups.delete(group.id());
            }
            for (SubjectRow subject : tables.subjectsByTenant.of(id)) {
                tables.subjects.delete(subject.id());
            }
            for (BundleRow bundle : tables.bundlesByTenant.of(id)) {
                tables.bundlePermissionsByBundle
                        .of(bundle.id())
                        .forEach(row -> tables.bundlePermissions.delete(row.id()));
                tables.bundles.delete(bundle.id());
            }
            for (PermissionRow permission : tables.permissionsByTenant.of(id)) {
                tables.permissions.delete(permission.id());
            }
            tables.tenants.delete(id);
            return true;
        });
    }

    @Override
    public void lockNames() {
        // A write is alone, so that names stay as they are; only that there is a write is to be made sure of.
        transactions.change(() -> true);
    }
}
