package io.tiergate.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.nodes.Story.Step;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on PostgreSQL that look for changes so seldom that a test would not wait for it. */
@ExtendWith(ShowNodes.class)
class PushTest implements ShowNodes.Source {

    private static final Settings SELDOM = new Settings(Duration.ofMinutes(5), Duration.ofMinutes(20), true);

    /** Much more than a push needs, and much less than the interval. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FreshDatabase database = TestDatabase.POSTGRESQL.fresh();
    private final Nodes nodes = new Nodes(database);

    @Override
    public Nodes nodes() {
        return nodes;
    }

    @AfterEach
    void stop() {
        nodes.close();
        database.close();
    }

    @Test
    void aPushTellsOfAChangeLongBeforeTheInterval() {
        Node one = nodes.launch(SELDOM);
        Node other = nodes.launch(SELDOM);
        List<Node> both = List.of(one, other);
        both.forEach(Node::awaitReady);
        Story story = new Story();
        for (Change change : story.beginning()) {
            one.change(change);
        }
        int turn = 0;
        for (Step step : story.steps()) {
            AccessRequest question = step.question();
            both.forEach(node -> node.ask(question));
            long revision = both.get(turn % 2).change(step.change());
            Node told = both.get(++turn % 2);

            Waiting.forThis(
                    "node " + told + " hears of " + step,
                    SOON,
                    () -> told.ask(question)
                            .filter(decision -> Objects.requireNonNull(
                                            step.seeing(revision).atLeast())
                                    .isMetBy(0, decision.revision()))
                            .isPresent());

            assertThat(DatabaseAwayContract.code(told, step)).contains(step.code());
        }
    }
}
