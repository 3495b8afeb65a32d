package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.memory.InMemoryPermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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

    @Test
    void theJsonOfThePageIsImported() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "in-memory.md"));
        String json = page.substring(page.indexOf("```json\n") + "```json\n".length(), page.lastIndexOf("]}]}\n") + 5);
        Map<String, Object> state = new JsonMapper().readValue(json, new TypeReference<>() {});

        InMemoryPermissions permissions = new InMemoryPermissions().importAll(state);

        assertThat(permissions.grants()).singleElement().asString().contains("document.read on document:42");
        assertThat(permissions.check(user("carol"), "document.read", DRAFT))
                .as("the owner")
                .isTrue();
    }
}
