package io.tiergate.store.jpa;

import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants, with what is created and removed with them. */
final class JpaTenantTable implements TenantTable {

    private final Insertions insertions;
    private final Sql sql;
    private final TreeLocks trees;
    private final Branches branches;

    JpaTenantTable(Insertions insertions, Sql sql, TreeLocks trees, Branches branches) {
        this.insertions = insertions;
        this.sql = sql;
        this.trees = trees;
        this.branches = branches;
    }

    @Override
    public @Nullable TenantRow find(Tenant tenant) {
        return sql.find(
                "select id from tiergate_tenant where tenant_key = ?",
                (row, number) -> new TenantRow(row.getLong(1), tenant),
                tenant.key());
    }

    @Override
    public List<TenantRow> list() {
        return sql.list(
                "select id, tenant_key from tiergate_tenant order by tenant_key",
                (row, number) -> new TenantRow(row.getLong(1), Tenant.of(row.getString(2))));
    }

    @Override
    public TenantRow insert(Tenant tenant) {
        long id = insertions
                .add(Repositories.Tenants.class, new TenantEntity(tenant.key(), 0))
                .id();
        insertions.add(Repositories.Revisions.class, new RevisionEntity(id, 0, 0));
        trees.create(id);
        insertions.addAll(
                Repositories.Groups.class,
                List.of(
                        new GroupEntity(id, Group.EVERYONE.name(), "All requests, anonymous ones too"),
                        new GroupEntity(id, Group.AUTHENTICATED.name(), "Every named subject")));
        return new TenantRow(id, tenant);
    }

    @Override
    public void delete(long id) {
        trees.lock(id);
        sql.change("delete from tiergate_grant where tenant_id = ?", id);
        branches.deleteAll(id);
        sql.change(
                "delete from tiergate_resource_type_permission where type_id in"
                        + " (select id from tiergate_resource_type where tenant_id = ?)",
                id);
        sql.change("delete from tiergate_resource_type where tenant_id = ?", id);
        sql.change(
                "delete from tiergate_group_member where group_id in"
                        + " (select id from tiergate_group where tenant_id = ?)",
                id);
        sql.change("delete from tiergate_subject where tenant_id = ?", id);
        sql.change("delete from tiergate_group where tenant_id = ?", id);
        sql.change(
                "delete from tiergate_bundle_permission where bundle_id in"
                        + " (select id from tiergate_bundle where tenant_id = ?)",
                id);
        sql.change("delete from tiergate_bundle where tenant_id = ?", id);
        sql.change("delete from tiergate_permission where tenant_id = ?", id);
        sql.change("delete from tiergate_tree where tenant_id = ?", id);
        sql.change("delete from tiergate_tenant where id = ?", id);
    }

    @Override
    public void lockNames() {
        sql.change("update tiergate_tenant set names_version = names_version + 1 where id = ?", SHARED_ID);
    }
}
