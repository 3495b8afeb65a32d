package io.tiergate.store.jpa;

import io.tiergate.store.PermissionRow;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.TenantRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The catalogue. */
final class JpaPermissionTable implements PermissionTable {

    static final String PERMISSION =
            "select id, tenant_id, name, description, declared, retired from tiergate_permission ";

    static final RowMapper<PermissionRow> ROW = (row, number) -> new PermissionRow(
            row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getBoolean(5), row.getBoolean(6));

    private final Insertions insertions;
    private final Sql sql;
    private final TakenNames taken;

    JpaPermissionTable(Insertions insertions, Sql sql, TakenNames taken) {
        this.insertions = insertions;
        this.sql = sql;
        this.taken = taken;
    }

    @Override
    public @Nullable PermissionRow find(long tenantId, String name) {
        return sql.find(PERMISSION + "where tenant_id = ? and name = ?", ROW, tenantId, name);
    }

    @Override
    public List<PermissionRow> list(long tenantId) {
        return sql.list(PERMISSION + "where tenant_id = ? order by name", ROW, tenantId);
    }

    @Override
    public List<TenantRow> tenantsWith(String name) {
        return taken.permission(name);
    }

    @Override
    public PermissionRow insert(long tenantId, String name, String description, boolean declared) {
        PermissionEntity added = insertions.add(
                Repositories.Permissions.class, new PermissionEntity(tenantId, name, description, declared, false));
        return new PermissionRow(added.id(), tenantId, name, description, declared, false);
    }

    @Override
    public void update(PermissionRow before, PermissionRow after) {
        sql.changeOne(
                "update tiergate_permission set name = ?, description = ?, declared = ?, retired = ?"
                        + " where id = ? and name = ? and description = ? and declared = ? and retired = ?",
                after.name(),
                after.description(),
                after.declared(),
                after.retired(),
                before.id(),
                before.name(),
                before.description(),
                before.declared(),
                before.retired());
    }

    @Override
    public void delete(long id) {
        sql.change("delete from tiergate_permission where id = ?", id);
    }
}
