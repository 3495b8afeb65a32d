package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Group;
import io.tiergate.HolderPermissions;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.resource.ResourceLists;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionGuards;
import io.tiergate.security.SubjectPrincipal;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;
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
    void thePageAboutWhoMayRuns() {
        administration.groups().define("Lisbon office", "");
        administration.groups().addMember("Lisbon office", user("bob"));
        ResourcesPage.declare(administration);
        ResourcesPage.register(administration);
        ResourcesPage.grant(administration);
        Resource document = Resource.of("document", 42);
        List<Resource> rows = List.of(document, Resource.of("folder", "plans"), Resource.of("document", 43));

        assertThat(WhoMayPage.table(access("bob"), rows))
                .containsExactly(
                        entry(rows.get(0), Set.of("document.read")),
                        entry(rows.get(1), Set.of("document.read", "document.write")),
                        entry(rows.get(2), Set.of()));
        assertThat(WhoMayPage.filter(access("bob"), List.of(new ResourcesPage.Draft(43), new ResourcesPage.Draft(42))))
                .containsExactly(new ResourcesPage.Draft(42));
        assertThat(WhoMayPage.checks(decisions, rows))
                .extracting(Decision::allowed)
                .containsExactly(true, true, false);
        assertThat(WhoMayPage.what(decisions, rows)).isTrue();
        assertThat(WhoMayPage.anything(access("bob"), document)).isTrue();
        assertThat(WhoMayPage.anything(access("carol"), document)).isFalse();
        assertThat(WhoMayPage.who(decisions, document).holders())
                .extracting(HolderPermissions::holder)
                .containsExactly(user("bob"), user("dave"));
        assertThat(WhoMayPage.queries(document).stream()
                        .map(query -> decisions.holdersOf(query).holders().stream()
                                .map(HolderPermissions::holder)
                                .toList()))
                .containsExactly(List.of(user("bob"), user("dave")), List.of(Group.of("Lisbon office"), user("dave")));
        assertThat(WhoMayPage.members(administration)).isEqualTo(1);
        ResourceLists lists = ResourceLists.of(store, decisions);
        assertThat(WhoMayPage.list(lists, access("dave")))
                .as("the page and the count")
                .isEqualTo(2);
        assertThat(WhoMayPage.list(lists, access("bob"))).as("denied there").isZero();
        assertThat(WhoMayPage.anywhere(lists, access("bob")))
                .as("on the folder")
                .isTrue();
        assertThat(WhoMayPage.anywhere(lists, access("carol"))).isFalse();
    }

    @Test
    void theAnnotationsCanBeEnforced() {
        assertThat(new PermissionGuards().guards(ResourcesPage.Documents.class)).isTrue();
        assertThat(new ResourcesPage.DocumentController()).isNotNull();
    }
}
