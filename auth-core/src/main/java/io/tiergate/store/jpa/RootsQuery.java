package io.tiergate.store.jpa;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.schema.Vendor;
import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import io.tiergate.store.TreePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What one subject may hold on resources, in one statement, so that all of it is of one state. */
final class RootsQuery {

    private static final int PART = 1;
    private static final int SUBJECT = PART + DecisionQueries.STAMP_COLUMNS + 1;
    private static final int UNNUMBERED = SUBJECT + 1;
    private static final int OTHER_TENANT = UNNUMBERED + 1;
    private static final int PATH = OTHER_TENANT + 14;
    private static final int OWNED_COUNT = PATH + 1;
    private static final int TOTAL_COUNT = OWNED_COUNT + 1;

    private static final int STATE = 1;
    private static final int HELD = 2;

    private static final String SUBJECTS = "u.subject_type = :type and u.subject_id = :id";

    private static final String STATES = "select " + STATE + ", " + DecisionQueries.STAMP
            + ", (select u.id from tiergate_subject u where u.tenant_id = t.id and " + SUBJECTS + ")"
            + ", (select w.id from tiergate_change_set w where w.tenant_id = t.id and w.revision is null limit 1)"
            + ", (select o.id from tiergate_tenant o where o.id <> t.id and o.id <> " + TenantTable.SHARED_ID
            + " limit 1), null, null, null, null, null, null, null, null, null, null, null, null, null, %s"
            + DecisionQueries.STAMP_FROM.replace("?", ":tenant") + DecisionQueries.STAMP_WHERE;

    private static final String GRANTS = "select " + HELD + ", null, null, null, null, null, null, null, null, "
            + HeldRows.GRANT + ", r.path, null, null from ";

    private static final String ON = " join tiergate_resource r on r.id = g.resource_id";

    private static final String OF_SUBJECT =
            " where t.tenant_key = :tenant and " + SUBJECTS + " and g.resource_id is not null";

    private static final String BY_SUBJECT = GRANTS + "tiergate_tenant t"
            + " join tiergate_subject u on u.tenant_id = t.id"
            + " join tiergate_grant g on g.holder_subject_id = u.id" + ON + OF_SUBJECT;

    private static final String BY_GROUPS = GRANTS + "tiergate_tenant t"
            + " join tiergate_subject u on u.tenant_id = t.id"
            + " join tiergate_group_member m on m.subject_id = u.id"
            + " join tiergate_grant g on g.holder_group_id = m.group_id" + ON + OF_SUBJECT;

    private static final String BY_BUILT_IN = GRANTS + "tiergate_tenant t"
            + " join tiergate_group o on o.tenant_id = t.id"
            + " join tiergate_grant g on g.holder_group_id = o.id" + ON
            + " where t.tenant_key = :tenant and o.name in ('everyone', 'authenticated') and g.resource_id is not null";

    /** PostgreSQL expects that a group holds many of the grants where groups hold none, and would read all there are. */
    private static final String BY_SOME_GROUPS = GRANTS + "tiergate_grant g" + ON
            + " where g.holder_group_id = any (array(%s)) and g.resource_id is not null";

    private static final String BY_GROUPS_FOUND_FIRST = String.format(
            BY_SOME_GROUPS,
            "select m.group_id from tiergate_tenant t join tiergate_subject u on u.tenant_id = t.id"
                    + " join tiergate_group_member m on m.subject_id = u.id where t.tenant_key = :tenant and "
                    + SUBJECTS);

    private static final String BY_BUILT_IN_FOUND_FIRST = String.format(
            BY_SOME_GROUPS,
            "select o.id from tiergate_tenant t join tiergate_group o on o.tenant_id = t.id"
                    + " where t.tenant_key = :tenant and o.name in ('everyone', 'authenticated')");

    private static final String OWNED = "(select count(*) from (select 1 from tiergate_subject u"
            + " join tiergate_resource x on x.owner_subject_id = u.id where u.tenant_id = t.id and " + SUBJECTS
            + " limit " + (HeldRoots.COUNTED + 1) + ") y) + (select count(*) from (select 1 from tiergate_subject u"
            + " join tiergate_group_member m on m.subject_id = u.id"
            + " join tiergate_resource x on x.owner_group_id = m.group_id where u.tenant_id = t.id and " + SUBJECTS
            + " limit " + (HeldRoots.COUNTED + 1) + ") y)";

    /** Without a limit: that would be in a table that is made, which may not refer to another one on MariaDB. */
    private static final String ALL_OWNED = "(select count(*) from tiergate_subject u"
            + " join tiergate_resource x on x.owner_subject_id = u.id where u.tenant_id = t.id and " + SUBJECTS
            + ") + (select count(*) from tiergate_subject u join tiergate_group_member m on m.subject_id = u.id"
            + " join tiergate_resource x on x.owner_group_id = m.group_id where u.tenant_id = t.id and " + SUBJECTS
            + ")";

    /** As PostgreSQL knows it from when it last looked. */
    private static final String TOTAL_OF_ALL = "(select cast(c.reltuples as bigint) from pg_catalog.pg_class c"
            + " where c.oid = (select x.tableoid from tiergate_resource x limit 1))";

    private final Vendor vendor;
    private final SchemaName schema;

    RootsQuery(Vendor vendor, SchemaName schema) {
        this.vendor = vendor;
        this.schema = schema;
    }

    HeldRoots read(NamedParameterJdbcTemplate jdbc, Tenant tenant, Subject subject, int limit, boolean uncommitted) {
        HeldRoots roots = Objects.requireNonNull(jdbc.query(
                schema.in(sql(limit)),
                Map.of("tenant", tenant.key(), "type", subject.type(), "id", subject.id()),
                rows -> {
                    return roots(rows, limit, uncommitted);
                }));
        return vendor == Vendor.H2 || roots.roots().isEmpty()
                ? roots
                : new RootCounts(jdbc.getJdbcOperations(), vendor, schema).counted(roots);
    }

    private String sql(int limit) {
        String few = " fetch first " + (limit + 1L) + " rows only)";
        boolean postgresql = vendor == Vendor.POSTGRESQL;
        return String.format(STATES, "null, " + counts())
                + " union all (" + BY_SUBJECT + few
                + " union all (" + (postgresql ? BY_GROUPS_FOUND_FIRST : BY_GROUPS) + few
                + " union all (" + (postgresql ? BY_BUILT_IN_FOUND_FIRST : BY_BUILT_IN) + few;
    }

    /** How many the subject and its groups own, and about how many resources there are. */
    private String counts() {
        return switch (vendor) {
            case POSTGRESQL -> OWNED + ", " + TOTAL_OF_ALL;
            case MARIADB ->
                ALL_OWNED + ", (select c.table_rows from information_schema.tables c where c.table_schema = "
                        + schema.asValue() + " and c.table_name = concat('tiergate', '_resource'))";
            case H2 -> "null, null";
        };
    }

    private static HeldRoots roots(ResultSet rows, int limit, boolean uncommitted) throws SQLException {
        Stamp stamp = null;
        Long subjectId = null;
        boolean unnumbered = false;
        boolean onlyTenant = false;
        HeldRoots.Counted counted = HeldRoots.Counted.NOTHING;
        List<HeldRoot> roots = new ArrayList<>();
        // A group of two memberships, which differ in their validity, comes twice.
        while (rows.next()) {
            if (rows.getInt(PART) == STATE) {
                stamp = DecisionQueries.stamp(rows, PART, uncommitted);
                subjectId = HeldRows.longOrNull(rows, SUBJECT);
                unnumbered = HeldRows.longOrNull(rows, UNNUMBERED) != null;
                onlyTenant = HeldRows.longOrNull(rows, OTHER_TENANT) == null;
                counted = new HeldRoots.Counted(owned(rows), rows.getLong(TOTAL_COUNT));
            } else {
                roots.add(new HeldRoot(
                        HeldRows.grant(rows, OTHER_TENANT), new TreePath(rows.getString(PATH)), HeldRoots.UNCOUNTED));
            }
        }
        return new HeldRoots(
                stampIn(stamp),
                subjectId == null ? 0 : subjectId,
                roots.size() <= limit ? List.copyOf(roots) : List.of(),
                roots.size() <= limit,
                counted,
                onlyTenant,
                unnumbered);
    }

    private static int owned(ResultSet rows) throws SQLException {
        Long count = HeldRows.longOrNull(rows, OWNED_COUNT);
        return count == null ? HeldRoots.UNCOUNTED : count > HeldRoots.COUNTED ? HeldRoots.MANY : count.intValue();
    }

    private static Stamp stampIn(@Nullable Stamp stamp) {
        if (stamp == null) {
            throw new IllegalStateException("The tables of Tiergate have lost the revision of 'shared'");
        }
        return stamp;
    }
}
