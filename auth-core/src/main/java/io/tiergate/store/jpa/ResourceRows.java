package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.store.ResourceRow;
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

    private static final String RESOURCE =
            "select r.id, r.tenant_id, r.type_id, t.name, r.external_id, r.parent_id, r.path,"
                    + " r.sort_key, r.owner_subject_id, r.owner_group_id from tiergate_resource r"
                    + " join tiergate_resource_type t on t.id = r.type_id ";

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

    ResourceRows(Sql sql) {
        this.sql = sql;
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
                .collect(Collectors.groupingBy(Resource::type))
                .forEach((type, ofType) -> found.addAll(listOf(
                        "where r.tenant_id = :tenant and t.name = :type and r.external_id in (:keys)",
                        Map.of("tenant", tenantId, "type", type),
                        ofType.stream().map(Resource::id).toList())));
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
