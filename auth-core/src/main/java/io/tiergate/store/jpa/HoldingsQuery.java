package io.tiergate.store.jpa;

import io.tiergate.Effect;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.schema.Vendor;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What one subject holds everywhere, in one statement, so that all of it is of one state: a row for each grant and each membership, or
 * one with neither, and each with what all share.
 */
final class HoldingsQuery {

    private static final int GRANT = 1;
    private static final int MEMBERSHIP = 2;
    private static final int UNNUMBERED = 3;

    private static final String COMMON = "select " + DecisionQueries.STAMP + ", u.id, u.suspended, ";

    private static final String FROM = DecisionQueries.STAMP_FROM
            + " left join tiergate_subject u on u.tenant_id = t.id and u.subject_type = ? and u.subject_id = ?";

    private static final int PART = DecisionQueries.STAMP_COLUMNS + 3;
    private static final int KEY = PART + 1;

    private final String alone;
    private final String inTransaction;

    HoldingsQuery(Vendor vendor, SchemaName schema) {
        alone = schema.in(vendor == Vendor.POSTGRESQL ? lateral(false) : parts(false));
        inTransaction = schema.in(vendor == Vendor.POSTGRESQL ? lateral(true) : parts(true));
    }

    /** One index scan for each table: PostgreSQL takes longer to begin a join than to read its rows. */
    private static String lateral(boolean unnumbered) {
        return COMMON + "h.*" + FROM + " left join lateral ("
                + "select " + GRANT
                + " as part, g.id, g.permission_id, g.bundle_id, g.wildcard, g.effect, g.valid_from,"
                + " g.valid_until, g.granted_by, g.granted_at, g.reason"
                + " from tiergate_grant g where g.holder_subject_id = u.id and g.tenant_id = t.id"
                + " and g.resource_id is null"
                + " union all select " + MEMBERSHIP + ", m.id, m.group_id, null, null, null, m.valid_from,"
                + " m.valid_until, m.added_by, m.added_at, m.reason"
                + " from tiergate_group_member m where m.subject_id = u.id"
                + (unnumbered
                        ? " union all select " + UNNUMBERED
                                + ", w.id, null, null, null, null, null, null, null, null, null"
                                + " from (select id from tiergate_change_set"
                                + " where tenant_id = t.id and revision is null limit 1) w"
                        : "")
                + ") h on true" + DecisionQueries.STAMP_WHERE;
    }

    /** The same where subselects cannot refer to the tables beside them. */
    private static String parts(boolean unnumbered) {
        String key = "g.id, m.id";
        String parts = "select " + GRANT + " as part union all select " + MEMBERSHIP;
        String join = " left join (" + parts + ") p on u.id is not null";
        if (unnumbered) {
            key += ", case when p.part = " + UNNUMBERED + " then (select w.id from tiergate_change_set w"
                    + " where w.tenant_id = t.id and w.revision is null limit 1) end";
            join = " join (" + parts + " union all select " + UNNUMBERED + ") p on p.part = " + UNNUMBERED
                    + " or u.id is not null";
        }
        return COMMON + "p.part, coalesce(" + key + "), coalesce(g.permission_id, m.group_id), g.bundle_id, g.wildcard,"
                + " g.effect, coalesce(g.valid_from, m.valid_from), coalesce(g.valid_until, m.valid_until),"
                + " coalesce(g.granted_by, m.added_by), coalesce(g.granted_at, m.added_at), coalesce(g.reason, m.reason)"
                + FROM + join
                + " left join tiergate_grant g on p.part = " + GRANT
                + " and g.holder_subject_id = u.id and g.tenant_id = t.id and g.resource_id is null"
                + " left join tiergate_group_member m on p.part = " + MEMBERSHIP + " and m.subject_id = u.id"
                + DecisionQueries.STAMP_WHERE;
    }

    /**
     * @param within whether a transaction may show change sets that have no revision, of whose end nobody knows; else they
     *     are not looked for
     */
    SubjectHoldings read(JdbcTemplate jdbc, Tenant tenant, Subject subject, boolean uncommitted, boolean within) {
        return Objects.requireNonNull(jdbc.query(
                within ? inTransaction : alone,
                rows -> {
                    return holdings(rows, uncommitted);
                },
                tenant.key(),
                subject.type(),
                subject.id()));
    }

    private static SubjectHoldings holdings(ResultSet rows, boolean uncommitted) throws SQLException {
        if (!rows.next()) {
            throw new IllegalStateException("The tables of Tiergate have lost the revision of 'shared'");
        }
        Stamp stamp = DecisionQueries.stamp(rows, uncommitted);
        long subjectId = rows.getLong(PART - 2);
        boolean suspended = rows.getBoolean(PART - 1);
        List<HeldGrant> grants = new ArrayList<>();
        List<HeldMembership> memberships = new ArrayList<>();
        boolean unnumbered = false;
        do {
            long key = rows.getLong(KEY);
            if (!rows.wasNull()) {
                int part = rows.getInt(PART);
                if (part == GRANT) {
                    grants.add(grant(rows, key, subjectId));
                } else if (part == MEMBERSHIP) {
                    memberships.add(membership(rows, key, subjectId));
                } else {
                    unnumbered = true;
                }
            }
        } while (rows.next());
        return new SubjectHoldings(
                stamp, subjectId, suspended, List.copyOf(grants), List.copyOf(memberships), unnumbered);
    }

    private static HeldGrant grant(ResultSet row, long key, long subjectId) throws SQLException {
        return new HeldGrant(
                key,
                false,
                subjectId,
                HeldRows.longOrNull(row, KEY + 1),
                HeldRows.longOrNull(row, KEY + 2),
                row.getString(KEY + 3),
                null,
                Effect.valueOf(row.getString(KEY + 4)),
                Times.validity(HeldRows.longOrNull(row, KEY + 5), HeldRows.longOrNull(row, KEY + 6)),
                Actors.subject(row.getString(KEY + 7)),
                Times.instant(row.getLong(KEY + 8)),
                row.getString(KEY + 9));
    }

    private static HeldMembership membership(ResultSet row, long key, long subjectId) throws SQLException {
        return new HeldMembership(
                key,
                row.getLong(KEY + 1),
                subjectId,
                Times.validity(HeldRows.longOrNull(row, KEY + 5), HeldRows.longOrNull(row, KEY + 6)),
                Actors.subject(row.getString(KEY + 7)),
                Times.instant(row.getLong(KEY + 8)),
                row.getString(KEY + 9));
    }
}
