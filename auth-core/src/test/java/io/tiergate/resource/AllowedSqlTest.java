package io.tiergate.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.Store;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The condition on the rows of a host, which must be those that a check allows, one by one. */
class AllowedSqlTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Subject BOB = Subject.user("bob");

    /** A host's table of documents, one in each of some folders, and others that have no resource. */
    private static final class Scene implements AutoCloseable {

        private final JpaStoreFixture fixture;
        private final JpaStoreFixture.Node node;
        private final DecisionPoint decisions;
        private final Administration administration;
        private final JdbcTemplate jdbc;
        private final AllowedSql sql;

        Scene(TestDatabase database) {
            fixture = StoreFixture.on(database);
            node = fixture.newNode(
                    config -> {},
                    source -> ProxyDataSourceBuilder.create(source).countQuery().build());
            decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            administration = Administration.of(node.store(), decisions, Clock.systemUTC(), () -> null);
            jdbc = new JdbcTemplate(node.dataSource());
            sql = new AllowedSql(Vendor.of(node.dataSource()), null);
            administration.permissions().define("document.read", "");
            administration.permissions().define("document.write", "");
            administration.resourceTypes().define("folder", "", List.of("document.read", "document.write"));
            administration.resourceTypes().define("document", "", List.of("document.read", "document.write"));
            jdbc.execute("create table document (id bigint primary key, resource_id bigint)");
        }

        /** Folders in folders, with documents in them; returns the documents. */
        List<Resource> fill(int folders, int documents) {
            List<Resource> all = new ArrayList<>();
            for (int f = 0; f < folders; f++) {
                Resource folder = Resource.of("folder", "f" + f);
                Resource parent = f % 4 == 0 ? null : Resource.of("folder", "f" + (f - 1));
                administration.resources().register(new NewResource(folder, parent, null, null));
                List<NewResource> leaves = new ArrayList<>();
                for (int d = 0; d < documents; d++) {
                    Resource leaf = Resource.of("document", f + "-" + d);
                    all.add(leaf);
                    leaves.add(new NewResource(leaf, folder, null, null));
                }
                leaves.forEach(administration.resources()::register);
            }
            jdbc.execute("insert into document select id, id from tiergate_resource where type_id ="
                    + " (select id from tiergate_resource_type where name = 'document')");
            jdbc.execute("insert into document values (-1, null)");
            return all;
        }

        List<String> listed(Subject subject, String permission, boolean literal) {
            return listed(decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document"), literal);
        }

        List<String> listed(AllowedResources allowed, boolean literal) {
            String select =
                    "select r.external_id from document d join tiergate_resource r on r.id = d.resource_id where ";
            if (literal) {
                return jdbc.queryForList(select + sql.literal(allowed, "d.resource_id"), String.class);
            }
            AllowedSql.Condition condition = sql.where(allowed, "d.resource_id");
            return jdbc.queryForList(
                    select + condition.text(), String.class, condition.values().toArray());
        }

        void requireAgreement(Subject subject, String permission, List<Resource> documents) {
            List<String> checked = documents.stream()
                    .filter(each -> decisions
                                    .check(new AccessRequest(Tenant.DEFAULT, subject, permission).on(each))
                                    .code()
                            == Code.GRANTED)
                    .map(Resource::id)
                    .toList();
            assertThat(listed(subject, permission, false)).containsExactlyInAnyOrderElementsOf(checked);
            assertThat(listed(subject, permission, true)).containsExactlyInAnyOrderElementsOf(checked);
            AllowedResources allowed = decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document");
            for (Extent extent : Extent.values()) {
                AllowedResources taken = counted(allowed, extent);
                assertThat(listed(taken, false)).as("%s", extent).containsExactlyInAnyOrderElementsOf(checked);
                assertThat(listed(taken, true)).as("%s", extent).containsExactlyInAnyOrderElementsOf(checked);
            }
            ResourceList list = ResourceLists.of(node.store(), decisions)
                    .allowing(Tenant.DEFAULT, subject, permission)
                    .ofTypes("document");
            assertThat(list.page(0, 10_000).stream().map(Resource::id)).containsExactlyInAnyOrderElementsOf(checked);
            assertThat(list.count()).isEqualTo(checked.size());
        }

        Extent extent(Subject subject) {
            return decisions
                    .allowedResources(Tenant.DEFAULT, subject, "document.read", "document")
                    .extent();
        }

        private static AllowedResources counted(AllowedResources of, Extent extent) {
            return new AllowedResources(
                    of.revision(),
                    of.until(),
                    of.tenantId(),
                    of.typeId(),
                    of.onlyTenant(),
                    of.everywhere(),
                    of.allowed(),
                    of.denied(),
                    of.grants(),
                    of.owning(),
                    extent);
        }

        @Override
        public void close() {
            fixture.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsAreThoseThatACheckAllows(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            List<Resource> documents = scene.fill(8, 3);
            scene.requireAgreement(ALICE, "document.read", documents);
            scene.administration
                    .grants()
                    .grant(Grant.allow(ALICE, "document.read").on(Resource.of("folder", "f1")));
            scene.administration.grants().grant(Grant.deny(ALICE, "document.*").on(Resource.of("folder", "f2")));
            scene.administration.resources().transferOwnership(Resource.of("folder", "f5"), BOB);
            scene.administration.resources().transferOwnership(Resource.of("document", "0-1"), BOB);
            scene.administration
                    .grants()
                    .grant(Grant.deny(BOB, "document.write").on(Resource.of("document", "6-0")));
            scene.requireAgreement(ALICE, "document.read", documents);
            scene.requireAgreement(BOB, "document.read", documents);
            scene.requireAgreement(BOB, "document.write", documents);
            assertThat(scene.listed(BOB, "document.write", true)).hasSize(9);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsAllowedEverywhereSeesAllOfTheTenantAlsoWhenAnotherIsMadeAfterwards(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            List<Resource> documents = scene.fill(4, 2);
            scene.administration.grants().grant(Grant.allow(Group.EVERYONE, "document.read"));
            AllowedResources before =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
            assertThat(before.isAll()).isTrue();
            assertThat(before.onlyTenant()).isTrue();
            scene.requireAgreement(ALICE, "document.read", documents);

            Tenant other = Tenant.of("other");
            scene.administration.tenants().create(other);
            Administration there = scene.administration.inTenant(other);
            there.resourceTypes().define("document", "", List.of());
            there.resources().register(new NewResource(Resource.of("document", "theirs"), null, null, null));
            scene.jdbc.execute(
                    "insert into document select id, id from tiergate_resource where external_id = 'theirs'");

            String ids = "select count(*) from document d where ";
            assertThat(scene.jdbc.queryForObject(ids + scene.sql.literal(before, "d.resource_id"), Integer.class))
                    .isEqualTo(documents.size());
            scene.requireAgreement(ALICE, "document.read", documents);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void moreRootsThanAreNamedAreFoundByTheStatement(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            List<Resource> documents = scene.fill(12, 50);
            List<Grant> grants = new ArrayList<>();
            for (int i = 0; i < documents.size() - 30; i++) {
                grants.add((i % 7 == 0
                                ? Grant.deny(ALICE, "document.read")
                                : Grant.allow(ALICE, i % 2 == 0 ? "document.read" : "document.*"))
                        .on(documents.get(i)));
            }
            grants.add(Grant.allow(ALICE, "document.write").on(Resource.of("folder", "f11")));
            scene.administration.grants().grant(grants);
            scene.administration.resources().transferOwnership(Resource.of("folder", "f10"), ALICE);

            assertThat(scene.decisions
                            .allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document")
                            .grants())
                    .isNotNull();
            scene.requireAgreement(ALICE, "document.read", documents);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsDeniedStaysSoWhenItIsMovedOutOfAnotherDeniedPlaceMeanwhile(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            scene.fill(4, 1);
            scene.administration
                    .grants()
                    .grant(List.of(
                            Grant.allow(ALICE, "document.read"),
                            Grant.deny(ALICE, "document.read").on(Resource.of("folder", "f1")),
                            Grant.deny(ALICE, "document.read").on(Resource.of("folder", "f3"))));
            AllowedResources before =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
            scene.administration.resources().moveToRoot(Resource.of("folder", "f3"));

            assertThat(scene.listed(before, true)).containsExactly("0-0");
            assertThat(scene.listed(before, false)).containsExactly("0-0");
            assertThat(externalIds(scene.node.store(), before)).containsExactly("0-0");
        }
    }

    @Test
    void postgresqlCountsAsFarAsStatementsAreChosenByIt() {
        try (Scene scene = new Scene(TestDatabase.POSTGRESQL)) {
            scene.fill(4, 20);
            scene.administration
                    .grants()
                    .grant(List.of(
                            Grant.allow(ALICE, "document.read").on(Resource.of("folder", "f1")),
                            Grant.allow(ALICE, "document.read").on(Resource.of("document", "0-1")),
                            Grant.allow(BOB, "document.read").on(Resource.of("document", "0-1"))));
            scene.administration.resources().transferOwnership(Resource.of("folder", "f3"), BOB);
            assertThat(scene.extent(ALICE)).isEqualTo(Extent.FEW);
            assertThat(scene.extent(BOB)).isEqualTo(Extent.FEW);
            assertThat(scene.extent(Subject.user("carol"))).isEqualTo(Extent.FEW);

            scene.jdbc.execute("insert into tiergate_resource (id, tenant_id, type_id, external_id, parent_id, path,"
                    + " sort_key) select 1000000 + n, r.tenant_id, r.type_id, 'more' || n, r.id,"
                    + " r.path || lpad(n::text, 8, '0'), n from tiergate_resource r, generate_series(1, 10100) n"
                    + " where r.external_id = 'f2'");
            assertThat(scene.extent(ALICE)).isEqualTo(Extent.MANY);
            assertThat(scene.extent(BOB)).isEqualTo(Extent.FEW);

            // About a third of all is not few, however few these are.
            scene.jdbc.execute("delete from tiergate_resource where external_id like 'more%' and id > 1003000");
            assertThat(scene.extent(ALICE)).isEqualTo(Extent.FEW);
            scene.jdbc.execute("analyze tiergate_resource");
            assertThat(scene.extent(ALICE)).isEqualTo(Extent.MANY);
            assertThat(scene.extent(BOB)).isEqualTo(Extent.FEW);
        }
    }

    private static List<String> externalIds(Store store, AllowedResources allowed) {
        ResourceFilter filter = new ResourceFilter(allowed.tenantId(), List.of(allowed), null, null);
        return store.read(() -> store.resources().list(filter, 0, 100)).stream()
                .map(row -> row.resource().id())
                .toList();
    }

    @Test
    void postgresqlJoinsWhatTooManyGrantsDeny() {
        try (Scene scene = new Scene(TestDatabase.POSTGRESQL)) {
            List<Resource> documents = scene.fill(1, 510);
            scene.administration
                    .grants()
                    .grant(documents.stream()
                            .map(each -> Grant.deny(ALICE, "document.read").on(each))
                            .toList());
            scene.administration.grants().grant(Grant.allow(ALICE, "document.read"));
            AllowedResources allowed =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
            assertThat(allowed.grants()).isNotNull();

            String plan = String.join(
                    "\n",
                    scene.jdbc.queryForList(
                            "explain select * from document d where " + scene.sql.literal(allowed, "d.resource_id"),
                            String.class));
            assertThat(plan).contains("Anti Join").doesNotContain("SubPlan");
        }
    }

    @Test
    void listsOfManyTypesBindTheRootsOnce() {
        try (Scene scene = new Scene(TestDatabase.POSTGRESQL)) {
            List<Resource> documents = scene.fill(1, 490);
            // With 490 roots each, of which each takes two values, these are more than PostgreSQL binds.
            for (int i = 0; i < 70; i++) {
                scene.administration.resourceTypes().define("type" + i, "", List.of("document.read"));
            }
            scene.administration
                    .grants()
                    .grant(documents.stream()
                            .map(each -> Grant.allow(ALICE, "document.read").on(each))
                            .toList());

            assertThat(ResourceLists.of(scene.node.store(), scene.decisions)
                            .allowing(Tenant.DEFAULT, ALICE, "document.read")
                            .count())
                    .isEqualTo(490);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "tr", "tx", "r.id = 1 or r", "r)", ""})
    void anAliasThatIsNoneOrTakenIsRefused(String alias) {
        AllowedSql sql = new AllowedSql(Vendor.H2, null);
        assertThatThrownBy(() -> sql.onRow(List.of(), alias))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + alias + "' is not an alias");
        assertThat(sql.onRow(List.of(), "res").text()).isEqualTo("(1 = 0)");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aListIsOneStatementWhereWhatTheSubjectHoldsIsKept(TestDatabase database) {
        try (Scene scene = new Scene(database);
                CachedDecisionPoint cached =
                        CachedDecisionPoint.over(scene.node.store()).build()) {
            scene.fill(4, 2);
            scene.administration
                    .grants()
                    .grant(Grant.allow(ALICE, "document.read").on(Resource.of("folder", "f1")));
            ResourceList list = ResourceLists.of(scene.node.store(), cached)
                    .allowing(Tenant.DEFAULT, ALICE, "document.read")
                    .ofTypes("document");
            assertThat(list.page(0, 20)).hasSize(6);

            QueryCountHolder.clear();
            assertThat(list.page(0, 20)).hasSize(6);
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(1);
            assertThat(list.count()).isEqualTo(6);
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(2);
            assertThat(ResourceLists.of(scene.node.store(), cached).anywhere(Tenant.DEFAULT, ALICE, "document.read"))
                    .isTrue();
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(3);
            assertThat(ResourceLists.of(scene.node.store(), cached).anywhere(Tenant.DEFAULT, ALICE, "nothing"))
                    .isFalse();
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(3);

            scene.listed(ALICE, "document.read", true);
            QueryCountHolder.clear();
            scene.listed(ALICE, "document.read", true);
            // What is held everywhere, what is held on resources, on PostgreSQL how many these are, and the list.
            assertThat(QueryCountHolder.getGrandTotal().getTotal())
                    .isEqualTo(database == TestDatabase.POSTGRESQL ? 4 : 3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyPermissionsAndTypesCostAsOne(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            scene.fill(2, 1);
            scene.administration.grants().grant(Grant.allow(ALICE, "document.*"));
            ResourceList list = ResourceLists.of(scene.node.store(), scene.decisions)
                    .allowingAny(Tenant.DEFAULT, ALICE, List.of("document.read", "document.write"))
                    .ofTypes("document", "folder");
            assertThat(list.page(0, 20)).hasSize(4);

            QueryCountHolder.clear();
            assertThat(list.page(0, 20)).hasSize(4);
            // What is held everywhere, what is held on resources, and the list.
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void emptyFiltersAreNothingAndNoPermissionsAreAnError(TestDatabase database) {
        try (Scene scene = new Scene(database)) {
            scene.fill(2, 3);
            scene.administration.grants().grant(Grant.allow(ALICE, "document.read"));
            scene.administration.resources().transferOwnership(Resource.of("document", "0-1"), BOB);
            ResourceLists lists = ResourceLists.of(scene.node.store(), scene.decisions);
            ResourceList all = lists.allowingAny(Tenant.DEFAULT, ALICE, List.of("document.write", "document.read"));

            assertThat(all.count()).isEqualTo(8);
            assertThat(all.ofTypes(List.of()).count()).isZero();
            assertThat(all.ofTypes("binder").count()).isZero();
            assertThat(all.withIds(List.of()).count()).isZero();
            assertThat(all.withIds(List.of("0-1", "f1", "none")).page(0, 9)).hasSize(2);
            assertThat(all.ownedBy(List.of()).count()).isZero();
            assertThat(all.ownedBy(List.of(ALICE, Group.of("nobody"))).count()).isZero();
            assertThat(all.ownedBy(List.of(BOB)).page(0, 9)).containsExactly(Resource.of("document", "0-1"));
            assertThat(all.page(7, 3)).hasSize(1);
            assertThatThrownBy(() -> lists.allowingAny(Tenant.DEFAULT, ALICE, List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name at least one");
            assertThatThrownBy(() -> scene.sql.literal(
                            scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document"),
                            "1 = 1 or d.resource_id"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not the name of a column");
        }
    }
}
