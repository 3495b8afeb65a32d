package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.DecisionPoint;
import io.tiergate.HeldPermission;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The snippets of the pages do what the pages say. */
class PagesTest {

    private final Store store = new MemoryStore();
    private final DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);

    @Test
    void aPlainMainDecidesInMemory() {
        assertThat(Pages.inMemory()).isTrue();
    }

    @Test
    void theAdministrationPageRuns() {
        Pages.administration(administration, Clock.systemUTC().instant().plus(Duration.ofDays(20)));

        assertThat(decisions.permissionsOf(Tenant.DEFAULT, user("bob")))
                .extracting(HeldPermission::permission)
                .containsExactly("invoice.approve");
        assertThat(decisions.permissionsOf(Tenant.DEFAULT, user("alice"))).isEmpty();

        administration.tenants().create(Tenant.of("acme"));
        administration.inTenant(Tenant.of("acme")).permissions().define("invoice.approve", "");
        Pages.scope(administration);
        Pages.whoHoldsWhat(administration);

        assertThat(decisions.permissionsOf(Tenant.of("acme"), user("alice"))).hasSize(1);
    }
}
