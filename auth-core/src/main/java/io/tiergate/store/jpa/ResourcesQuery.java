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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Some resources with those above them and the grants on all of these, in one statement: as {@link ResourceQuery}, but each
 * resource comes once, however many lie below it, and says which one is above it.
 */
final class ResourcesQuery {

    private static final String COLUMNS = "(id, parent_id, type_id, external_id, owner_subject_id, owner_group_id)";

    private static final String SEED =
            "select r.id, r.parent_id, r.type_id, r.external_id, r.owner_subject_id, r.owner_group_id"
                    + " from tiergate_tenant t"
                    + " join tiergate_resource_type y on y.name = ? and y.tenant_id in (t.id, "
                    + TenantTable.SHARED_ID + ")"
                    + " join tiergate_resource r on r.tenant_id = t.id and r.type_id = y.id and r.external_id in (";

    private static final String OF_TENANT = ") where t.tenant_key = ?";

    private static final String UP = "), climb " + COLUMNS
            + " as (select id, parent_id, type_id, external_id, owner_subject_id, owner_group_id from seed"
            + " union all select p.id, p.parent_id, p.type_id, p.external_id, p.owner_subject_id, p.owner_group_id"
            + " from climb join tiergate_resource p on p.id = climb.parent_id), up " + COLUMNS
            + " as (select distinct id, parent_id, type_id, external_id, owner_subject_id, owner_group_id from climb) ";

    private static final String PLACES = "select " + ResourceQuery.PLACE + ", " + DecisionQueries.STAMP
            + ", up.parent_id, up.id, up.type_id, k.name, up.external_id, up.owner_subject_id, up.owner_group_id, (";

    private final SchemaName schema;
    private final String forSubject;
    private final String forAll;

    ResourcesQuery(Vendor vendor, SchemaName schema) {
        this.schema = schema;
        this.forSubject = UP + PLACES + ResourceQuery.THE_SUBJECT + ResourceQuery.REST_OF_PLACES + " union all "
                + ResourceQuery.grantsThatMayApply(vendor);
        this.forAll = UP + PLACES + ResourceQuery.AN_UNNUMBERED_SET + ResourceQuery.REST_OF_PLACES + " union all ("
                + ResourceQuery.allGrants(vendor) + " fetch first ";
    }

    /** With the grants that may apply to the subject. */
    Map<Resource, ResourceHoldings> read(
            JdbcTemplate jdbc, Tenant tenant, Collection<Resource> resources, Subject subject, boolean uncommitted) {
        List<Object> values = new ArrayList<>();
        String seeds = seeds(tenant, resources, values);
        Collections.addAll(values, subject.type(), subject.id(), tenant.key());
        Collections.addAll(values, tenant.key(), subject.type(), subject.id());
        Collections.addAll(values, tenant.key(), subject.type(), subject.id(), tenant.key());
        Found found = read(jdbc, seeds + forSubject, values, uncommitted);
        long subjectId = found.extra == null ? 0 : found.extra;
        return found.holdings(resources, subjectId, true, false);
    }

    /** With all grants, but no more than so many. */
    Map<Resource, ResourceHoldings> read(
            JdbcTemplate jdbc, Tenant tenant, Collection<Resource> resources, int limit, boolean uncommitted) {
        List<Object> values = new ArrayList<>();
        String seeds = seeds(tenant, resources, values);
        values.add(tenant.key());
        Found found = read(jdbc, seeds + forAll + (limit + 1L) + " rows only)", values, uncommitted);
        return found.holdings(resources, 0, found.count <= limit, found.extra != null);
    }

    private Found read(JdbcTemplate jdbc, String sql, List<Object> values, boolean uncommitted) {
        return Objects.requireNonNull(jdbc.query(
                schema.in("with recursive seed " + COLUMNS + " as (" + sql),
                rows -> {
                    Found read = new Found();
                    while (rows.next()) {
                        read.add(rows, uncommitted);
                    }
                    return read;
                },
                values.toArray()));
    }

    /** A part for each type. The number of values is a power of two, so that there are few different statements. */
    private static String seeds(Tenant tenant, Collection<Resource> resources, List<Object> values) {
        Map<String, List<String>> ids = resources.stream()
                .collect(Collectors.groupingBy(
                        Resource::type, TreeMap::new, Collectors.mapping(Resource::id, Collectors.toList())));
        List<String> seeds = new ArrayList<>();
        ids.forEach((type, ofType) -> {
            int places = Integer.highestOneBit(ofType.size() * 2 - 1);
            values.add(type);
            for (int i = 0; i < places; i++) {
                values.add(ofType.get(Math.min(i, ofType.size() - 1)));
            }
            values.add(tenant.key());
            seeds.add(SEED + String.join(", ", Collections.nCopies(places, "?")) + OF_TENANT);
        });
        return String.join(" union all ", seeds);
    }

    /**
     * One that was found.
     *
     * @param parentId the key of the one above it, or null for a root
     */
    private record Node(PlacedResource placed, @Nullable Long parentId) {}

    /** What the rows say, which come in no order. */
    private static final class Found {

        private final Map<Long, Node> nodes = new HashMap<>();
        private final Map<Resource, Long> keys = new HashMap<>();
        private final Map<Long, List<HeldGrant>> grants = new HashMap<>();
        private @Nullable Stamp stamp;
        private @Nullable Long extra;
        private int count;

        void add(ResultSet row, boolean uncommitted) throws SQLException {
            if (row.getInt(ResourceQuery.PART) == ResourceQuery.HELD) {
                HeldGrant grant = HeldRows.grant(row, ResourceQuery.GRANT);
                grants.computeIfAbsent(Objects.requireNonNull(grant.resourceId(), "resource"), id -> new ArrayList<>(1))
                        .add(grant);
                count++;
                return;
            }
            stamp = DecisionQueries.stamp(row, ResourceQuery.PART, uncommitted);
            extra = HeldRows.longOrNull(row, ResourceQuery.EXTRA);
            Long id = HeldRows.longOrNull(row, ResourceQuery.LEVEL + 1);
            if (id != null) {
                PlacedResource placed = ResourceQuery.placed(row, id);
                nodes.put(id, new Node(placed, HeldRows.longOrNull(row, ResourceQuery.LEVEL)));
                keys.put(placed.resource(), id);
            }
        }

        Map<Resource, ResourceHoldings> holdings(
                Collection<Resource> resources, long subjectId, boolean complete, boolean unnumbered) {
            if (stamp == null) {
                throw new IllegalStateException("The tables of Tiergate have lost the revision of 'shared'");
            }
            Map<Resource, ResourceHoldings> holdings = new LinkedHashMap<>();
            for (Resource resource : resources) {
                List<PlacedResource> way = way(keys.get(resource));
                List<HeldGrant> there = (complete ? way : List.<PlacedResource>of())
                        .stream()
                                .flatMap(placed -> grants.getOrDefault(placed.id(), List.of()).stream())
                                .toList();
                holdings.put(resource, new ResourceHoldings(stamp, way, there, subjectId, complete, unnumbered));
            }
            return holdings;
        }

        private List<PlacedResource> way(@Nullable Long id) {
            List<PlacedResource> way = new ArrayList<>();
            for (Node node = nodes.get(id); node != null; node = nodes.get(node.parentId())) {
                way.add(node.placed());
            }
            Collections.reverse(way);
            return List.copyOf(way);
        }
    }
}
