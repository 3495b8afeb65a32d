package io.tiergate.oracle;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHandle;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.BundleTable;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable;
import io.tiergate.store.GroupTable;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.Stamp;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectTable;
import io.tiergate.store.TenantTable;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Three nodes on one database, which look like one store and one decision point: each transaction goes through one of them by
 * chance, and each question to one. A node that may not have heard of the last change is asked for at least its revision, or
 * looks first. In a transaction, its node is asked.
 *
 * <p>For one thread. The nodes differ in how much they keep, and never look at the store by themselves.
 */
final class NodesFixture implements StoreFixture {

    private static final ChangeFeed.Settings NEVER =
            new ChangeFeed.Settings(Duration.ofHours(11), Duration.ofHours(23));

    /** How many tenants and subjects each node keeps. */
    private static final List<List<Integer>> ROOM =
            List.of(List.of(1_000, 100_000), List.of(1_000, 5), List.of(3, 1_000));

    private final JpaStoreFixture fixture;
    private final List<Node> nodes = new ArrayList<>();
    private final Routed store = new Routed();
    private final Dice dice = new Dice(ROOM.size());

    /** Those that know all that was committed. */
    private final Set<Node> informed = new HashSet<>();

    /** Those that are asked for at least a revision, until the next change. */
    private final Set<Node> askedForRevisions = new HashSet<>();

    /** Of what is committed. */
    private final Map<Tenant, Stamp> stamps = new HashMap<>();

    private final Map<Way, Integer> ways = new HashMap<>();
    private Node inside;

    /** How a question was asked. */
    enum Way {
        INSIDE_A_TRANSACTION,
        OF_AN_INFORMED_NODE,
        OF_AN_INFORMED_NODE_AFTER_LOOKING,
        OF_ANY_NODE_FOR_AT_LEAST_A_REVISION
    }

    private static final class Node {

        private final JpaStore store;

        /** The keys that tenants had when it was asked about them. */
        private final Map<Tenant, Long> asked = new HashMap<>();

        private CachedDecisionPoint decisions;

        private Node(JpaStore store) {
            this.store = store;
        }
    }

    NodesFixture(TestDatabase database) {
        fixture = StoreFixture.on(database);
        for (int i = 0; i < ROOM.size(); i++) {
            nodes.add(new Node(
                    fixture.newNode(config -> {}, UnaryOperator.identity()).store()));
        }
    }

    @Override
    public Store store() {
        return store;
    }

    private DecisionPoint decisions(Clock clock) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            node.decisions = CachedDecisionPoint.over(node.store)
                    .clock(clock)
                    .maximumTenants(ROOM.get(i).get(0))
                    .maximumSubjects(ROOM.get(i).get(1))
                    .feed(NEVER)
                    .build();
        }
        return new Asked();
    }

    /** How many questions were asked in which way. */
    Map<Way, Integer> ways() {
        return ways;
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.decisions.close());
        fixture.close();
    }

    private <T> T in(Node node, Supplier<T> work) {
        inside = node;
        try {
            return work.get();
        } finally {
            inside = null;
        }
    }

    private final class Asked implements DecisionPoint {

        @Override
        public Decision check(AccessRequest request) {
            if (inside != null) {
                return by(Way.INSIDE_A_TRANSACTION, inside).check(request);
            }
            Node node = dice.pick(nodes);
            if (informed.contains(node)) {
                return by(Way.OF_AN_INFORMED_NODE, node).check(request);
            }
            Stamp stamp = stamps.computeIfAbsent(request.tenant(), this::stamp);
            // The first question after a change says in which way.
            if (countsFromTheBeginning(node, request, stamp)
                    || (!askedForRevisions.contains(node) && dice.percent(50))) {
                node.decisions.refresh();
                informed.add(node);
                return by(Way.OF_AN_INFORMED_NODE_AFTER_LOOKING, node).check(request);
            }
            askedForRevisions.add(node);
            return by(Way.OF_ANY_NODE_FOR_AT_LEAST_A_REVISION, node).check(request.atLeast(stamp.revision()));
        }

        /** A revision says nothing of a tenant that was deleted, and perhaps created again. */
        private boolean countsFromTheBeginning(Node node, AccessRequest request, Stamp stamp) {
            Long asked = node.asked.put(request.tenant(), stamp.tenantId());
            return asked == null || asked != stamp.tenantId();
        }

        /** It is not remembered what a node knows by that: checks are to be asked in every way. */
        private <T> T list(AccessRequest request, BiFunction<DecisionPoint, AccessRequest, T> question) {
            if (inside != null) {
                return question.apply(inside.decisions, request);
            }
            Node node = dice.pick(nodes);
            if (informed.contains(node)) {
                return question.apply(node.decisions, request);
            }
            Stamp stamp = stamps.computeIfAbsent(request.tenant(), this::stamp);
            if (countsFromTheBeginning(node, request, stamp) || dice.percent(50)) {
                node.decisions.refresh();
                return question.apply(node.decisions, request);
            }
            return question.apply(node.decisions, request.atLeast(stamp.revision()));
        }

        private DecisionPoint by(Way way, Node node) {
            ways.merge(way, 1, Integer::sum);
            return node.decisions;
        }

        private Stamp stamp(Tenant tenant) {
            return nodes.get(0).store.decisions().stamp(tenant, View.COMMITTED);
        }

        private DecisionPoint any() {
            return inside == null ? dice.pick(nodes).decisions : inside.decisions;
        }

        @Override
        public Explanation explain(AccessRequest request) {
            return any().explain(request);
        }

        @Override
        public AllowedResources allowedResources(AccessRequest request, String type) {
            return list(request, (decisions, asked) -> decisions.allowedResources(asked, type));
        }

        @Override
        public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
            return any().permissionsOf(tenant, subject);
        }

        @Override
        public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
            return any().permissionsOn(tenant, subject, resource);
        }

        @Override
        public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
            return any().holdersOf(tenant, permission, resource);
        }

        @Override
        public List<AllowedResources> allowedResources(
                Tenant tenant,
                Subject subject,
                Collection<String> permissions,
                @Nullable Collection<String> types,
                @Nullable Demand atLeast) {
            return list(
                    new AccessRequest(tenant, subject, "any").atLeast(atLeast),
                    (decisions, asked) ->
                            decisions.allowedResources(tenant, subject, permissions, types, asked.atLeast()));
        }

        @Override
        public HolderPage holdersOf(HolderQuery query) {
            return any().holdersOf(query);
        }

        @Override
        public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
            return any().holdersOf(tenant, permission);
        }

        @Override
        public PermissionHandle permission(String name) {
            throw new UnsupportedOperationException("Is of one node");
        }

        @Override
        public SubjectAccess access(Tenant tenant, Subject subject) {
            throw new UnsupportedOperationException("Is of one node");
        }
    }

    /** The nodes as one store. */
    final class Routed implements Store {

        /** Has all nodes begin to decide, and gives them as one decision point. */
        DecisionPoint decidedBy(Clock clock) {
            return NodesFixture.this.decisions(clock);
        }

        @Override
        public <T> T write(Supplier<T> work) {
            if (inside != null) {
                return inside.store.write(work);
            }
            Node node = dice.pick(nodes);
            try {
                return in(node, () -> node.store.write(work));
            } finally {
                // It knows of its own commit, and of what others have committed before only if it was told.
                informed.removeIf(other -> other != node);
                askedForRevisions.clear();
                stamps.clear();
            }
        }

        @Override
        public <T> T read(Supplier<T> work) {
            if (inside != null) {
                return inside.store.read(work);
            }
            Node node = dice.pick(nodes);
            return in(node, () -> node.store.read(work));
        }

        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public TenantTable tenants() {
            return inside.store.tenants();
        }

        @Override
        public PermissionTable permissions() {
            return inside.store.permissions();
        }

        @Override
        public BundleTable bundles() {
            return inside.store.bundles();
        }

        @Override
        public GroupTable groups() {
            return inside.store.groups();
        }

        @Override
        public SubjectTable subjects() {
            return inside.store.subjects();
        }

        @Override
        public GrantTable grants() {
            return inside.store.grants();
        }

        @Override
        public ResourceTypeTable resourceTypes() {
            return inside.store.resourceTypes();
        }

        @Override
        public ResourceTable resources() {
            return inside.store.resources();
        }

        @Override
        public ChangeLog changes() {
            return inside.store.changes();
        }

        @Override
        public DecisionReads decisions() {
            return inside.store.decisions();
        }
    }
}
