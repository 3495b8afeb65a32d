package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.TenantTable;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Finds and adds the rows of resources. */
final class ResourceRows {

    // The name by a query of its own: where it is joined, MariaDB begins with the type, and reads all that are of it.
    private static final String RESOURCE = "select r.id, r.tenant_id, r.type_id,"
            + " (select t.name from tiergate_resource_type t where t.id = r.type_id), r.external_id, r.parent_id, r.path,"
            + " r.sort_key, r.owner_subject_id, r.owner_group_id from tiergate_resource r ";

    /** Of the tenant's own types and of the shared ones, among which a name stands once. */
    private static final String OF_TYPE = "where r.tenant_id = :tenant and r.type_id = (select y.id from"
            + " tiergate_resource_type y where y.tenant_id in (:tenant, " + TenantTable.SHARED_ID
            + ") and y.name = :type) and r.external_id in (:keys)";

    private static final RowMapper<ResourceRow> ROW = (row, number) -> new ResourceRow(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            Resource.of(row.getString(4), row.getString(5)),
            HeldRows.longOrNull(row, 6),
            new TreePath(row.getString(7)),
            row.getLong(8),
            HeldRows.longOrNull(row, 9),
            HeldRows.longOrNull(row, 10));

    private static final String INSERT =
            "insert into tiergate_resource (id, tenant_id, type_id, external_id, parent_id,"
                    + " path, sort_key, owner_subject_id, owner_group_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Sql sql;

    /** For more, all resources of the type are looked through: by PostgreSQL where it knows little of them, by H2 always. */
    private final int idsAtOnce;

    ResourceRows(Sql sql, Vendor vendor) {
        this.sql = sql;
        this.idsAtOnce = vendor == Vendor.H2 ? 1 : 100;
    }

    List<ResourceRow> list(String where, @Nullable Object... values) {
        return sql.list(RESOURCE + where, ROW, values);
    }

    @Nullable
    ResourceRow find(String where, @Nullable Object... values) {
        return sql.find(RESOURCE + where, ROW, values);
    }

    List<ResourceRow> listOf(String where, Map<String, ?> values, Collection<?> keys) {
        return sql.listOf(RESOURCE + where, ROW, values, keys);
    }

    /** Those that are registered, by a statement or more for each type. */
    List<ResourceRow> find(long tenantId, Collection<Resource> resources) {
        List<ResourceRow> found = new ArrayList<>();
        resources.stream()
                .distinct()
                .collect(Collectors.groupingBy(Resource::type, Collectors.mapping(Resource::id, Collectors.toList())))
                .forEach((type, ids) -> Chunks.of(
                        ids,
                        idsAtOnce,
                        some -> found.addAll(listOf(OF_TYPE, Map.of("tenant", tenantId, "type", type), some))));
        return found;
    }

    void insert(List<ResourceRow> rows) {
        Chunks.of(
                rows,
                some -> sql.changeEach(
                        INSERT, some.stream().map(ResourceRows::values).toList()));
    }

    private static @Nullable Object[] values(ResourceRow row) {
        return new @Nullable Object[] {
            row.id(),
            row.tenantId(),
            row.typeId(),
            row.resource().id(),
            row.parentId(),
            row.path().text(),
            row.order(),
            row.ownerSubjectId(),
            row.ownerGroupId()
        };
    }
}
