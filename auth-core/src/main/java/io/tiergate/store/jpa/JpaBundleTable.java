package io.tiergate.store.jpa;

import io.tiergate.store.BundleRow;
import io.tiergate.store.BundleTable;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.TenantRow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bundles with their permissions. */
final class JpaBundleTable implements BundleTable {

    private final Repositories repositories;
    private final TakenNames taken;

    JpaBundleTable(Repositories repositories, TakenNames taken) {
        this.repositories = repositories;
        this.taken = taken;
    }

    @Override
    public @Nullable BundleRow find(long tenantId, String name) {
        return repositories.bundles.find(tenantId, name).orElse(null);
    }

    @Override
    public List<BundleRow> list(long tenantId) {
        return repositories.bundles.list(tenantId);
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return taken.bundle(name);
    }

    @Override
    public BundleRow insert(long tenantId, String name, String description) {
        BundleEntity inserted =
                repositories.forget(repositories.bundles.saveAndFlush(new BundleEntity(tenantId, name, description)));
        return new BundleRow(inserted.id(), tenantId, name, description);
    }

    @Override
    public void update(BundleRow before, BundleRow after) {
        repositories.requireChanged(
                1,
                repositories.bundles.update(
                        before.id(), before.name(), before.description(), after.name(), after.description()));
    }

    @Override
    public void delete(long id) {
        repositories.bundles.delete(id);
    }

    @Override
    public List<PermissionRow> permissionsOf(long bundleId) {
        return repositories.permissions.ofBundle(bundleId);
    }

    @Override
    public List<BundleRow> containing(long permissionId) {
        return repositories.bundles.containing(permissionId);
    }

    @Override
    public void add(long bundleId, Collection<Long> permissionIds) {
        List<BundlePermissionEntity> entities = permissionIds.stream()
                .map(permissionId -> new BundlePermissionEntity(bundleId, permissionId))
                .toList();
        repositories.bundlePermissions.saveAllAndFlush(entities).forEach(repositories::forget);
    }

    @Override
    public void remove(long bundleId, Collection<Long> permissionIds) {
        Chunks.of(
                permissionIds,
                some -> repositories.requireChanged(
                        some.size(), repositories.bundlePermissions.delete(bundleId, some)));
    }
}
