package io.tiergate.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AllowedResources;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.resource.AllowedScene.Form;
import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The condition on the rows of a host, which must be those that a check allows, one by one. */
class AllowedSqlTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Subject BOB = Subject.user("bob");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsWithoutAResourceAreNotAllowedAndAmongThoseThatAreNotWhateverTheSubjectHolds(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
            List<Resource> documents = scene.fill(2, 3);
            scene.requireAgreement(ALICE, "document.read", documents);
            scene.administration
                    .grants()
                    .grant(List.of(
                            Grant.allow(ALICE, "document.read").on(Resource.of("folder", "f1")),
                            Grant.allow(BOB, "document.read"),
                            Grant.deny(BOB, "document.read").on(documents.get(0)),
                            Grant.allow(Group.EVERYONE, "document.write")));
            scene.requireAgreement(ALICE, "document.read", documents);
            scene.requireAgreement(BOB, "document.read", documents);
            scene.requireAgreement(BOB, "document.write", documents);

            // Who may by owning something, and owns nothing yet.
            scene.administration.bundles().define("owner", "", List.of("document.read"));
            scene.administration.resourceTypes().setOwnerBundle("document", "owner");
            Subject carol = Subject.user("carol");
            scene.administration.subjects().register(carol, "");
            scene.requireAgreement(carol, "document.read", documents);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void rowsAreThoseThatACheckAllows(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
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
            assertThat(scene.listed(BOB, "document.write", Form.LITERAL)).hasSize(9);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsAllowedEverywhereSeesAllOfTheTenantAlsoWhenAnotherIsMadeAfterwards(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
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

            for (Form form : Form.values()) {
                assertThat(scene.listed(before, form))
                        .as("%s", form)
                        .hasSize(documents.size())
                        .doesNotContain("theirs");
                assertThat(scene.notListed(before, form))
                        .as("%s", form)
                        .hasSize(2)
                        .contains(AllowedScene.WITHOUT_RESOURCE);
            }
            scene.requireAgreement(ALICE, "document.read", documents);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void moreRootsThanAreNamedAreFoundByTheStatement(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
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
        try (AllowedScene scene = new AllowedScene(database)) {
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

            for (Form form : Form.values()) {
                assertThat(scene.listed(before, form)).as("%s", form).containsExactly("0-0");
            }
            assertThat(externalIds(scene.node.store(), before)).containsExactly("0-0");
        }
    }

    private static List<String> externalIds(Store store, AllowedResources allowed) {
        ResourceFilter filter = new ResourceFilter(allowed.tenantId(), List.of(allowed), null, null);
        return store.read(() -> store.resources().list(filter, 0, 100)).stream()
                .map(row -> row.resource().id())
                .toList();
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
    void emptyFiltersAreNothingAndNoPermissionsAreAnError(TestDatabase database) {
        try (AllowedScene scene = new AllowedScene(database)) {
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
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 = 1 or d.resource_id",
                "resource_id",
                "\"resource_id\"",
                "d.",
                ".resource_id",
                "d.resource_id)",
                "",
                "t.resource_id",
                "tr.id",
                "TR.id",
                "public.tr.id",
                "\"tr\".id"
            })
    void aColumnThatCouldBeTakenForAnotherIsRefused(String column) {
        AllowedSql sql = new AllowedSql(Vendor.H2, null);

        assertThatThrownBy(() -> sql.literal(nothing(), column))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + column + "' is");
        assertThatThrownBy(() -> sql.where(nothing(), column))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + column + "' is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.resource_id", "public.d.resource_id", "\"D\".\"resource id\"", "`d`.`r`", "tree.id"})
    void aColumnIsNamedWithItsTable(String column) {
        AllowedSql sql = new AllowedSql(Vendor.H2, null);

        assertThat(sql.literal(nothing(), column)).isEqualTo("(1 = 0)");
        assertThat(sql.where(nothing(), column).text()).isEqualTo("(1 = 0)");
    }

    @Test
    void whatStandsForAColumnIsNoValue() {
        AllowedSql sql = new AllowedSql(Vendor.H2, null);

        for (Object value : List.of(1, 1L, new StringBuilder("d.id"))) {
            assertThatThrownBy(() -> sql.where(nothing(), value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not stand for a column");
        }
    }

    private static AllowedResources nothing() {
        return new StoreDecisionPoint(new MemoryStore(), Clock.systemUTC())
                .allowedResources(Tenant.DEFAULT, ALICE, "document.read", "document");
    }
}
