package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceRow;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The one row of each tenant that is locked before its resources are: shared by who adds to its trees, alone by who moves or
 * removes branches, which raises its version. A transaction that reads a snapshot of before the version that it has locked fails
 * as a conflict: it would write places that are past.
 */
final class TreeLocks {

    private final Sql sql;
    private final Sql apart;
    private final Transactions transactions;
    private final LongFunction<Set<Long>> ownChangeSets;
    private final String shared;
    private final String create;

    /**
     * @param apart on the connections that {@link Transactions#outside} has
     * @param ownChangeSets the keys of those that the current transaction has added to a tenant
     */
    TreeLocks(Sql sql, Sql apart, Transactions transactions, Vendor vendor, LongFunction<Set<Long>> ownChangeSets) {
        this.ownChangeSets = ownChangeSets;
        this.sql = sql;
        this.apart = apart;
        this.transactions = transactions;
        this.shared = switch (vendor) {
            case POSTGRESQL -> " for share";
            case MARIADB -> " lock in share mode";
            case H2 -> " for update";
        };
        this.create = switch (vendor) {
            case POSTGRESQL -> "insert into tiergate_tree (tenant_id, version) values (?, 0) on conflict do nothing";
            case MARIADB -> "insert ignore into tiergate_tree (tenant_id, version) values (?, 0)";
            case H2 ->
                "insert into tiergate_tree (tenant_id, version) select t.id, 0 from tiergate_tenant t where t.id = ?"
                        + " and not exists (select 1 from tiergate_tree e where e.tenant_id = t.id)";
        };
    }

    /** With the first resources of a tenant, or with the tenant itself. */
    void create(long tenantId) {
        sql.change(create, tenantId);
    }

    void share(long tenantId) {
        lock(tenantId, shared);
    }

    void lock(long tenantId) {
        lock(tenantId, " for update");
        sql.change("update tiergate_tree set version = version + 1 where tenant_id = ?", tenantId);
    }

    /**
     * Who adds to a branch leaves the version as it is, so that a snapshot may be without what was added since. No more is
     * added now: what is committed is compared with what is seen.
     */
    void requireWhole(List<ResourceRow> roots) {
        if (roots.isEmpty() || !transactions.readsSnapshot()) {
            return;
        }
        Set<Long> unseen = transactions.outside(() -> keys(apart, roots));
        unseen.removeAll(keys(sql, roots));
        if (!unseen.isEmpty()) {
            unseen.removeAll(ownDoing(roots.get(0).tenantId(), unseen));
        }
        if (!unseen.isEmpty()) {
            throw conflict();
        }
    }

    /** What this transaction has itself moved from there, or removed. If others had moved it, it had failed by now. */
    private Set<Long> ownDoing(long tenantId, Set<Long> keys) {
        Set<Long> own = new HashSet<>(sql.listOf(
                "select id from tiergate_resource where id in (:keys)"
                        + " union all select id from tiergate_grant where id in (:keys)",
                (row, number) -> row.getLong(1),
                keys));
        own.addAll(sql.listOf(
                "select object_id from tiergate_change where change_set_id in (:keys) and operation = 'REMOVED'"
                        + " and kind in ('RESOURCE', 'GRANT')",
                (row, number) -> row.getLong(1),
                ownChangeSets.apply(tenantId)));
        return own;
    }

    private static Set<Long> keys(Sql sql, List<ResourceRow> roots) {
        Set<Long> keys = new HashSet<>();
        roots.forEach(root -> keys.addAll(keys(sql, root)));
        return keys;
    }

    private static List<Long> keys(Sql sql, ResourceRow root) {
        return sql.list(
                "select id from tiergate_resource where path >= ? and path < ? union all select g.id from tiergate_grant g"
                        + " join tiergate_resource r on r.id = g.resource_id where r.path >= ? and r.path < ?",
                (row, number) -> row.getLong(1),
                root.path().text(),
                root.path().end(),
                root.path().text(),
                root.path().end());
    }

    private void lock(long tenantId, String how) {
        Long locked = version(tenantId, how);
        if (locked == null) {
            // A node of an earlier version has made the tenant.
            create(tenantId);
            locked = version(tenantId, how);
        }
        if (!Objects.equals(locked, version(tenantId, ""))) {
            throw conflict();
        }
    }

    private @Nullable Long version(long tenantId, String how) {
        return sql.find(
                "select version from tiergate_tree where tenant_id = ?" + how,
                (row, number) -> row.getLong(1),
                tenantId);
    }

    private static OptimisticLockingFailureException conflict() {
        return new OptimisticLockingFailureException("A concurrent change of resources won. Repeat the transaction.");
    }
}
