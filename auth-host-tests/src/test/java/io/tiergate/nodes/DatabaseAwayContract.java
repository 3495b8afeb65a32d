package io.tiergate.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.nodes.Story.Step;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.OwnServer;
import io.tiergate.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Two nodes, of which one reaches the database through a {@link Gate}, on a server that is stopped and started again. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(ShowNodes.class)
abstract class DatabaseAwayContract implements ShowNodes.Source {

    static final Settings SETTINGS = Settings.QUICK;

    private static final Duration LONG = Duration.ofSeconds(30);

    private final OwnServer server;
    private final FreshDatabase database;
    private final Gate gate;
    private final Nodes nodes;
    private Node near;
    private Node behindGate;

    DatabaseAwayContract(TestDatabase type) {
        server = type.ownServer();
        database = server.create("nodes");
        gate = new Gate(Settings.port(database));
        nodes = new Nodes(database);
    }

    @BeforeAll
    void start() {
        near = nodes.launch(SETTINGS);
        behindGate = nodes.launch(SETTINGS, gate);
        near.awaitReady();
        behindGate.awaitReady();
    }

    @AfterAll
    void stop() {
        nodes.close();
        gate.close();
        server.close();
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    Node behindGate() {
        return behindGate;
    }

    Gate gate() {
        return gate;
    }

    @ParameterizedTest
    @EnumSource(value = Gate.State.class, mode = Mode.EXCLUDE, names = "OPEN")
    void aNodeThatIsCutOffAnswersFromNoStateThatIsOlderThanAllowedAndRecoversByItself(Gate.State away) {
        Story story = allowed();
        Story unchanged = allowed();

        gate.become(away);
        try {
            near.change(story.revoke().change());
            Instant revoked = Instant.now();
            Waiting.until(revoked.plus(SETTINGS.allowedStaleness()));
            assertThat(behindGate.ask(story.revoke().question()))
                    .as("what has changed meanwhile")
                    .isEmpty();
            assertThat(behindGate.ask(unchanged.revoke().question()))
                    .as("what has not, and cannot be known")
                    .isEmpty();
            assertThat(near.ask(story.revoke().question()).map(Decision::code)).contains(Code.NOT_GRANTED);
        } finally {
            gate.become(Gate.State.OPEN);
        }

        awaitCode(behindGate, story.revoke());
        awaitCode(behindGate, unchanged.allow());
        near.change(story.allow().change());
        awaitCode(behindGate, story.allow());
    }

    @ParameterizedTest
    @EnumSource(value = Gate.State.class, mode = Mode.EXCLUDE, names = "OPEN")
    void aNodeThatIsCutOffGoesOnToAnswerFromItsCacheUntilTheAllowedStaleness(Gate.State away) {
        Story story = allowed();
        awaitRest(story);

        Instant since = Instant.now();
        gate.become(away);
        try {
            assertAnsweredFromTheCache(story.allow(), since);
        } finally {
            gate.become(Gate.State.OPEN);
        }
        awaitCode(behindGate, story.allow());
    }

    @Test
    void aNodeWithoutAFreeConnectionGoesOnToAnswerFromItsCacheUntilTheAllowedStaleness() {
        Story story = allowed();
        awaitRest(story);

        Instant since = Instant.now();
        CompletableFuture<Void> released = behindGate.holdAllConnections(SETTINGS.allowedStaleness());
        assertAnsweredFromTheCache(story.allow(), since);
        released.join();
        awaitCode(behindGate, story.allow());
    }

    /** Until the node has heard of all changes, and has in memory what it is asked for. */
    private void awaitRest(Story story) {
        Waiting.sleep(SETTINGS.interval().multipliedBy(5));
        awaitCode(behindGate, story.allow());
    }

    /** Until a second before the end of what is allowed, the time of a busy machine, and without waiting for the database. */
    private void assertAnsweredFromTheCache(Step step, Instant since) {
        Instant end = since.plus(SETTINGS.allowedStaleness()).minusSeconds(1);
        int answers = 0;
        for (Instant asked = Instant.now(); asked.isBefore(end); asked = Instant.now()) {
            assertThat(code(behindGate, step))
                    .as("after %s", Duration.between(since, asked))
                    .contains(step.code());
            answers++;
        }
        // One that waits for a connection or for an answer of the database would come to four.
        assertThat(answers).isGreaterThan(20);
    }

    @Test
    void aNodeWithoutAFreeConnectionAnswersFromNoStateThatIsOlderThanAllowedAndRecoversByItself() {
        Story story = allowed();
        CompletableFuture<Void> released =
                behindGate.holdAllConnections(SETTINGS.allowedStaleness().plusSeconds(5));

        near.change(story.revoke().change());
        Waiting.until(Instant.now().plus(SETTINGS.allowedStaleness()));
        assertThat(released).isNotDone();
        assertThat(code(behindGate, story.revoke())).isNotEqualTo(Optional.of(Code.GRANTED));

        released.join();
        awaitCode(behindGate, story.revoke());
    }

    @Test
    void aRestartOfTheDatabaseIsOutlived() {
        Story story = allowed();

        server.stop();
        try {
            Instant stopped = Instant.now();
            Waiting.until(stopped.plus(SETTINGS.allowedStaleness()));
            for (Node node : List.of(near, behindGate)) {
                assertThat(node.ask(story.allow().question()))
                        .as("node %s", node)
                        .isEmpty();
            }
        } finally {
            server.start();
        }

        for (Node node : List.of(near, behindGate)) {
            awaitCode(node, story.allow());
        }
        near.change(story.revoke().change());
        awaitCode(behindGate, story.revoke());
        behindGate.change(story.allow().change());
        awaitCode(near, story.allow());
    }

    /** A tenant in which Alice is allowed, and both nodes know. */
    Story allowed() {
        Story story = new Story();
        story.beginning().forEach(near::change);
        near.change(story.allow().change());
        awaitCode(near, story.allow());
        awaitCode(behindGate, story.allow());
        return story;
    }

    /** Waits until a change that the node may or may not know of is answered as the step says. */
    static void awaitCode(Node node, Step step) {
        Waiting.forThis(
                "node " + node + " answers " + step,
                LONG,
                () -> code(node, step).equals(Optional.of(step.code())));
    }

    static Optional<Code> code(Node node, Step step) {
        return node.ask(step.question()).map(Decision::code);
    }
}
