package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** When Tiergate cannot know, the answer is an error, and never "allowed". */
class StoreAwayTest {

    private static final AccessRequest REQUEST = new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), "entry");

    @Test
    void aDatabaseThatIsAwayIsNoDenialAndNoPermission() {
        try (JpaStoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            DecisionPoint decisions = allowedBefore(fixture);

            ((HikariDataSource) fixture.node().dataSource()).close();

            assertUnavailable(decisions);
        }
    }

    @Test
    void aTableThatIsGoneIsNoDenialAndNoPermission() {
        try (JpaStoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            DecisionPoint decisions = allowedBefore(fixture);

            new JdbcTemplate(fixture.node().dataSource()).execute("drop table tiergate_grant");

            assertUnavailable(decisions);
        }
    }

    @Test
    void aRowThatCannotBeUnderstoodIsNoDenialAndNoPermission() {
        try (JpaStoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            DecisionPoint decisions = allowedBefore(fixture);

            JdbcTemplate jdbc = new JdbcTemplate(fixture.node().dataSource());
            jdbc.execute("alter table tiergate_grant drop constraint tiergate_grant_effect");
            jdbc.update("update tiergate_grant set effect = 'MAYBE'");

            assertUnavailable(decisions);
        }
    }

    private static DecisionPoint allowedBefore(JpaStoreFixture fixture) {
        DecisionPoint decisions = new StoreDecisionPoint(fixture.store(), Clock.systemUTC());
        Administration administration = Administration.of(fixture.store(), decisions, Clock.systemUTC(), () -> null);
        administration.permissions().define("entry", "");
        administration.grants().grant(Grant.allow(Subject.user("alice"), "entry"));
        assertThat(decisions.check(REQUEST).allowed()).isTrue();
        return decisions;
    }

    private static void assertUnavailable(DecisionPoint decisions) {
        assertThatThrownBy(() -> decisions.check(REQUEST)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> decisions.explain(REQUEST)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> decisions.permissionsOf(Tenant.DEFAULT, Subject.user("alice")))
                .isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> decisions.holdersOf(Tenant.DEFAULT, "entry"))
                .isInstanceOf(DecisionUnavailableException.class);
    }
}
