package io.tiergate.store.jpa;

import io.tiergate.resource.AllowedSql;
import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.ResourceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The resources that pass a filter. */
final class ListedRows {

    private final Sql sql;
    private final ResourceRows rows;
    private final AllowedSql allowed;

    ListedRows(Sql sql, ResourceRows rows, Vendor vendor) {
        this.sql = sql;
        this.rows = rows;
        // Its tables get their schema with all others of the statement.
        this.allowed = new AllowedSql(vendor, null);
    }

    List<ResourceRow> page(ResourceFilter filter, long offset, int limit) {
        if (filter.isNothing()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        values.add(limit);
        values.add(offset);
        return rows.list(where + " order by r.id limit ? offset ?", values.toArray());
    }

    long count(ResourceFilter filter) {
        if (filter.isNothing()) {
            return 0;
        }
        List<Object> values = new ArrayList<>();
        String where = where(filter, values);
        return Objects.requireNonNull(sql.find(
                "select count(*) from tiergate_resource r " + where,
                (row, number) -> row.getLong(1),
                values.toArray()));
    }

    private String where(ResourceFilter filter, List<Object> values) {
        AllowedSql.Condition condition = allowed.onRow(filter.allowed(), "r");
        StringBuilder where = new StringBuilder("where r.tenant_id = ? and ").append(condition.text());
        values.add(filter.tenantId());
        values.addAll(condition.values());
        List<String> ids = filter.ids();
        if (ids != null) {
            where.append(" and ").append(in("r.external_id", ids, values));
        }
        ResourceFilter.Owners owners = filter.owners();
        if (owners != null) {
            where.append(" and (")
                    .append(in("r.owner_subject_id", owners.subjectIds(), values))
                    .append(" or ")
                    .append(in("r.owner_group_id", owners.groupIds(), values))
                    .append(')');
        }
        return where.toString();
    }

    private static String in(String column, Collection<?> wanted, List<Object> values) {
        if (wanted.isEmpty()) {
            return "1 = 0";
        }
        values.addAll(wanted);
        return column + " in (" + wanted.stream().map(any -> "?").collect(Collectors.joining(", ")) + ")";
    }
}
