package io.tiergate.store.jpa;

import io.tiergate.Tenant;
import io.tiergate.schema.Vendor;
import io.tiergate.store.TenantRow;
import java.util.List;

/**
 * In which tenants a name is taken, read after {@code lockNames}. On PostgreSQL and H2 that lock fails in a transaction
 * whose snapshot is too old to see all names; on MariaDB it does not, so there the reading itself must lock to see them.
 */
final class TakenNames {

    private final Sql sql;
    private final String locking;

    TakenNames(Sql sql, Vendor vendor) {
        this.sql = sql;
        this.locking = vendor == Vendor.MARIADB ? " lock in share mode" : "";
    }

    List<TenantRow> permission(String name) {
        return read("tiergate_permission", name);
    }

    List<TenantRow> bundle(String name) {
        return read("tiergate_bundle", name);
    }

    List<TenantRow> resourceType(String name) {
        return read("tiergate_resource_type", name);
    }

    private List<TenantRow> read(String table, String name) {
        return sql.list(
                "select t.id, t.tenant_key from " + table + " n join tiergate_tenant t on t.id = n.tenant_id"
                        + " where n.name = ? order by t.id" + locking,
                (row, number) -> new TenantRow(row.getLong(1), Tenant.of(row.getString(2))),
                name);
    }
}
