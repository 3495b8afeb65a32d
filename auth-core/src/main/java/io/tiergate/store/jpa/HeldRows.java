package io.tiergate.store.jpa;

import io.tiergate.Effect;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Grants and memberships as plain SQL selects them for decisions. */
final class HeldRows {

    static final String GRANT =
            "g.id, g.holder_group_id, g.holder_subject_id, g.permission_id, g.bundle_id, g.wildcard,"
                    + " g.resource_id, g.effect, g.valid_from, g.valid_until, g.granted_by, g.granted_at, g.reason";

    static final String MEMBERSHIP =
            "m.id, m.group_id, m.subject_id, m.valid_from, m.valid_until, m.added_by, m.added_at, m.reason";

    private HeldRows() {}

    /** @param before how many columns stand before those of {@link #GRANT} */
    static HeldGrant grant(ResultSet row, int before) throws SQLException {
        Long groupId = longOrNull(row, before + 2);
        return new HeldGrant(
                row.getLong(before + 1),
                groupId != null,
                groupId == null ? row.getLong(before + 3) : groupId,
                longOrNull(row, before + 4),
                longOrNull(row, before + 5),
                row.getString(before + 6),
                longOrNull(row, before + 7),
                Effect.valueOf(row.getString(before + 8)),
                Times.validity(longOrNull(row, before + 9), longOrNull(row, before + 10)),
                Actors.subject(row.getString(before + 11)),
                Times.instant(row.getLong(before + 12)),
                row.getString(before + 13));
    }

    /** @param before how many columns stand before those of {@link #MEMBERSHIP} */
    static HeldMembership membership(ResultSet row, int before) throws SQLException {
        return new HeldMembership(
                row.getLong(before + 1),
                row.getLong(before + 2),
                row.getLong(before + 3),
                Times.validity(longOrNull(row, before + 4), longOrNull(row, before + 5)),
                Actors.subject(row.getString(before + 6)),
                Times.instant(row.getLong(before + 7)),
                row.getString(before + 8));
    }

    static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
