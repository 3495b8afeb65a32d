package io.tiergate.store.jpa;

import io.tiergate.store.BundleRow;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantDefinitions;
import io.tiergate.store.TenantTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Reads what a tenant's requests see of definitions: all of it, or what has certain keys. */
final class DefinitionQueries {

    private static final String PERMISSIONS = "select p.id, p.tenant_id, p.name, p.description, p.declared, p.retired"
            + " from tiergate_permission p where p.tenant_id in (:tenants)";

    private static final String BUNDLES =
            "select b.id, b.tenant_id, b.name, b.description from tiergate_bundle b where b.tenant_id in (:tenants)";

    private static final String CONTENTS = "select c.bundle_id, c.permission_id from tiergate_bundle_permission c"
            + " join tiergate_bundle b on b.id = c.bundle_id where b.tenant_id in (:tenants)";

    private static final String GROUPS =
            "select o.id, o.tenant_id, o.name, o.description from tiergate_group o where o.tenant_id in (:tenants)";

    private static final String GRANTS = "select " + HeldRows.GRANT + " from tiergate_grant g"
            + " join tiergate_group o on o.id = g.holder_group_id and o.tenant_id = g.tenant_id"
            + " where g.tenant_id in (:tenants) and g.resource_id is null";

    private static final String TYPES =
            "select y.id, y.tenant_id, y.name, y.description, y.owner_bundle_id, y.bound from tiergate_resource_type y"
                    + " where y.tenant_id in (:tenants)";
    private static final String DECLARED = "select d.type_id, d.permission_id from tiergate_resource_type_permission d"
            + " join tiergate_resource_type y on y.id = d.type_id where y.tenant_id in (:tenants)";

    private final NamedParameterJdbcTemplate jdbc;
    private final SchemaName schema;

    DefinitionQueries(NamedParameterJdbcTemplate jdbc, SchemaName schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    TenantDefinitions all(Stamp stamp) {
        return read(stamp, null);
    }

    TenantDefinitions some(Stamp stamp, DefinitionKeys keys) {
        return read(stamp, keys);
    }

    private TenantDefinitions read(Stamp stamp, @Nullable DefinitionKeys keys) {
        Set<Long> visible = new HashSet<>(List.of(stamp.tenantId(), TenantTable.SHARED_ID));
        Set<Long> own = Set.of(stamp.tenantId());
        List<PermissionRow> permissions = new ArrayList<>();
        List<BundleRow> bundles = new ArrayList<>();
        Map<Long, Set<Long>> contents = new HashMap<>();
        List<GroupRow> groups = new ArrayList<>();
        List<HeldGrant> grants = new ArrayList<>();
        List<ResourceTypeRow> types = new ArrayList<>();
        Map<Long, Set<Long>> declared = new HashMap<>();
        Set<Long> bundleKeys = keys == null ? null : keys.bundles();
        Set<Long> groupKeys = keys == null ? null : keys.groups();
        Set<Long> typeKeys = keys == null ? null : keys.types();
        query(
                PERMISSIONS,
                visible,
                "p.id",
                keys == null ? null : keys.permissions(),
                row -> permissions.add(new PermissionRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6))));
        query(
                BUNDLES,
                visible,
                "b.id",
                bundleKeys,
                row -> bundles.add(new BundleRow(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4))));
        query(
                CONTENTS,
                visible,
                "c.bundle_id",
                bundleKeys,
                row -> contents.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                        .add(row.getLong(2)));
        query(
                GROUPS,
                own,
                "o.id",
                groupKeys,
                row -> groups.add(new GroupRow(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4))));
        query(GRANTS, own, "g.holder_group_id", groupKeys, row -> grants.add(HeldRows.grant(row, 0)));
        query(
                TYPES,
                visible,
                "y.id",
                typeKeys,
                row -> types.add(new ResourceTypeRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        HeldRows.longOrNull(row, 5),
                        row.getBoolean(6))));
        query(
                DECLARED,
                visible,
                "d.type_id",
                typeKeys,
                row -> declared.computeIfAbsent(row.getLong(1), id -> new HashSet<>())
                        .add(row.getLong(2)));
        return new TenantDefinitions(stamp, permissions, bundles, contents, groups, grants, types, declared);
    }

    private void query(
            String sql, Set<Long> tenants, String key, @Nullable Set<Long> keys, RowCallbackHandler handler) {
        if (keys == null) {
            jdbc.query(schema.in(sql), Map.of("tenants", tenants), handler);
        } else {
            Chunks.of(
                    keys,
                    some -> jdbc.query(
                            schema.in(sql + " and " + key + " in (:keys)"),
                            Map.of("tenants", tenants, "keys", some),
                            handler));
        }
    }
}
