package io.tiergate.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each situation of a host on each database, and the page that says what was seen. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SituationsTest {

    private static final Path PAGE = Path.of("../docs/hosts.md");

    private final Map<Situation, Map<TestDatabase, Outcome>> seen = new EnumMap<>(Situation.class);

    /** What is in the histories at the end: that of the host, and ours. */
    record Outcome(String host, String own) {

        static Outcome of(Scene scene) {
            String flyway = String.join(", ", scene.history("flyway_schema_history"));
            String liquibase = String.join(", ", scene.liquibaseHistory());
            return new Outcome(
                    flyway.isEmpty() ? liquibase : flyway, String.join(", ", scene.history("tiergate_schema_history")));
        }
    }

    Stream<Arguments> situations() {
        return Stream.of(Situation.values())
                .flatMap(situation ->
                        Stream.of(TestDatabase.values()).map(database -> Arguments.of(situation, database)));
    }

    @Order(1)
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("situations")
    void worksAndStartsAgainWithNothingToDo(Situation situation, TestDatabase database, @TempDir Path directory) {
        try (FreshDatabase fresh = database.fresh()) {
            Scene scene = new Scene(fresh, directory);
            String[] last = situation.play(scene);
            String before = scene.state();

            scene.startGuarded(last);

            assertThat(scene.state()).isEqualTo(before);
            seen.computeIfAbsent(situation, key -> new EnumMap<>(TestDatabase.class))
                    .put(database, Outcome.of(scene));
        }
    }

    @Order(2)
    @Test
    void thePageSaysWhatWasSeen() throws Exception {
        assertThat(seen.keySet()).containsExactly(Situation.values());
        String page = HostsPage.of(seen);
        if (Boolean.getBoolean("tiergate.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }
}
