package io.tiergate.store.jpa;

import io.tiergate.store.BundleRow;
import io.tiergate.store.BundleTable;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.TenantRow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The bundles with their permissions. */
final class JpaBundleTable implements BundleTable {

    private static final String BUNDLE = "select id, tenant_id, name, description from tiergate_bundle ";

    private static final RowMapper<BundleRow> ROW =
            (row, number) -> new BundleRow(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4));

    private final Insertions insertions;
    private final Sql sql;
    private final TakenNames taken;
    private final ReferredRows referred;

    JpaBundleTable(Insertions insertions, Sql sql, TakenNames taken, ReferredRows referred) {
        this.insertions = insertions;
        this.sql = sql;
        this.taken = taken;
        this.referred = referred;
    }

    @Override
    public @Nullable BundleRow find(long tenantId, String name) {
        return sql.find(BUNDLE + "where tenant_id = ? and name = ?", ROW, tenantId, name);
    }

    @Override
    public @Nullable BundleRow find(long id) {
        return sql.find(BUNDLE + "where id = ?", ROW, id);
    }

    @Override
    public List<BundleRow> list(long tenantId) {
        return sql.list(BUNDLE + "where tenant_id = ? order by name", ROW, tenantId);
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return taken.bundle(name);
    }

    @Override
    public BundleRow insert(long tenantId, String name, String description) {
        BundleEntity added = insertions.add(Repositories.Bundles.class, new BundleEntity(tenantId, name, description));
        return new BundleRow(added.id(), tenantId, name, description);
    }

    @Override
    public void update(BundleRow before, BundleRow after) {
        sql.changeOne(
                "update tiergate_bundle set name = ?, description = ? where id = ? and name = ? and description = ?",
                after.name(),
                after.description(),
                before.id(),
                before.name(),
                before.description());
    }

    @Override
    public void delete(long id) {
        sql.change("delete from tiergate_bundle where id = ?", id);
    }

    @Override
    public List<PermissionRow> permissionsOf(long bundleId) {
        return sql.list(
                JpaPermissionTable.PERMISSION
                        + "where id in (select permission_id from tiergate_bundle_permission where bundle_id = ?)"
                        + " order by name",
                JpaPermissionTable.ROW,
                bundleId);
    }

    @Override
    public List<BundleRow> containing(long permissionId) {
        return sql.list(
                BUNDLE + "where id in (select bundle_id from tiergate_bundle_permission where permission_id = ?)"
                        + " order by id",
                ROW,
                permissionId);
    }

    @Override
    public void add(long bundleId, Collection<Long> permissionIds) {
        referred.holdBundle(bundleId);
        insertions.addAll(
                Repositories.BundlePermissions.class,
                permissionIds.stream()
                        .map(permissionId -> new BundlePermissionEntity(bundleId, permissionId))
                        .toList());
    }

    @Override
    public void remove(long bundleId, Collection<Long> permissionIds) {
        sql.changeAll(
                "delete from tiergate_bundle_permission where bundle_id = :owner and permission_id in (:keys)",
                bundleId,
                permissionIds);
    }
}
