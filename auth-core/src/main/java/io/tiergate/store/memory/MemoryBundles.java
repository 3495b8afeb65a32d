package io.tiergate.store.memory;

import io.tiergate.store.BundleRow;
import io.tiergate.store.BundleTable;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.memory.Tables.BundlePermission;
import io.tiergate.store.memory.Tables.Place;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bundles in memory. */
final class MemoryBundles implements BundleTable {

    private final Transactions transactions;
    private final Tables tables;

    MemoryBundles(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable BundleRow find(long tenantId, String name) {
        return transactions.<@Nullable BundleRow>read(() -> tables.bundleByName.first(new InTenant<>(tenantId, name)));
    }

    @Override
    public @Nullable BundleRow find(long id) {
        return transactions.<@Nullable BundleRow>read(() -> tables.bundles.find(id));
    }

    @Override
    public List<BundleRow> list(long tenantId) {
        return transactions.read(() -> tables.bundlesByTenant.of(tenantId).stream()
                .sorted(Comparator.comparing(BundleRow::name))
                .toList());
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return transactions.read(() -> tables.bundlesNamed.of(name).stream()
                .map(row -> tables.tenants.get(row.tenantId()))
                .sorted(Comparator.comparingLong(TenantRow::id))
                .toList());
    }

    @Override
    public BundleRow insert(long tenantId, String name, String description) {
        return transactions.change(
                () -> tables.bundles.insert(new BundleRow(tables.nextId(), tenantId, name, description)));
    }

    @Override
    public void update(BundleRow before, BundleRow after) {
        transactions.change(() -> {
            tables.bundles.update(after);
            return true;
        });
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            tables.bundles.delete(id);
            return true;
        });
    }

    @Override
    public List<PermissionRow> permissionsOf(long bundleId) {
        return transactions.read(() -> tables.bundlePermissionsByBundle.of(bundleId).stream()
                .map(row -> tables.permissions.get(row.permissionId()))
                .sorted(Comparator.comparing(PermissionRow::name))
                .toList());
    }

    @Override
    public List<BundleRow> containing(long permissionId) {
        return transactions.read(() -> tables.bundlePermissionsByPermission.of(permissionId).stream()
                .map(row -> tables.bundles.get(row.bundleId()))
                .toList());
    }

    @Override
    public void add(long bundleId, Collection<Long> permissionIds) {
        transactions.change(() -> {
            for (long permissionId : permissionIds) {
                tables.bundlePermissions.insert(new BundlePermission(tables.nextId(), bundleId, permissionId));
            }
            return true;
        });
    }

    @Override
    public void remove(long bundleId, Collection<Long> permissionIds) {
        transactions.change(() -> {
            for (long permissionId : permissionIds) {
                BundlePermission row = tables.bundlePermissionByPlace.first(new Place(bundleId, permissionId));
                if (row != null) {
                    tables.bundlePermissions.delete(row.id());
                }
            }
            return true;
        });
    }
}
