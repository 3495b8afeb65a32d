package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.jpa.JpaStore;
import java.time.Clock;
import javax.sql.DataSource;

/** Shows that the model works on tables, whoever made them: a permission, a grant, one who may and one who may not. */
final class FirstGrant {

    private FirstGrant() {}

    static void worksOn(DataSource dataSource) {
        try (JpaStore store = new JpaStore(dataSource)) {
            DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
            Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
            administration.permissions().defineIfMissing("invoice.read", "Read invoices");
            administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));

            assertThat(decisions.check(request("alice")).allowed()).isTrue();
            assertThat(decisions.check(request("bob")).allowed()).isFalse();
        }
    }

    private static AccessRequest request(String user) {
        return new AccessRequest(Tenant.DEFAULT, Subject.user(user), "invoice.read");
    }
}
