package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.DecisionPoint;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionGuards;
import io.tiergate.security.SubjectPrincipal;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;

/** The snippets of the page about resources do what the page says. */
class ResourcesPageTest {

    private final Store store = new MemoryStore();
    private final DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);

    private Access access(String who) {
        return new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT))
                .of(new TestingAuthenticationToken((SubjectPrincipal) () -> user(who), null, "X"));
    }

    @Test
    void thePageRuns() {
        administration.groups().define("Lisbon office", "");
        administration.groups().addMember("Lisbon office", user("bob"));
        ResourcesPage.declare(administration);
        ResourcesPage.register(administration);
        ResourcesPage.grant(administration);

        assertThat(ResourcesPage.ask(decisions))
                .isNotNull()
                .satisfies(why ->
                        assertThat(why.reasons()).singleElement().asString().contains("folder:plans", "Lisbon office"));
        assertThat(access("bob").has("document.write", Resource.of("document", 42)))
                .as("denied there")
                .isFalse();
        assertThat(ResourcesPage.mayWrite(access("dave"), new ResourcesPage.Draft(42)))
                .as("the owner")
                .isTrue();
        assertThat(access("carol").has("document.read", Resource.of("document", 42)))
                .as("the owner before")
                .isFalse();
    }

    @Test
    void theAnnotationsCanBeEnforced() {
        assertThat(new PermissionGuards().guards(ResourcesPage.Documents.class)).isTrue();
        assertThat(new ResourcesPage.DocumentController()).isNotNull();
    }
}
