package io.tiergate.store.jpa;

import io.tiergate.store.ResourceRow;
import io.tiergate.store.TreePath;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Resources with all that lies below them. */
final class Branches {

    private final Sql sql;
    private final ReferringTables referring;

    Branches(Sql sql, ReferringTables referring) {
        this.sql = sql;
        this.referring = referring;
    }

    long size(ResourceRow root) {
        return number("select count(*) from tiergate_resource where path >= ? and path < ?", root);
    }

    int depth(ResourceRow root) {
        long longest = number("select max(length(path)) from tiergate_resource where path >= ? and path < ?", root);
        return (int) longest / TreePath.WIDTH - root.path().depth() + 1;
    }

    void move(ResourceRow row, @Nullable ResourceRow parent, long order) {
        TreePath from = row.path();
        TreePath to = parent == null ? TreePath.root(row.id()) : parent.path().child(row.id());
        sql.change(
                "update tiergate_resource set path = concat(?, substring(path, ?)) where path >= ? and path < ?",
                to.text(),
                from.text().length() + 1,
                from.text(),
                from.end());
        sql.changeOne(
                "update tiergate_resource set parent_id = ?, sort_key = ? where id = ?",
                parent == null ? null : parent.id(),
                order,
                row.id());
    }

    /**
     * Level by level from below, as foreign keys are held at each row.
     *
     * @param lowest the depth of the lowest level
     */
    void delete(ResourceRow root, int lowest) {
        String text = root.path().text();
        String end = root.path().end();
        referring.guard(
                () -> {
                    for (int level = lowest; level > root.path().depth(); level--) {
                        sql.change(
                                "delete from tiergate_resource where path >= ? and path < ? and length(path) = ?",
                                text,
                                end,
                                level * TreePath.WIDTH);
                    }
                    sql.changeOne("delete from tiergate_resource where id = ?", root.id());
                },
                "select id from tiergate_resource where path >= ? and path < ?",
                text,
                end);
    }

    /** All trees of a tenant, which stand in nobody's order any more. */
    void deleteAll(long tenantId) {
        referring.guard(
                () -> {
                    sql.change("update tiergate_resource set parent_id = null where tenant_id = ?", tenantId);
                    sql.change("delete from tiergate_resource where tenant_id = ?", tenantId);
                },
                "select id from tiergate_resource where tenant_id = ?",
                tenantId);
    }

    /** Those of one level. */
    void deleteAll(List<Long> ids) {
        Chunks.of(ids, some -> {
            String keys = some.stream().map(String::valueOf).collect(Collectors.joining(", "));
            referring.guard(
                    () -> sql.changeAll("delete from tiergate_resource where id in (:keys)", some),
                    "select id from tiergate_resource where id in (" + keys + ")");
        });
    }

    private long number(String statement, ResourceRow root) {
        return Objects.requireNonNull(
                sql.find(
                        statement,
                        (row, number) -> row.getLong(1),
                        root.path().text(),
                        root.path().end()),
                "number");
    }
}
