package io.tiergate.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Revision;
import io.tiergate.nodes.Story.Step;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three nodes on one database. Each test has a tenant of its own. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(ShowNodes.class)
abstract class ManyNodesContract implements ShowNodes.Source {

    static final Settings SETTINGS = Settings.QUICK;

    /** More than any machine needs that still works. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FreshDatabase database;
    private final JdbcTemplate jdbc;
    private final Nodes nodes;
    private final List<Node> running = new ArrayList<>();

    ManyNodesContract(TestDatabase type) {
        database = type.fresh();
        jdbc = new JdbcTemplate(database.dataSource());
        nodes = new Nodes(database);
    }

    @BeforeAll
    void start() {
        running.add(nodes.launch(SETTINGS));
        running.add(nodes.launch(SETTINGS));
        running.add(nodes.launch(SETTINGS.withoutPush()));
        running.forEach(Node::awaitReady);
    }

    @AfterAll
    void stop() {
        nodes.close();
        database.close();
    }

    @Override
    public Nodes nodes() {
        return nodes;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    @Test
    void aChangeAtOneNodeIsSeenByTheOthersWithinAnInterval() {
        List<Duration> lags = new ArrayList<>();
        Story story = begun();
        int turn = 0;
        for (Step step : story.steps()) {
            Node changing = running.get(turn++ % running.size());
            running.forEach(node -> awaitAnswer(node, step.question()));
            long revision = changing.change(step.change());
            Instant committed = Instant.now();
            assertThat(changing.ask(step.question()).map(Decision::code))
                    .as("%s at its own node", step)
                    .contains(step.code());
            for (Node node : running) {
                if (node != changing) {
                    lags.add(awaitSeen(node, step, revision, committed));
                }
            }
        }
        // What may never be is checked with each answer. This is what is usual.
        assertThat(lags.stream().sorted().toList().get(lags.size() / 2))
                .as("the median of %s", lags)
                .isLessThan(SETTINGS.interval().plusMillis(500));
    }

    @Test
    void whoAsksForTheRevisionOfAChangeSeesItAtOnceOnEveryNode() {
        Story story = begun();
        int turn = 0;
        for (Step step : story.steps()) {
            running.forEach(node -> awaitAnswer(node, step.question()));
            long revision = running.get(turn++ % running.size()).change(step.change());
            AccessRequest request = step.seeing(revision);
            for (Node node : running) {
                Optional<Decision> decision = node.ask(request);
                assertThat(decision.map(Decision::code))
                        .as("%s at node %s", step, node)
                        .contains(step.code());
                assertThat(Objects.requireNonNull(request.atLeast())
                                .isMetBy(0, decision.orElseThrow().revision()))
                        .isTrue();
            }
        }
    }

    @Test
    void whoAsksForARevisionThatIsNotYetThereIsNotAnswered() {
        Story story = begun();
        long revision = running.get(0).change(story.allow().change());

        for (Node node : running) {
            assertThat(node.ask(story.allow().seeing(revision + 1))).isEmpty();
            assertThat(node.ask(story.allow().seeing(revision)).map(Decision::code))
                    .contains(Code.GRANTED);
        }
    }

    @Test
    void answersOfAllNodesAreThoseOfTheirRevisionsWhileAllOfThemChange() {
        Chronicle chronicle = new Chronicle();
        Traffic traffic = new Traffic(List.of(begun(), begun()), chronicle);

        traffic.run(running);

        assertThat(chronicle.answers())
                .isGreaterThan(10 * chronicle.unavailable())
                .isGreaterThan(500);
        // No question is about a resource here.
        assertThat(chronicle.codes())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(Code.UNKNOWN_RESOURCE_TYPE, Code.UNKNOWN_RESOURCE)));
        chronicle.assertAnswersAreThoseOfTheirRevisions(jdbc);
        chronicle.assertNoNodeGoesBack();
        chronicle.assertAtLeastIsKept();
        chronicle.assertNoAnswerIsOlderThan(SETTINGS.allowedStaleness());
    }

    @Test
    void aChangeWhoseNodeDiesRightAfterTheCommitIsSeenByTheOthers() {
        Story story = begun();
        long before = running.get(0).change(story.allow().change());
        running.forEach(node -> awaitSeen(node, story.allow(), before, Instant.now()));

        Node dying = running.remove(0);
        dying.changeAndCrash(story.revoke().change());
        Instant committed = Instant.now();

        assertThat(revision(story)).isEqualTo(before + 1);
        for (Node node : running) {
            awaitSeen(node, story.revoke(), before + 1, committed);
        }
        Node next = nodes.start(SETTINGS);
        running.add(0, next);
        assertThat(next.ask(story.revoke().question()).map(Decision::code)).contains(Code.NOT_GRANTED);
    }

    @Test
    void aNodePausedForLongerThanAllowedDoesNotAnswerFromItsOldCache() {
        for (Node paused : List.of(running.get(1), running.get(2))) {
            Story one = begun();
            Story other = begun();
            Story third = begun();
            for (Story story : List.of(one, other, third)) {
                long revision = running.get(0).change(story.allow().change());
                awaitSeen(paused, story.allow(), revision, Instant.now());
            }
            Step ofASubject = one.revoke();
            Step ofACatalogue = new Step(
                    Change.of(
                            Change.Kind.RETIRE,
                            other.tenant(),
                            "",
                            other.allow().question().permission()),
                    other.allow().question(),
                    Code.UNKNOWN_PERMISSION);

            List<CompletableFuture<Optional<Decision>>> asked = new ArrayList<>();
            paused.pause();
            long revoked = running.get(0).change(ofASubject.change());
            long retired = running.get(0).change(ofACatalogue.change());
            Waiting.sleep(SETTINGS.allowedStaleness().plusMillis(200));
            // They wait at the node's door, so that they are the first that it does.
            for (int i = 0; i < 5; i++) {
                asked.add(paused.asking(ofASubject.question()));
                asked.add(paused.asking(ofACatalogue.question()));
            }
            Waiting.sleep(Duration.ofMillis(200));
            Instant goesOn = Instant.now();
            paused.goOn();

            for (int i = 0; i < asked.size(); i++) {
                Step step = i % 2 == 0 ? ofASubject : ofACatalogue;
                asked.get(i)
                        .join()
                        .ifPresent(decision -> assertThat(decision.code())
                                .as("after a pause, %s", step)
                                .isEqualTo(step.code()));
            }
            awaitSeen(paused, ofASubject, revoked, goesOn);
            awaitSeen(paused, ofACatalogue, retired, goesOn);
            awaitSeen(paused, third.allow(), 0, goesOn);
        }
    }

    @Test
    void aNodePausedWhileTheLogIsDeletedNoticesTheGap() {
        for (boolean all : List.of(true, false)) {
            Story story = begun();
            Node paused = running.get(2);
            long allowed = running.get(0).change(story.allow().change());
            awaitSeen(paused, story.allow(), allowed, Instant.now());

            paused.pause();
            long revoked = running.get(0).change(story.revoke().change());
            Instant committed = Instant.now();
            // What is left is of somebody else.
            long last = running.get(1).change(Change.of(Change.Kind.SUSPEND, story.tenant(), "user:bob", ""));
            deleteLog(story, all ? last : revoked);
            paused.goOn();

            awaitSeen(paused, story.revoke(), last, committed);
            long again = running.get(1).change(story.allow().change());
            awaitSeen(paused, story.allow(), again, Instant.now());
        }
    }

    /** A tenant that all nodes know. */
    Story begun() {
        Story story = new Story();
        for (Change change : story.beginning()) {
            long revision = running.get(0).change(change);
            assertThat(revision).as(change.toString()).isPositive();
        }
        return story;
    }

    List<Node> running() {
        return running;
    }

    /**
     * Waits until the node answers from that revision, and then as the step says. Meanwhile it may say that it cannot know; it
     * may answer from an earlier revision for as long as is allowed.
     *
     * @return how long that took since the commit
     */
    Duration awaitSeen(Node node, Step step, long revision, Instant committed) {
        while (true) {
            Instant asked = Instant.now();
            Decision decision = node.ask(step.question()).orElse(null);
            if (decision != null && isAtLeast(decision, step, revision)) {
                assertThat(decision.code()).as("%s at node %s", step, node).isEqualTo(step.code());
                return Duration.between(committed, Instant.now());
            }
            Duration age = Duration.between(committed, asked);
            if (decision != null) {
                assertThat(age)
                        .as("node %s answers with %s after %s gave revision %s", node, decision, step, revision)
                        .isLessThanOrEqualTo(SETTINGS.allowedStaleness());
            }
            assertThat(age).as("node %s hears of %s", node, step).isLessThan(LONG);
            Waiting.moment();
        }
    }

    private static boolean isAtLeast(Decision decision, Step step, long revision) {
        Revision found = decision.revision();
        return (step.change().tenant().isShared() ? found.shared() : found.tenant()) >= revision;
    }

    private static void awaitAnswer(Node node, AccessRequest request) {
        Waiting.forThis(
                "node " + node + " answers", LONG, () -> node.ask(request).isPresent());
    }

    private long revision(Story story) {
        return jdbc.queryForObject(
                "select max(revision) from tiergate_change_set where tenant_key = ?",
                Long.class,
                story.tenant().key());
    }

    private void deleteLog(Story story, long upTo) {
        String sets = "select id from tiergate_change_set where tenant_key = ? and revision <= ?";
        jdbc.update(
                "delete from tiergate_change where change_set_id in (" + sets + ")",
                story.tenant().key(),
                upTo);
        jdbc.update(
                "delete from tiergate_change_set where tenant_key = ? and revision <= ?",
                story.tenant().key(),
                upTo);
    }
}
