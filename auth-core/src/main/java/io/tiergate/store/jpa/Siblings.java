package io.tiergate.store.jpa;

import io.tiergate.store.ResourceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * The order of those that have one parent, or that are the roots of a tenant. All columns of the index stand in the order, since
 * PostgreSQL takes a column that is null for one that is not fixed.
 */
final class Siblings {

    /** Room for 32 insertions at one place, and for 2,000,000,000 at the end. */
    static final long GAP = 1L << 32;

    private static final String FORWARDS = " order by r.parent_id, r.tenant_id, r.sort_key, r.id";

    private static final RowMapper<Mark> MARK = (row, number) -> new Mark(row.getLong(1), row.getLong(2));

    private final Sql sql;
    private final ResourceRows rows;

    Siblings(Sql sql, ResourceRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    long count(long tenantId, @Nullable Long parentId) {
        return count(of(tenantId, parentId, ""));
    }

    List<ResourceRow> page(long tenantId, @Nullable Long parentId, long offset, int limit) {
        Selection all = of(tenantId, parentId, FORWARDS + " limit ? offset ?", limit, offset);
        return rows.list(all.where(), all.values());
    }

    /** Those below any of these parents, by parent and in their order. */
    List<ResourceRow> below(Collection<Long> parentIds, int limit) {
        List<ResourceRow> found = new ArrayList<>();
        Chunks.of(parentIds, some -> {
            if (found.size() < limit) {
                found.addAll(rows.listOf(
                        "where r.parent_id in (:keys)" + FORWARDS + " limit :limit",
                        Map.of("limit", limit - found.size()),
                        some));
            }
        });
        return found;
    }

    long positionOf(ResourceRow row) {
        return 1
                + count(of(
                        row.tenantId(),
                        row.parentId(),
                        " and r.sort_key <= ? and (r.sort_key < ? or r.id < ?)",
                        row.order(),
                        row.order(),
                        row.id()));
    }

    long orderAtEnd(long tenantId, @Nullable Long parentId) {
        Mark last = mark(of(
                tenantId,
                parentId,
                " order by r.parent_id desc, r.tenant_id desc, r.sort_key desc, r.id desc limit 1"));
        return last == null ? 0 : Math.addExact(last.order(), GAP);
    }

    @Nullable
    Long orderAt(long tenantId, @Nullable Long parentId, long position, @Nullable ResourceRow moved) {
        String others = moved == null ? "" : " and r.id <> " + moved.id();
        Mark next = mark(of(tenantId, parentId, others + FORWARDS + " limit 1 offset ?", position - 1));
        if (position == 1) {
            return next == null ? 0 : Math.subtractExact(next.order(), GAP);
        }
        Mark previous = mark(of(tenantId, parentId, others + FORWARDS + " limit 1 offset ?", position - 2));
        if (previous == null) {
            return null;
        }
        if (next == null) {
            return Math.addExact(previous.order(), GAP);
        }
        if (next.order() - previous.order() < 2) {
            shift(tenantId, parentId, next);
            return Math.addExact(previous.order(), GAP);
        }
        return previous.order() + (next.order() - previous.order()) / 2;
    }

    void reorder(ResourceRow row, long order) {
        sql.changeOne("update tiergate_resource set sort_key = ? where id = ?", order, row.id());
    }

    /** Those from the mark on: so many as come after it. */
    private void shift(long tenantId, @Nullable Long parentId, Mark from) {
        Selection rest = of(
                tenantId,
                parentId,
                " and r.sort_key >= ? and (r.sort_key > ? or r.id >= ?)",
                from.order(),
                from.order(),
                from.id());
        List<Object> values = new ArrayList<>(List.of(2 * GAP));
        values.addAll(List.of(rest.values()));
        // Not every database takes another name for a table that is updated.
        sql.change(
                "update tiergate_resource set sort_key = sort_key + ? "
                        + rest.where().replace("r.", ""),
                values.toArray());
    }

    private long count(Selection of) {
        return Objects.requireNonNull(
                sql.find(
                        "select count(*) from tiergate_resource r " + of.where(),
                        (row, n) -> row.getLong(1),
                        of.values()),
                "count");
    }

    private @Nullable Mark mark(Selection of) {
        return sql.find("select r.sort_key, r.id from tiergate_resource r " + of.where(), MARK, of.values());
    }

    private static Selection of(long tenantId, @Nullable Long parentId, String rest, Object... values) {
        List<Object> all = new ArrayList<>(List.of(tenantId));
        if (parentId != null) {
            all.add(parentId);
        }
        all.addAll(List.of(values));
        return new Selection(
                "where r.tenant_id = ? and r.parent_id " + (parentId == null ? "is null" : "= ?") + rest,
                all.toArray());
    }

    /** A place in the order. */
    private record Mark(long order, long id) {}

    /** What follows the table in a statement, and the values in it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Selection(String where, Object[] values) {}
}
