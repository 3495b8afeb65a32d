package io.tiergate.store.jpa;

import io.tiergate.store.PermissionRow;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.TenantRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue. */
final class JpaPermissionTable implements PermissionTable {

    private final Repositories repositories;
    private final TakenNames taken;

    JpaPermissionTable(Repositories repositories, TakenNames taken) {
        this.repositories = repositories;
        this.taken = taken;
    }

    @Override
    public @Nullable PermissionRow find(long tenantId, String name) {
        return repositories.permissions.find(tenantId, name).orElse(null);
    }

    @Override
    public List<PermissionRow> list(long tenantId) {
        return repositories.permissions.list(tenantId);
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return taken.permission(name);
    }

    @Override
    public PermissionRow insert(long tenantId, String name, String description, boolean declared) {
        PermissionEntity inserted = repositories.forget(repositories.permissions.saveAndFlush(
                new PermissionEntity(tenantId, name, description, declared, false)));
        return new PermissionRow(inserted.id(), tenantId, name, description, declared, false);
    }

    @Override
    public void update(PermissionRow before, PermissionRow after) {
        repositories.requireChanged(
                1,
                repositories.permissions.update(
                        before.id(),
                        before.name(),
                        before.description(),
                        before.declared(),
                        before.retired(),
                        after.name(),
                        after.description(),
                        after.declared(),
                        after.retired()));
    }

    @Override
    public void delete(long id) {
        repositories.permissions.delete(id);
    }
}
