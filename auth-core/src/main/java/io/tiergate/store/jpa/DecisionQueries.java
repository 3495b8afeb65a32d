package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.Change;
import io.tiergate.schema.Vendor;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.LoggedChange;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantDefinitions;
import io.tiergate.store.TenantTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The statements that decisions are made from, on the connections of one data source. */
final class DecisionQueries {

    /** So often a change may come between the statements of one load before it gives up. */
    private static final int ATTEMPTS = 20;

    /** All columns that a stamp is made of; a tenant that does not exist has no key. */
    static final String STAMP = "t.id, r.revision, r.definitions_revision, s.revision, s.definitions_revision";

    static final int STAMP_COLUMNS = 5;

    static final String STAMP_FROM = " from tiergate_revision s"
            + " left join tiergate_tenant t on t.tenant_key = ?"
            + " left join tiergate_revision r on r.tenant_id = t.id";

    static final String STAMP_WHERE = " where s.tenant_id = " + TenantTable.SHARED_ID;

    private static final String CHANGES =
            "select s.revision, c.kind, c.operation, c.object_id, c.subject_id, c.group_id, c.resource_id"
                    + " from tiergate_change_set s join tiergate_change c on c.change_set_id = s.id"
                    + " where s.tenant_id = ? and s.revision > ? and s.revision <= ? order by s.revision, c.ordinal";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final SchemaName schema;
    private final HoldingsQuery holdings;
    private final ResourceQuery resources;
    private final RootsQuery roots;
    private final ResourcesQuery manyResources;
    private final String changes;
    private final DefinitionQueries definitions;

    DecisionQueries(JdbcTemplate jdbc, Vendor vendor, SchemaName schema) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.schema = schema;
        this.holdings = new HoldingsQuery(vendor, schema);
        this.resources = new ResourceQuery(vendor, schema);
        this.roots = new RootsQuery(vendor, schema);
        this.manyResources = new ResourcesQuery(vendor, schema);
        this.changes = schema.in(CHANGES);
        this.definitions = new DefinitionQueries(named, schema);
    }

    TenantDefinitions definitions(Tenant tenant, boolean uncommitted) {
        return atOneState(tenant, uncommitted, definitions::all);
    }

    TenantDefinitions definitions(Tenant tenant, DefinitionKeys keys, boolean uncommitted) {
        return atOneState(tenant, uncommitted, stamp -> definitions.some(stamp, keys));
    }

    Stamp stamp(Tenant tenant, boolean uncommitted) {
        return readStamp(tenant, uncommitted);
    }

    List<LoggedChange> changes(long tenantId, long after, long upTo, int limit) {
        return jdbc.query(
                changes + " fetch first " + limit + " rows only",
                (row, number) -> new LoggedChange(row.getLong(1), change(row)),
                tenantId,
                after,
                upTo);
    }

    PermissionHoldings holdersOf(
            Tenant tenant,
            Collection<Long> permissionIds,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            Collection<Long> subjectIds,
            boolean uncommitted) {
        return atOneState(
                tenant,
                uncommitted,
                stamp -> readHolders(stamp, permissionIds, bundleIds, wildcards, groupIds, subjectIds));
    }

    /** @param within see {@link HoldingsQuery#read} */
    SubjectHoldings holdings(Tenant tenant, Subject subject, boolean uncommitted, boolean within) {
        return holdings.read(jdbc, tenant, subject, uncommitted, within);
    }

    ResourceHoldings on(Tenant tenant, Resource resource, Subject subject, boolean uncommitted) {
        return resources.read(jdbc, tenant, resource, subject, uncommitted);
    }

    ResourceHoldings on(Tenant tenant, Resource resource, int limit, boolean uncommitted) {
        return resources.read(jdbc, tenant, resource, limit, uncommitted);
    }

    HeldRoots roots(Tenant tenant, Subject subject, int limit, boolean uncommitted) {
        return roots.read(named, tenant, subject, limit, uncommitted);
    }

    Map<Resource, ResourceHoldings> on(
            Tenant tenant, Collection<Resource> resources, Subject subject, boolean uncommitted) {
        return manyResources.read(jdbc, tenant, resources, subject, uncommitted);
    }

    Map<Resource, ResourceHoldings> on(Tenant tenant, Collection<Resource> resources, int limit, boolean uncommitted) {
        return manyResources.read(jdbc, tenant, resources, limit, uncommitted);
    }

    /**
     * Runs a load of several statements. All change sets of a transaction appear together with their revision, so if the
     * revision is the same before and after, nothing changed in between.
     */
    private <T> T atOneState(Tenant tenant, boolean uncommitted, Function<Stamp, T> load) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stamp before = readStamp(tenant, uncommitted);
            T loaded = load.apply(before);
            if (readStamp(tenant, uncommitted).equals(before)) {
                return loaded;
            }
        }
        throw new IllegalStateException(
                "Tenant '" + tenant + "' changed " + ATTEMPTS + " times while its definitions were read");
    }

    private Stamp readStamp(Tenant tenant, boolean uncommitted) {
        Stamp stamp = jdbc.queryForObject(
                schema.in("select " + STAMP + STAMP_FROM + STAMP_WHERE),
                (row, number) -> stamp(row, uncommitted),
                tenant.key());
        return Objects.requireNonNull(stamp, "stamp");
    }

    private PermissionHoldings readHolders(
            Stamp stamp,
            Collection<Long> permissionIds,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            Collection<Long> subjectIds) {
        Map<Long, SubjectRow> subjects = new LinkedHashMap<>();
        List<HeldGrant> grants = new ArrayList<>();
        List<HeldMembership> memberships = new ArrayList<>();
        String subject = "u.id, u.tenant_id, u.subject_type, u.subject_id, u.display_name, u.suspended";
        int subjectColumns = 6;
        String holders = schema.in("select " + subject + ", " + HeldRows.GRANT
                + " from tiergate_grant g join tiergate_subject u on u.id = g.holder_subject_id"
                + " where g.tenant_id = :tenant and g.resource_id is null and ");
        Map<String, Collection<?>> whats = new LinkedHashMap<>();
        whats.put("g.permission_id", permissionIds);
        whats.put("g.bundle_id", bundleIds);
        whats.put("g.wildcard", wildcards);
        whats.forEach((column, values) -> Chunks.of(
                values,
                some -> named.query(
                        holders + column + " in (:values)", Map.of("tenant", stamp.tenantId(), "values", some), row -> {
                            SubjectRow found = subject(row);
                            subjects.put(found.id(), found);
                            grants.add(HeldRows.grant(row, subjectColumns));
                        })));
        Chunks.of(
                groupIds,
                some -> named.query(
                        schema.in("select " + subject + ", " + HeldRows.MEMBERSHIP
                                + " from tiergate_group_member m join tiergate_subject u on u.id = m.subject_id"
                                + " where m.group_id in (:groups)"),
                        Map.of("groups", some),
                        row -> {
                            SubjectRow found = subject(row);
                            subjects.put(found.id(), found);
                            memberships.add(HeldRows.membership(row, subjectColumns));
                        }));
        Chunks.of(
                subjectIds,
                some -> named.query(
                        schema.in("select " + subject + " from tiergate_subject u where u.id in (:subjects)"),
                        Map.of("subjects", some),
                        row -> {
                            SubjectRow found = subject(row);
                            subjects.put(found.id(), found);
                        }));
        return new PermissionHoldings(stamp, List.copyOf(subjects.values()), grants, memberships);
    }

    private static Change change(ResultSet row) throws SQLException {
        Change.Kind kind;
        Change.Operation operation;
        try {
            kind = Change.Kind.valueOf(row.getString(2));
            operation = Change.Operation.valueOf(row.getString(3));
        } catch (IllegalArgumentException newer) {
            // A later version has written it, and nobody here can say what it touches: it may be all of the tenant.
            kind = Change.Kind.TENANT;
            operation = Change.Operation.CHANGED;
        }
        return new Change(
                kind,
                operation,
                row.getLong(4),
                HeldRows.longOrNull(row, 5),
                HeldRows.longOrNull(row, 6),
                HeldRows.longOrNull(row, 7),
                null,
                null);
    }

    private static SubjectRow subject(ResultSet row) throws SQLException {
        return Objects.requireNonNull(JpaSubjectTable.ROW.mapRow(row, 0));
    }

    static Stamp stamp(ResultSet row, boolean uncommitted) throws SQLException {
        return stamp(row, 0, uncommitted);
    }

    /** @param before how many columns stand before those of {@link #STAMP} */
    static Stamp stamp(ResultSet row, int before, boolean uncommitted) throws SQLException {
        return new Stamp(
                row.getLong(before + 1),
                new Revision(row.getLong(before + 2), row.getLong(before + 4)),
                new Revision(row.getLong(before + 3), row.getLong(before + 5)),
                uncommitted);
    }
}
