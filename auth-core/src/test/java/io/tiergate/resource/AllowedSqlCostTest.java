package io.tiergate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.resource.AllowedScene.Form;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.QueryInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists, and checks on resources, cost: how many statements, how many values, and how PostgreSQL finds the rows. */
class AllowedSqlCostTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Subject BOB = Subject.user("bob");

    @Test
    void postgresqlCountsAsFarAsStatementsAreChosenByIt() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL)) {
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

            addBelow(scene, "f2", 10_100);
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

    @Test
    void postgresqlJoinsWhatTooManyGrantsDeny() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL)) {
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
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL)) {
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
    @EnumSource(TestDatabase.class)
    void aListIsOneStatementWhereWhatTheSubjectHoldsIsKept(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database);
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

            scene.listed(ALICE, "document.read", Form.LITERAL);
            QueryCountHolder.clear();
            scene.listed(ALICE, "document.read", Form.LITERAL);
            // What is held everywhere, what is held on resources, but for H2 how many these are, and the list.
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(database == TestDatabase.H2 ? 3 : 4);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void manyPermissionsAndTypesCostAsOne(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
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

    @Test
    void postgresqlReadsWhatGroupsHoldByTheGroupsAlsoWhereNoneHoldsAnything() {
        List<QueryInfo> asked = new ArrayList<>();
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL, asked::add)) {
            fillWithGrants(scene);
            asked.clear();
            scene.listed(ALICE, "document.read", Form.LITERAL);

            assertThat(plan(scene, asked, "fetch first"))
                    .contains("tiergate_grant_by_group")
                    .doesNotContain("Seq Scan on tiergate_grant ")
                    .doesNotContain("tiergate_grant_by_resource");
        }
    }

    @Test
    void postgresqlReadsWhatIsGrantedOnTheWayToAResourceByItsResources() {
        List<QueryInfo> asked = new ArrayList<>();
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL, asked::add);
                CachedDecisionPoint cached =
                        CachedDecisionPoint.over(scene.node.store()).build()) {
            fillWithGrants(scene);
            asked.clear();
            AccessRequest question = new AccessRequest(Tenant.DEFAULT, ALICE, "document.read");
            cached.check(question.on(Resource.of("folder", "f0")));
            assertThat(plan(scene, asked, "with recursive up"))
                    .contains("tiergate_grant_by_resource")
                    .doesNotContain("Seq Scan on tiergate_grant ");

            cached.checkEach(
                    List.of(question.on(Resource.of("folder", "f1")), question.on(Resource.of("document", "1-0"))));
            assertThat(plan(scene, asked, "with recursive seed"))
                    .contains("tiergate_grant_by_resource")
                    .doesNotContain("Seq Scan on tiergate_grant ");
        }
    }

    @Test
    void postgresqlGoesFromTheNewestRowsToTheirPlacesForWhoSeesMany() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL)) {
            fillWithRows(scene);
            for (String folder : List.of("f0", "f4", "f8", "f12")) {
                scene.administration
                        .grants()
                        .grant(Grant.allow(ALICE, "document.read").on(Resource.of("folder", folder)));
            }
            AllowedResources allowed =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "folder");
            assertThat(allowed.extent()).isEqualTo(Extent.MANY);

            for (Form form : Form.values()) {
                assertThat(scene.plan(allowed, form, "", " order by d.id desc limit 20"))
                        .as("%s", form)
                        .contains("Index Scan Backward using document_pkey", "tiergate_resource_pk")
                        .doesNotContain("Hash Join", "Seq Scan on tiergate_resource");
            }
        }
    }

    @Test
    void postgresqlHashesFewKeysWhereTheConditionIsNegatedOrOneOfSeveral() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.POSTGRESQL)) {
            fillWithRows(scene);
            scene.administration
                    .grants()
                    .grant(Grant.allow(ALICE, "document.read").on(Resource.of("document", "0-0")));
            AllowedResources allowed =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
            assertThat(allowed.extent()).isEqualTo(Extent.FEW);

            for (Form form : Form.values()) {
                assertThat(scene.plan(allowed, form, "not ", "")).as("%s", form).contains("hashed SubPlan");
                assertThat(scene.plan(allowed, form, "d.id = 1 or ", ""))
                        .as("%s", form)
                        .contains("hashed SubPlan");
                assertThat(scene.plan(allowed, form, "", " order by d.id desc limit 20"))
                        .as("%s", form)
                        .contains("document_resource")
                        .doesNotContain("Seq Scan on document");
            }
        }
    }

    @Test
    void mariadbGoesFromFewKeysToTheRowsAlsoForWhoOwnsSome() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.MARIADB)) {
            List<Resource> documents = scene.fill(2, 20);
            documents
                    .subList(0, 15)
                    .forEach(each -> scene.administration.resources().transferOwnership(each, ALICE));
            scene.administration
                    .grants()
                    .grant(Grant.allow(ALICE, "document.read").on(documents.get(25)));
            String insert =
                    "insert into tiergate_resource (id, tenant_id, type_id, external_id, parent_id, path, sort_key)";
            scene.jdbc.execute(insert + " select 1000000 + n.seq, r.tenant_id, r.type_id, concat('more', n.seq), r.id,"
                    + " concat(r.path, lpad(n.seq, 8, '0')), n.seq from tiergate_resource r, seq_1_to_2000 n"
                    + " where r.external_id = 'f0'");
            scene.jdbc.execute(insert + " select 2000000 + r.id * 20 + n.seq, r.tenant_id, y.id,"
                    + " concat('more', r.id * 20 + n.seq), r.id, concat(r.path, lpad(n.seq, 8, '0')), n.seq"
                    + " from tiergate_resource r, tiergate_resource_type y, seq_1_to_20 n"
                    + " where r.id > 1000000 and y.name = 'document'");
            scene.jdbc.execute("insert into document select id, id from tiergate_resource where id > 2000000");
            scene.jdbc.execute("analyze table document, tiergate_resource");
            AllowedResources allowed =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
            assertThat(allowed.extent()).isEqualTo(Extent.FEW);

            String page = "select d.id from document d where " + scene.sql.literal(allowed, "d.resource_id")
                    + " order by d.id desc limit 20";
            assertThat(scene.jdbc.queryForList(page, Long.class)).hasSize(16);
            assertThat(scene.jdbc.queryForList("explain " + page))
                    .filteredOn(step -> "d".equals(step.get("table")))
                    .extracting(step -> step.get("type"))
                    .singleElement()
                    .isIn("ref", "eq_ref");
        }
    }

    @Test
    void h2LooksUpEachRowAndDoesNotMakeAllKeysForIt() {
        try (AllowedScene scene = new AllowedScene(TestDatabase.H2)) {
            scene.fill(2, 3);
            scene.administration
                    .grants()
                    .grant(Grant.allow(ALICE, "document.read").on(Resource.of("folder", "f1")));
            AllowedResources allowed =
                    scene.decisions.allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");

            String plan = scene.jdbc.queryForObject(
                    "explain select d.id from document d where " + scene.sql.literal(allowed, "d.resource_id"),
                    String.class);
            assertThat(plan).contains("ID = D.RESOURCE_ID").doesNotContain("TIERGATE_RESOURCE.tableScan");
        }
    }

    /** Twenty thousand below a folder, itself below another, and three beside that one. */
    private static void fillWithRows(AllowedScene scene) {
        scene.fill(13, 1);
        addBelow(scene, "f1", 20_000);
        scene.jdbc.execute("insert into document select id, id from tiergate_resource where id > 1000000");
        scene.jdbc.execute("analyze");
    }

    /** Twenty thousand, each on a resource of its own, and all of them to subjects. */
    private static void fillWithGrants(AllowedScene scene) {
        scene.fill(2, 1);
        scene.jdbc.execute(
                "insert into tiergate_subject (id, tenant_id, subject_type, subject_id, display_name, suspended)"
                        + " select 1000000 + n, 2, 'user', 'u' || n, '', false from generate_series(1, 20000) n");
        addBelow(scene, "f1", 20_000);
        scene.jdbc.execute("insert into tiergate_grant (id, tenant_id, holder_subject_id, permission_id, resource_id,"
                + " effect, granted_at) select 2000000 + n, 2, 1000000 + n, p.id, 1000000 + n, 'ALLOW', 0"
                + " from generate_series(1, 20000) n, tiergate_permission p where p.name = 'document.read'");
        scene.jdbc.execute("analyze");
    }

    /** With keys from 1,000,001 on. */
    private static void addBelow(AllowedScene scene, String folder, int count) {
        scene.jdbc.execute("insert into tiergate_resource (id, tenant_id, type_id, external_id, parent_id, path,"
                + " sort_key) select 1000000 + n, r.tenant_id, r.type_id, 'more' || n, r.id,"
                + " r.path || lpad(n::text, 8, '0'), n from tiergate_resource r, generate_series(1, " + count
                + ") n where r.external_id = '" + folder + "'");
    }

    /** Of the first statement that has that text. */
    private static String plan(AllowedScene scene, List<QueryInfo> asked, String text) {
        QueryInfo found = List.copyOf(asked).stream()
                .filter(query -> query.getQuery().contains(text))
                .findFirst()
                .orElseThrow();
        Object[] values = found.getParametersList().get(0).stream()
                .map(set -> set.getArgs()[1])
                .toArray();
        return String.join("\n", scene.jdbc.queryForList("explain " + found.getQuery(), String.class, values));
    }
}
