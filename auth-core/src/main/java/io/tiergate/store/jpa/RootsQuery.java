package io.tiergate.store.jpa;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import io.tiergate.store.TreePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What one subject may hold on resources, in one statement, so that all of it is of one state. */
final class RootsQuery {

    private static final int PART = 1;
    private static final int SUBJECT = PART + DecisionQueries.STAMP_COLUMNS + 1;
    private static final int UNNUMBERED = SUBJECT + 1;
    private static final int OTHER_TENANT = UNNUMBERED + 1;
    private static final int PATH = OTHER_TENANT + 14;

    private static final int STATE = 1;
    private static final int HELD = 2;

    private static final String STATES = "select " + STATE + ", " + DecisionQueries.STAMP
            + ", (select u.id from tiergate_subject u"
            + " where u.tenant_id = t.id and u.subject_type = ? and u.subject_id = ?)"
            + ", (select w.id from tiergate_change_set w where w.tenant_id = t.id and w.revision is null limit 1)"
            + ", (select o.id from tiergate_tenant o where o.id <> t.id and o.id <> " + TenantTable.SHARED_ID
            + " limit 1), null, null, null, null, null, null, null, null, null, null, null, null, null, null"
            + DecisionQueries.STAMP_FROM + DecisionQueries.STAMP_WHERE;

    private static final String GRANTS =
            "select " + HELD + ", null, null, null, null, null, null, null, null, " + HeldRows.GRANT + ", r.path from ";

    private static final String ON = " join tiergate_resource r on r.id = g.resource_id";

    private static final String BY_SUBJECT = GRANTS + "tiergate_tenant t"
            + " join tiergate_subject u on u.tenant_id = t.id"
            + " join tiergate_grant g on g.holder_subject_id = u.id" + ON
            + " where t.tenant_key = ? and u.subject_type = ? and u.subject_id = ? and g.resource_id is not null";

    private static final String BY_GROUPS = GRANTS + "tiergate_tenant t"
            + " join tiergate_subject u on u.tenant_id = t.id"
            + " join tiergate_group_member m on m.subject_id = u.id"
            + " join tiergate_grant g on g.holder_group_id = m.group_id" + ON
            + " where t.tenant_key = ? and u.subject_type = ? and u.subject_id = ? and g.resource_id is not null";

    private static final String BY_BUILT_IN = GRANTS + "tiergate_tenant t"
            + " join tiergate_group o on o.tenant_id = t.id"
            + " join tiergate_grant g on g.holder_group_id = o.id" + ON
            + " where t.tenant_key = ? and o.name in ('everyone', 'authenticated') and g.resource_id is not null";

    private final String states;
    private final String bySubject;
    private final String byGroups;
    private final String byBuiltIn;

    RootsQuery(SchemaName schema) {
        states = schema.in(STATES);
        bySubject = schema.in(BY_SUBJECT);
        byGroups = schema.in(BY_GROUPS);
        byBuiltIn = schema.in(BY_BUILT_IN);
    }

    HeldRoots read(JdbcTemplate jdbc, Tenant tenant, Subject subject, int limit, boolean uncommitted) {
        String few = " fetch first " + (limit + 1L) + " rows only)";
        String sql = states + " union all (" + bySubject + few + " union all (" + byGroups + few + " union all ("
                + byBuiltIn + few;
        return Objects.requireNonNull(jdbc.query(
                sql,
                rows -> {
                    return roots(rows, limit, uncommitted);
                },
                subject.type(),
                subject.id(),
                tenant.key(),
                tenant.key(),
                subject.type(),
                subject.id(),
                tenant.key(),
                subject.type(),
                subject.id(),
                tenant.key()));
    }

    private static HeldRoots roots(ResultSet rows, int limit, boolean uncommitted) throws SQLException {
        Stamp stamp = null;
        Long subjectId = null;
        boolean unnumbered = false;
        boolean onlyTenant = false;
        List<HeldRoot> roots = new ArrayList<>();
        // A group of two memberships, which differ in their validity, comes twice.
        while (rows.next()) {
            if (rows.getInt(PART) == STATE) {
                stamp = DecisionQueries.stamp(rows, PART, uncommitted);
                subjectId = HeldRows.longOrNull(rows, SUBJECT);
                unnumbered = HeldRows.longOrNull(rows, UNNUMBERED) != null;
                onlyTenant = HeldRows.longOrNull(rows, OTHER_TENANT) == null;
            } else {
                roots.add(new HeldRoot(HeldRows.grant(rows, OTHER_TENANT), new TreePath(rows.getString(PATH))));
            }
        }
        return new HeldRoots(
                stampIn(stamp),
                subjectId == null ? 0 : subjectId,
                roots.size() <= limit ? List.copyOf(roots) : List.of(),
                roots.size() <= limit,
                onlyTenant,
                unnumbered);
    }

    private static Stamp stampIn(@Nullable Stamp stamp) {
        if (stamp == null) {
            throw new IllegalStateException("The tables of Tiergate have lost the revision of 'shared'");
        }
        return stamp;
    }
}
