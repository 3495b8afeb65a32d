package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a check costs the database, counted. */
class ColdCheckStatementsTest {

    private static final Subject ALICE = Subject.user("alice");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theFirstCheckOfASubjectIsOneStatementWhateverItHolds(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(
                    config -> {},
                    dataSource -> ProxyDataSourceBuilder.create(dataSource)
                            .countQuery()
                            .build());
            DecisionPoint decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            Administration administration = Administration.of(node.store(), decisions, Clock.systemUTC(), () -> null);
            for (int i = 0; i < 20; i++) {
                administration.permissions().define("invoice.p" + i, "");
                administration.bundles().define("bundle " + i, "", List.of("invoice.p" + i));
                administration.groups().define("group " + i, "");
                administration.groups().addMember("group " + i, ALICE);
                administration.grants().grant(Grant.allow(Group.of("group " + i), What.bundle("bundle " + i)));
                administration.grants().grant(Grant.allow(ALICE, "invoice.p" + i));
            }
            decisions.check(new AccessRequest(Tenant.DEFAULT, Subject.user("somebody else"), "invoice.p1"));

            QueryCountHolder.clear();
            boolean allowed = decisions
                    .check(new AccessRequest(Tenant.DEFAULT, ALICE, "invoice.p19"))
                    .allowed();

            assertThat(allowed).isTrue();
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeOfWhatSubjectsHoldDoesNotMakeDefinitionsBeReadAgain(TestDatabase database) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(
                    config -> {},
                    dataSource -> ProxyDataSourceBuilder.create(dataSource)
                            .countQuery()
                            .build());
            DecisionPoint decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
            Administration administration = Administration.of(node.store(), decisions, Clock.systemUTC(), () -> null);
            administration.permissions().define("entry", "");
            AccessRequest request = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");
            assertThat(decisions.check(request).allowed()).isFalse();
            administration.grants().grant(Grant.allow(ALICE, "entry"));

            QueryCountHolder.clear();
            boolean allowed = decisions.check(request).allowed();

            assertThat(allowed).isTrue();
            assertThat(QueryCountHolder.getGrandTotal().getTotal()).isEqualTo(1);
        }
    }
}
