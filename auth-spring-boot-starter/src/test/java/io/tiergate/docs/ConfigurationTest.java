package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.core.TiergateProperties;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What editors and the page say of the properties. */
class ConfigurationTest {

    private final JsonNode metadata = metadata();

    @Test
    void everyPropertyIsDescribedAsSpringBootDescribesIts() {
        assertThat(properties()).hasSizeGreaterThan(15).allSatisfy(property -> {
            String description = property.path("description").asString();
            assertThat(description)
                    .as(property.path("name").asString())
                    .matches("[A-Z].*\\.")
                    .doesNotMatch("(The|A|An) .*");
            if (property.path("type").asString().equals("java.lang.Boolean")) {
                assertThat(description).as(property.path("name").asString()).matches("Whether .*");
            }
        });
    }

    @Test
    void hintsAreAboutPropertiesThatThereAre() {
        List<String> names = properties().stream()
                .map(property -> property.path("name").asString())
                .toList();

        assertThat(metadata.path("hints").values())
                .isNotEmpty()
                .allSatisfy(hint ->
                        assertThat(names).contains(hint.path("name").asString().replaceFirst("\\.(keys|values)$", "")));
    }

    @Test
    void thePageListsAllProperties() throws IOException {
        StringBuilder table = new StringBuilder("| property | default | what it is |\n| --- | --- | --- |\n");
        for (JsonNode property : properties()) {
            table.append("| `%s` | %s | %s |%n"
                    .formatted(
                            property.path("name").asString(),
                            shown(property.path("defaultValue")),
                            property.path("description").asString()));
        }

        assertThat(Files.readString(Path.of("../docs/configuration.md"))).contains(table);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return "`" + (value.isString() ? value.asString() : value.toString()) + "`";
    }

    private List<JsonNode> properties() {
        List<JsonNode> properties = new ArrayList<>(metadata.path("properties").values());
        properties.sort((one, other) ->
                one.path("name").asString().compareTo(other.path("name").asString()));
        return properties;
    }

    private static JsonNode metadata() {
        try {
            Path classes = Path.of(TiergateProperties.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return JsonMapper.shared()
                    .readTree(Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json")));
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
