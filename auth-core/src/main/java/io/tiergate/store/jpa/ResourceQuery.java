package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.schema.Vendor;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One resource with those above it and the grants on them, in one statement, so that all of it is of one state: a row for
 * each resource from the one that is asked for up, and a row for each grant.
 */
final class ResourceQuery {

    static final int PART = 1;
    static final int LEVEL = 1 + DecisionQueries.STAMP_COLUMNS + 1;
    static final int EXTRA = LEVEL + 7;
    static final int GRANT = EXTRA;

    static final int PLACE = 1;
    static final int HELD = 2;

    private static final String UP = "with recursive up (id, parent_id, type_id, external_id, owner_subject_id,"
            + " owner_group_id, height) as (select r.id, r.parent_id, r.type_id, r.external_id, r.owner_subject_id,"
            + " r.owner_group_id, 0 from tiergate_tenant t"
            + " join tiergate_resource_type y on y.name = ? and y.tenant_id in (t.id, " + TenantTable.SHARED_ID + ")"
            + " join tiergate_resource r on r.tenant_id = t.id and r.type_id = y.id and r.external_id = ?"
            + " where t.tenant_key = ?"
            + " union all select p.id, p.parent_id, p.type_id, p.external_id, p.owner_subject_id, p.owner_group_id,"
            + " up.height + 1 from up join tiergate_resource p on p.id = up.parent_id) ";

    private static final String PLACES = "select " + PLACE + ", " + DecisionQueries.STAMP
            + ", up.height, up.id, up.type_id, k.name, up.external_id, up.owner_subject_id, up.owner_group_id, (";

    static final String THE_SUBJECT =
            "select u.id from tiergate_subject u where u.tenant_id = t.id and u.subject_type = ? and u.subject_id = ?";

    static final String AN_UNNUMBERED_SET =
            "select w.id from tiergate_change_set w where w.tenant_id = t.id and w.revision is null limit 1";

    static final String REST_OF_PLACES = ")"
            + ", null, null, null, null, null, null, null, null, null, null, null, null, null"
            + DecisionQueries.STAMP_FROM
            + " left join up on up.id is not null left join tiergate_resource_type k on k.id = up.type_id"
            + DecisionQueries.STAMP_WHERE;

    private static final String GRANTS = "select " + HELD
            + ", null, null, null, null, null, null, null, null, null, null, null, null, null, " + HeldRows.GRANT
            + " from ";

    private static final String HOLDERS =
            " join tiergate_subject u on u.id = g.holder_subject_id" + " join tiergate_tenant t on t.id = u.tenant_id";

    private static final String BY_SUBJECT = "t.tenant_key = ? and u.subject_type = ? and u.subject_id = ?";

    private static final String BY_GROUPS = "g.holder_subject_id is null and g.holder_group_id in ("
            + "select m.group_id from tiergate_group_member m join tiergate_subject u on u.id = m.subject_id"
            + " join tiergate_tenant t on t.id = u.tenant_id"
            + " where t.tenant_key = ? and u.subject_type = ? and u.subject_id = ?"
            + " union all select o.id from tiergate_group o join tiergate_tenant t on t.id = o.tenant_id"
            + " where t.tenant_key = ? and o.name in ('everyone', 'authenticated'))";

    private final String forSubject;
    private final String forAll;

    ResourceQuery(Vendor vendor, SchemaName schema) {
        forSubject = schema.in(UP + PLACES + THE_SUBJECT + REST_OF_PLACES + " union all " + grantsThatMayApply(vendor));
        forAll = schema.in(UP + PLACES + AN_UNNUMBERED_SET + REST_OF_PLACES + " union all (" + allGrants(vendor)
                + " fetch first ");
    }

    static String allGrants(Vendor vendor) {
        return grants(vendor, "", "");
    }

    /** Takes the key of the tenant, the type and the id of the subject, twice, and the key of the tenant once more. */
    static String grantsThatMayApply(Vendor vendor) {
        return grants(vendor, HOLDERS, BY_SUBJECT) + " union all " + grants(vendor, "", BY_GROUPS);
    }

    /**
     * Those on what {@code up} has. PostgreSQL takes that for a hundred resources, and would read all grants for them where
     * there are some ten thousand; of the elements of an array it expects ten.
     */
    private static String grants(Vendor vendor, String joins, String condition) {
        String from = vendor == Vendor.POSTGRESQL
                ? "tiergate_grant g" + joins + " where g.resource_id = any(array(select up.id from up))"
                : "up join tiergate_grant g on g.resource_id = up.id" + joins;
        if (condition.isEmpty()) {
            return GRANTS + from;
        }
        return GRANTS + from + (vendor == Vendor.POSTGRESQL ? " and " : " where ") + condition;
    }

    /** With the grants that may apply to the subject. */
    ResourceHoldings read(JdbcTemplate jdbc, Tenant tenant, Resource resource, Subject subject, boolean uncommitted) {
        Found found = read(
                jdbc,
                forSubject,
                uncommitted,
                resource.type(),
                resource.id(),
                tenant.key(),
                subject.type(),
                subject.id(),
                tenant.key(),
                tenant.key(),
                subject.type(),
                subject.id(),
                tenant.key(),
                subject.type(),
                subject.id(),
                tenant.key());
        return holdings(found, found.extra == null ? 0 : found.extra, true, false);
    }

    /** With all grants, but no more than so many. */
    ResourceHoldings read(JdbcTemplate jdbc, Tenant tenant, Resource resource, int limit, boolean uncommitted) {
        Found found = read(
                jdbc,
                forAll + (limit + 1L) + " rows only)",
                uncommitted,
                resource.type(),
                resource.id(),
                tenant.key(),
                tenant.key());
        return holdings(found, 0, found.grants.size() <= limit, found.extra != null);
    }

    private static ResourceHoldings holdings(Found found, long subjectId, boolean complete, boolean unnumbered) {
        Stamp stamp = found.stamp;
        if (stamp == null) {
            throw new IllegalStateException("The tables of Tiergate have lost the revision of 'shared'");
        }
        return new ResourceHoldings(
                stamp,
                List.copyOf(found.way.values()),
                complete ? List.copyOf(found.grants) : List.of(),
                subjectId,
                complete,
                unnumbered);
    }

    private static Found read(JdbcTemplate jdbc, String sql, boolean uncommitted, Object... values) {
        return Objects.requireNonNull(jdbc.query(
                sql,
                rows -> {
                    Found found = new Found();
                    while (rows.next()) {
                        found.add(rows, uncommitted);
                    }
                    return found;
                },
                values));
    }

    /** What the rows say, which come in no order. */
    private static final class Found {

        private final SortedMap<Integer, PlacedResource> way = new TreeMap<>(Comparator.reverseOrder());
        private final List<HeldGrant> grants = new ArrayList<>();
        private @Nullable Stamp stamp;
        private @Nullable Long extra;

        void add(ResultSet row, boolean uncommitted) throws SQLException {
            if (row.getInt(PART) == HELD) {
                grants.add(HeldRows.grant(row, GRANT));
                return;
            }
            stamp = DecisionQueries.stamp(row, PART, uncommitted);
            extra = HeldRows.longOrNull(row, EXTRA);
            Long id = HeldRows.longOrNull(row, LEVEL + 1);
            if (id != null) {
                way.put(row.getInt(LEVEL), placed(row, id));
            }
        }
    }

    static PlacedResource placed(ResultSet row, long id) throws SQLException {
        return new PlacedResource(
                id,
                row.getLong(LEVEL + 2),
                Resource.of(row.getString(LEVEL + 3), row.getString(LEVEL + 4)),
                HeldRows.longOrNull(row, LEVEL + 5),
                HeldRows.longOrNull(row, LEVEL + 6));
    }
}
