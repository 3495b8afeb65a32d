package io.tiergate.store.jpa;

import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.TenantRow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The types of resources with their permissions. */
final class JpaResourceTypeTable implements ResourceTypeTable {

    private static final String TYPE =
            "select id, tenant_id, name, description, owner_bundle_id, bound from tiergate_resource_type ";

    private static final RowMapper<ResourceTypeRow> ROW = (row, number) -> new ResourceTypeRow(
            row.getLong(1),
            row.getLong(2),
            row.getString(3),
            row.getString(4),
            HeldRows.longOrNull(row, 5),
            row.getBoolean(6));

    private final Insertions insertions;
    private final Sql sql;
    private final TakenNames taken;
    private final ReferredRows referred;

    JpaResourceTypeTable(Insertions insertions, Sql sql, TakenNames taken, ReferredRows referred) {
        this.insertions = insertions;
        this.sql = sql;
        this.taken = taken;
        this.referred = referred;
    }

    @Override
    public @Nullable ResourceTypeRow find(long tenantId, String name) {
        return sql.find(TYPE + "where tenant_id = ? and name = ?", ROW, tenantId, name);
    }

    @Override
    public List<ResourceTypeRow> list(long tenantId) {
        return sql.list(TYPE + "where tenant_id = ? order by name", ROW, tenantId);
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return taken.resourceType(name);
    }

    @Override
    public ResourceTypeRow insert(
            long tenantId, String name, String description, @Nullable Long ownerBundleId, boolean bound) {
        ResourceTypeEntity added = insertions.add(
                Repositories.ResourceTypes.class,
                new ResourceTypeEntity(tenantId, name, description, ownerBundleId, bound));
        return new ResourceTypeRow(added.id(), tenantId, name, description, ownerBundleId, bound);
    }

    @Override
    public void update(ResourceTypeRow before, ResourceTypeRow after) {
        sql.changeOne(
                "update tiergate_resource_type set name = ?, description = ?, owner_bundle_id = ?, bound = ? where id = ?"
                        + " and name = ? and description = ? and coalesce(owner_bundle_id, 0) = ? and bound = ?",
                after.name(),
                after.description(),
                after.ownerBundleId(),
                after.bound(),
                before.id(),
                before.name(),
                before.description(),
                before.ownerBundleId() == null ? 0 : before.ownerBundleId(),
                before.bound());
    }

    @Override
    public void delete(long id) {
        sql.change("delete from tiergate_resource_type where id = ?", id);
    }

    @Override
    public List<PermissionRow> permissionsOf(long typeId) {
        return sql.list(
                JpaPermissionTable.PERMISSION
                        + "where id in (select permission_id from tiergate_resource_type_permission where type_id = ?)"
                        + " order by name",
                JpaPermissionTable.ROW,
                typeId);
    }

    @Override
    public List<ResourceTypeRow> declaring(long permissionId) {
        return sql.list(
                TYPE + "where id in (select type_id from tiergate_resource_type_permission where permission_id = ?)"
                        + " order by id",
                ROW,
                permissionId);
    }

    @Override
    public List<ResourceTypeRow> ownedBy(long bundleId) {
        return sql.list(TYPE + "where owner_bundle_id = ? order by id", ROW, bundleId);
    }

    @Override
    public void add(long typeId, Collection<Long> permissionIds) {
        referred.holdType(typeId);
        insertions.addAll(
                Repositories.ResourceTypePermissions.class,
                permissionIds.stream()
                        .map(permissionId -> new ResourceTypePermissionEntity(typeId, permissionId))
                        .toList());
    }

    @Override
    public void remove(long typeId, Collection<Long> permissionIds) {
        sql.changeAll(
                "delete from tiergate_resource_type_permission where type_id = :owner and permission_id in (:keys)",
                typeId,
                permissionIds);
    }
}
