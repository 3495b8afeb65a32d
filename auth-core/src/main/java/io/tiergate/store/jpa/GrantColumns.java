package io.tiergate.store.jpa;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.store.GrantRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A grant as the administration selects it, with the names that it refers to. */
final class GrantColumns {

    private GrantColumns() {}

    /**
     * Id, tenant; key, type and id of the subject; key and name of the group, of the permission and of the bundle;
     * wildcard, effect, from, until, by, at, reason; key, type and id of the resource.
     */
    static GrantRow row(ResultSet row, int number) throws SQLException {
        long id = row.getLong(1);
        Grant grant = new Grant(
                holder(id, row.getString(4), row.getString(5), row.getString(7)),
                what(id, row.getString(9), row.getString(11), row.getString(12)),
                resource(row.getString(20), row.getString(21)),
                Effect.valueOf(row.getString(13)),
                Times.validity(HeldRows.longOrNull(row, 14), HeldRows.longOrNull(row, 15)),
                row.getString(18));
        return new GrantRow(
                new RecordedGrant(id, grant, Actors.subject(row.getString(16)), Times.instant(row.getLong(17))),
                row.getLong(2),
                HeldRows.longOrNull(row, 3),
                HeldRows.longOrNull(row, 6),
                HeldRows.longOrNull(row, 8),
                HeldRows.longOrNull(row, 10),
                HeldRows.longOrNull(row, 19));
    }

    private static Holder holder(long id, @Nullable String type, @Nullable String key, @Nullable String group) {
        if (type != null && key != null) {
            return Subject.of(type, key);
        }
        if (group != null) {
            return Group.of(group);
        }
        throw new IllegalStateException("The grant " + id + " has no holder");
    }

    private static @Nullable Resource resource(@Nullable String type, @Nullable String key) {
        return type == null || key == null ? null : Resource.of(type, key);
    }

    private static What what(long id, @Nullable String permission, @Nullable String bundle, @Nullable String wildcard) {
        if (permission != null) {
            return new What(What.Kind.PERMISSION, permission);
        }
        if (wildcard != null) {
            return new What(What.Kind.WILDCARD, wildcard);
        }
        if (bundle != null) {
            return new What(What.Kind.BUNDLE, bundle);
        }
        throw new IllegalStateException("The grant " + id + " grants nothing");
    }
}
