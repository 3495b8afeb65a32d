package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.memory.InMemoryPermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The snippets of the page about permissions in memory do what the page says. */
class InMemoryPageTest {

    private static final Resource PLANS = Resource.of("folder", "plans");
    private static final Resource DRAFT = Resource.of("document", 42);
    private static final Group OFFICE = Group.of("Lisbon office");

    @Test
    void aPlainMainDecidesInMemory() {
        assertThat(InMemoryPage.first().check(user("alice"), "invoice.approve")).isTrue();
    }

    @Test
    void thePageAnswersAsItSays() {
        InMemoryPermissions permissions = InMemoryPage.define();

        assertThat(permissions.grants()).hasSize(3);
        assertThat(permissions.check(user("bob"), "document.read", DRAFT)).isTrue();
        assertThat(permissions.checkAny(List.of(OFFICE, user("mallory")), "document.write", DRAFT))
                .isTrue();
        assertThat(permissions.checkAll(List.of(OFFICE, user("bob")), "document.write", DRAFT))
                .isFalse();
        assertThat(permissions.whichPermissions(user("bob"), DRAFT)).containsExactly("document.print", "document.read");
        assertThat(InMemoryPage.ask(permissions, PLANS, DRAFT)).containsOnlyKeys(PLANS, DRAFT);
    }

    @Test
    void whatIsExportedIsImported() {
        InMemoryPermissions permissions = InMemoryPage.define();
        InMemoryPage.more(permissions);

        assertThat(InMemoryPage.export(permissions).exportAll()).isEqualTo(permissions.exportAll());
    }
}
