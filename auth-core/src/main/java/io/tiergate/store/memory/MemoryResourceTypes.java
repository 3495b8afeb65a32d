package io.tiergate.store.memory;

import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.TenantRow;
import io.tiergate.store.memory.Tables.Place;
import io.tiergate.store.memory.Tables.TypePermission;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of resources in memory. */
final class MemoryResourceTypes implements ResourceTypeTable {

    private final Transactions transactions;
    private final Tables tables;

    MemoryResourceTypes(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable ResourceTypeRow find(long tenantId, String name) {
        return transactions.<@Nullable ResourceTypeRow>read(
                () -> tables.resourceTypeByName.first(new InTenant<>(tenantId, name)));
    }

    @Override
    public List<ResourceTypeRow> list(long tenantId) {
        return transactions.read(() -> tables.resourceTypesByTenant.of(tenantId).stream()
                .sorted(Comparator.comparing(ResourceTypeRow::name))
                .toList());
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return transactions.read(() -> tables.resourceTypesNamed.of(name).stream()
                .map(row -> tables.tenants.get(row.tenantId()))
                .sorted(Comparator.comparingLong(TenantRow::id))
                .toList());
    }

    @Override
    public ResourceTypeRow insert(
            long tenantId, String name, String description, @Nullable Long ownerBundleId, boolean bound) {
        return transactions.change(() -> tables.resourceTypes.insert(
                new ResourceTypeRow(tables.nextId(), tenantId, name, description, ownerBundleId, bound)));
    }

    @Override
    public void update(ResourceTypeRow before, ResourceTypeRow after) {
        transactions.change(() -> {
            tables.resourceTypes.update(after);
            if (!after.name().equals(before.name())) {
                tables.resourcesByType.of(after.id()).forEach(row -> tables.resources.update(row.named(after.name())));
            }
            return true;
        });
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            tables.resourceTypes.delete(id);
            return true;
        });
    }

    @Override
    public List<PermissionRow> permissionsOf(long typeId) {
        return transactions.read(() -> tables.typePermissionsByType.of(typeId).stream()
                .map(row -> tables.permissions.get(row.permissionId()))
                .sorted(Comparator.comparing(PermissionRow::name))
                .toList());
    }

    @Override
    public List<ResourceTypeRow> declaring(long permissionId) {
        return transactions.read(() -> tables.typePermissionsByPermission.of(permissionId).stream()
                .map(row -> tables.resourceTypes.get(row.typeId()))
                .toList());
    }

    @Override
    public List<ResourceTypeRow> ownedBy(long bundleId) {
        return transactions.read(() -> tables.resourceTypesByOwnerBundle.of(bundleId));
    }

    @Override
    public void add(long typeId, Collection<Long> permissionIds) {
        transactions.change(() -> {
            for (long permissionId : permissionIds) {
                tables.typePermissions.insert(new TypePermission(tables.nextId(), typeId, permissionId));
            }
            return true;
        });
    }

    @Override
    public void remove(long typeId, Collection<Long> permissionIds) {
        transactions.change(() -> {
            for (long permissionId : permissionIds) {
                TypePermission row = tables.typePermissionByPlace.first(new Place(typeId, permissionId));
                if (row != null) {
                    tables.typePermissions.delete(row.id());
                }
            }
            return true;
        });
    }
}
