package io.tiergate.store.jpa;

import io.tiergate.Tenant;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the change log back. */
final class LoggedChanges {

    private final Sql sql;

    LoggedChanges(Sql sql) {
        this.sql = sql;
    }

    List<ChangeSet> after(long tenantId, long revision, int limit) {
        List<Head> heads = sql.list(
                "select id, tenant_key, revision, actor, changed_at, reason from tiergate_change_set"
                        + " where tenant_id = ? and revision > ? order by revision limit " + limit,
                (row, number) -> new Head(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6)),
                tenantId,
                revision);
        Map<Long, List<Change>> changes = new HashMap<>();
        sql.listOf(
                        "select change_set_id, kind, operation, object_id, subject_id, group_id, resource_id,"
                                + " before_state, after_state from tiergate_change where change_set_id in (:keys)"
                                + " order by change_set_id, ordinal",
                        (row, number) -> Map.entry(row.getLong(1), change(row)),
                        heads.stream().map(Head::id).toList())
                .forEach(change -> changes.computeIfAbsent(change.getKey(), id -> new ArrayList<>())
                        .add(change.getValue()));
        return heads.stream()
                .map(head -> head.with(changes.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                Change.Kind.valueOf(row.getString(2)),
                Change.Operation.valueOf(row.getString(3)),
                row.getLong(4),
                HeldRows.longOrNull(row, 5),
                HeldRows.longOrNull(row, 6),
                HeldRows.longOrNull(row, 7),
                row.getString(8),
                row.getString(9));
    }

    /** A change set without its changes. */
    private record Head(
            long id,
            String tenantKey,
            long revision,
            @Nullable String actor,
            long changedAt,
            @Nullable String reason) {

        ChangeSet with(List<Change> changes) {
            return new ChangeSet(
                    Tenant.of(tenantKey), revision, Actors.subject(actor), Times.instant(changedAt), reason, changes);
        }
    }
}
