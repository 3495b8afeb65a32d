package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HolderQuery;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each form of question costs the database, counted, with more and with fewer things to ask about. */
class AskingStatementsTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Resource FOLDER = Resource.of("folder", "f");
    private static final List<String> PERMISSIONS = List.of("read", "write", "list");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theStoreIsAskedAboutAPageOfResourcesInTwoStatements(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(config -> {}, AskingStatementsTest::counted);
            DecisionPoint decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            List<Resource> page = library(node, decisions, 25);

            assertThat(statements(() -> assertThat(decisions.checkEach(requests(page)))
                            .hasSize(75)
                            .allMatch(Decision::allowed)))
                    .isEqualTo(2);
            assertThat(statements(() -> assertThat(decisions.permissionsOnEach(Tenant.DEFAULT, ALICE, page))
                            .hasSize(25)
                            .allSatisfy((resource, held) -> assertThat(held).hasSize(3))))
                    .isEqualTo(2);
            assertThat(statements(() -> decisions.permissionsOn(Tenant.DEFAULT, ALICE, page.get(0))))
                    .isEqualTo(2);
            assertThat(statements(() -> decisions.permissionsOf(Tenant.DEFAULT, ALICE)))
                    .isEqualTo(1);
            assertThat(statements(
                            () -> assertThat(decisions.checkEach(List.of())).isEmpty()))
                    .isZero();
            assertThat(statements(() -> assertThat(decisions.permissionsOnEach(Tenant.DEFAULT, ALICE, List.of()))
                            .isEmpty()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void someHundredResourcesAreOneStatement(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(config -> {}, AskingStatementsTest::counted);
            DecisionPoint decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            List<Resource> page = library(node, decisions, 513);

            assertThat(statements(() ->
                            assertThat(decisions.checkEach(requests(page))).hasSize(3 * 513)))
                    .as("what she holds, and three parts")
                    .isEqualTo(4);
            List<AccessRequest> ofMany = new ArrayList<>(requests(page));
            ofMany.addAll(requests(page).stream()
                    .map(request -> new AccessRequest(Tenant.DEFAULT, Subject.user("bob"), request.permission())
                            .on(request.resource()))
                    .toList());
            assertThat(statements(() -> decisions.checkEach(ofMany))).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void resourcesThatAreKeptAreNoStatementAndTheOthersAreOne(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(config -> {}, AskingStatementsTest::counted);
            // No look at the log comes between.
            try (CachedDecisionPoint decisions = CachedDecisionPoint.over(node.store())
                    .feed(new ChangeFeed.Settings(Duration.ofMinutes(5), Duration.ofMinutes(30)))
                    .build()) {
                List<Resource> page = library(node, decisions, 25);
                decisions.check(new AccessRequest(Tenant.DEFAULT, ALICE, "read"));
                decisions.check(new AccessRequest(Tenant.DEFAULT, ALICE, "read").on(page.get(3)));
                decisions.check(new AccessRequest(Tenant.DEFAULT, ALICE, "read").on(page.get(7)));

                assertThat(statements(() -> assertThat(decisions.checkEach(requests(page)))
                                .hasSize(75)
                                .allMatch(Decision::allowed)))
                        .isEqualTo(1);
                assertThat(statements(() -> assertThat(decisions.checkEach(requests(page)))
                                .hasSize(75)
                                .allMatch(Decision::allowed)))
                        .isZero();
                assertThat(statements(() ->
                                decisions.check(new AccessRequest(Tenant.DEFAULT, ALICE, "write").on(page.get(24)))))
                        .isZero();

                List<Resource> withUnregistered = Stream.concat(
                                page.stream(), IntStream.range(0, 10).mapToObj(i -> Resource.of("document", -i - 1)))
                        .toList();
                assertThat(statements(() -> assertThat(decisions.checkEach(requests(withUnregistered)))
                                .filteredOn(Decision::allowed)
                                .hasSize(75)))
                        .as("whether they are registered, which is never kept")
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoMayIsAsManyStatementsHoweverManyThereAre(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(config -> {}, AskingStatementsTest::counted);
            DecisionPoint decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            Administration administration = administration(node, decisions);
            Resource document = library(node, decisions, 1).get(0);
            administration
                    .grants()
                    .grant(Grant.allow(Subject.user("bob"), "write").on(FOLDER));
            HolderQuery everywhere = HolderQuery.of(Tenant.DEFAULT, PERMISSIONS);
            List<HolderQuery> queries = List.of(
                    everywhere.on(document),
                    everywhere.on(document).withoutMembers(),
                    everywhere.on(document).by(HolderQuery.Way.DIRECT).page(0, 20),
                    HolderQuery.ofAnything(Tenant.DEFAULT).on(document).page(40, 20),
                    everywhere);
            List<Integer> few = queries.stream()
                    .map(query -> statements(() -> decisions.holdersOf(query)))
                    .toList();
            List<Subject> many =
                    IntStream.range(0, 200).mapToObj(i -> Subject.user("u" + i)).toList();
            administration.groups().addMembers("readers", many);
            administration
                    .grants()
                    .grant(many.stream()
                            .map(subject -> Grant.allow(subject, "write").on(FOLDER))
                            .toList());

            assertThat(decisions.holdersOf(queries.get(3)))
                    .satisfies(page -> assertThat(page.total()).isEqualTo(202))
                    .satisfies(page -> assertThat(page.holders()).hasSize(20));
            assertThat(queries.stream()
                            .map(query -> statements(() -> decisions.holdersOf(query)))
                            .toList())
                    .isEqualTo(few)
                    .allMatch(count -> count <= 20);
        }
    }

    private static List<AccessRequest> requests(List<Resource> page) {
        return page.stream()
                .flatMap(resource -> PERMISSIONS.stream()
                        .map(permission -> new AccessRequest(Tenant.DEFAULT, ALICE, permission).on(resource)))
                .toList();
    }

    /** By this thread: others look at the log of changes. */
    private static int statements(Runnable question) {
        QueryCountHolder.clear();
        question.run();
        return (int) QueryCountHolder.getGrandTotal().getTotal();
    }

    private static DataSource counted(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource).countQuery().build();
    }

    private static Administration administration(JpaStoreFixture.Node node, DecisionPoint decisions) {
        return Administration.of(node.store(), decisions, Clock.systemUTC(), () -> null);
    }

    /** Documents in a folder that Alice may read, write and list as a member of a group; the definitions are read. */
    private static List<Resource> library(JpaStoreFixture.Node node, DecisionPoint decisions, int documents) {
        Administration administration = administration(node, decisions);
        PERMISSIONS.forEach(permission -> administration.permissions().define(permission, ""));
        administration.resourceTypes().define("folder", "", PERMISSIONS);
        administration.resourceTypes().define("document", "", PERMISSIONS);
        administration.resources().register(FOLDER);
        List<Resource> page = IntStream.range(0, documents)
                .mapToObj(i -> Resource.of("document", i))
                .toList();
        administration
                .resources()
                .registerAll(page.stream()
                        .map(resource -> NewResource.of(resource).below(FOLDER))
                        .toList());
        administration.groups().define("readers", "");
        administration.groups().addMember("readers", ALICE);
        administration.grants().grant(Grant.allow(Group.of("readers"), "*").on(FOLDER));
        decisions.check(new AccessRequest(Tenant.DEFAULT, Subject.user("somebody else"), "read"));
        return page;
    }
}
