package io.tiergate.admin;

import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.Store;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.List;

/** All that a store has of a tenant, its change log included, as lines to compare. Read past the administration service. */
final class Rows {

    private Rows() {}

    /** Of all tenants. */
    static List<String> all(Store store) {
        return store.read(() -> {
            List<String> lines = new ArrayList<>();
            store.tenants().list().forEach(tenant -> lines.addAll(of(store, tenant)));
            return lines;
        });
    }

    /** Of one tenant; that it does not exist is a line too. */
    static List<String> of(Store store, Tenant tenant) {
        return store.read(() -> {
            TenantRow row = store.tenants().find(tenant);
            return row == null ? List.of("no tenant " + tenant) : of(store, row);
        });
    }

    private static List<String> of(Store store, TenantRow tenant) {
        List<String> lines = new ArrayList<>();
        lines.add(tenant.toString());
        store.permissions().list(tenant.id()).forEach(row -> lines.add(row.toString()));
        store.bundles().list(tenant.id()).forEach(row -> {
            lines.add(row.toString());
            store.bundles().permissionsOf(row.id()).forEach(permission -> lines.add(row.name() + " has " + permission));
        });
        store.groups().list(tenant.id()).forEach(row -> {
            lines.add(row.toString());
            store.groups().membersOf(row.id()).forEach(member -> lines.add(member.toString()));
        });
        store.subjects().list(tenant.id()).forEach(row -> lines.add(row.toString()));
        store.resourceTypes().list(tenant.id()).forEach(row -> {
            lines.add(row.toString());
            store.resourceTypes()
                    .permissionsOf(row.id())
                    .forEach(permission -> lines.add(row.name() + " declares " + permission));
        });
        for (ResourceRow root : store.resources().children(tenant.id(), null, 0, Integer.MAX_VALUE)) {
            store.resources()
                    .subtree(root, TreePath.MAX_DEPTH, Integer.MAX_VALUE)
                    .forEach(row -> lines.add(row.toString()));
        }
        store.grants().list(tenant.id()).forEach(row -> lines.add(row.toString()));
        store.changes().read(tenant.id(), 0, Integer.MAX_VALUE).forEach(set -> lines.add(set.toString()));
        lines.add("revision "
                + store.decisions()
                        .definitions(tenant.tenant(), View.TRANSACTION)
                        .stamp()
                        .revision()
                        .tenant());
        return lines;
    }
}
