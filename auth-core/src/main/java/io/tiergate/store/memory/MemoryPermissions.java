package io.tiergate.store.memory;

import io.tiergate.store.PermissionRow;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.TenantRow;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue in memory. */
final class MemoryPermissions implements PermissionTable {

    private final Transactions transactions;
    private final Tables tables;

    MemoryPermissions(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable PermissionRow find(long tenantId, String name) {
        return transactions.<@Nullable PermissionRow>read(
                () -> tables.permissionByName.first(new InTenant<>(tenantId, name)));
    }

    @Override
    public List<PermissionRow> list(long tenantId) {
        return transactions.read(() -> tables.permissionsByTenant.of(tenantId).stream()
                .sorted(Comparator.comparing(PermissionRow::name))
                .toList());
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return transactions.read(() -> tables.permissionsNamed.of(name).stream()
                .map(row -> tables.tenants.get(row.tenantId()))
                .sorted(Comparator.comparingLong(TenantRow::id))
                .toList());
    }

    @Override
    public PermissionRow insert(long tenantId, String name, String description, boolean declared) {
        return transactions.change(() -> tables.permissions.insert(
                new PermissionRow(tables.nextId(), tenantId, name, description, declared, false)));
    }

    @Override
    public void update(PermissionRow before, PermissionRow after) {
        transactions.change(() -> {
            tables.permissions.update(after);
            return true;
        });
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            tables.permissions.delete(id);
            return true;
        });
    }
}
