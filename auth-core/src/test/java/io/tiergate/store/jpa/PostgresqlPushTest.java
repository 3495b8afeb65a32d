package io.tiergate.store.jpa;

import static io.tiergate.store.jpa.PushScene.awhile;
import static io.tiergate.store.jpa.PushScene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.change.ChangeFeed;
import io.tiergate.change.Follower;
import io.tiergate.store.jpa.PushScene.PushNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hints between nodes on a real server. */
class PostgresqlPushTest {

    private final PushScene scene = new PushScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aHintArrivesAtTheOtherNodes() {
        PushNode one = scene.node();
        PushNode two = scene.node();
        PushNode three = scene.node();

        one.push().send();

        eventually(() -> two.hints().get() == 1 && three.hints().get() == 1);
    }

    @Test
    void aNodeDoesNotHearItself() {
        PushNode one = scene.node();
        PushNode two = scene.node();

        one.push().send();
        two.push().send();

        eventually(() -> one.hints().get() == 1 && two.hints().get() == 1);
        awhile();
        assertThat(one.hints()).hasValue(1);
    }

    @Test
    void aHintThatIsDoubledIsOneOrMoreHints() {
        PushNode one = scene.node();
        PushNode two = scene.node();

        one.push().send();
        one.push().send();
        scene.jdbc().execute("notify \"tiergate.public\", 'whoever'");

        eventually(() -> two.hints().get() >= 1);
        awhile();
        assertThat(two.hints()).hasValueBetween(1, 3);
    }

    @Test
    void manyCommitsBecomeFewHints() {
        PushNode two = scene.node();
        PostgresqlPush push = new PostgresqlPush(scene.database().dataSource());
        AtomicInteger looks = new AtomicInteger();
        try (ChangeFeed feed = new ChangeFeed(
                new ChangeFeed.Settings(Duration.ofHours(1), Duration.ofDays(1)), follower(looks), push)) {
            feed.start();
            feed.lookNow();

            for (int i = 0; i < 10_000; i++) {
                feed.committed();
            }

            eventually(() -> two.hints().get() >= 1);
            awhile();
            assertThat(two.hints()).hasValueBetween(1, 1_000);
            assertThat(looks).hasValueLessThan(1_002);
        }
    }

    @Test
    void aFeedSeesAnotherNodesCommitLongBeforeItsInterval() {
        AtomicInteger looks = new AtomicInteger();
        PostgresqlPush push = new PostgresqlPush(scene.database().dataSource());
        try (ChangeFeed feed = new ChangeFeed(
                new ChangeFeed.Settings(Duration.ofHours(1), Duration.ofDays(1)), follower(looks), push)) {
            feed.start();
            eventually(() -> scene.listeners() == 1);
            feed.lookNow();
            int before = looks.get();

            scene.node().push().send();

            eventually(() -> looks.get() > before);
        }
    }

    @Test
    void anotherSchemaDoesNotWake() {
        PushNode here = scene.node(scene.database().dataSource(), "Our \"Permissions\"");
        PushNode there = scene.node(scene.database().dataSource(), "another");
        PushNode same = scene.node(scene.database().dataSource(), "Our \"Permissions\"");

        here.push().send();

        eventually(() -> same.hints().get() == 1);
        awhile();
        assertThat(there.hints()).hasValue(0);
    }

    @Test
    void theSchemaOfTheConnectionsIsTheOneOfThatName() {
        PushNode unnamed = scene.node();
        PushNode named = scene.node(scene.database().dataSource(), "public");

        unnamed.push().send();
        named.push().send();

        eventually(() -> named.hints().get() == 1 && unnamed.hints().get() == 1);
    }

    @Test
    void aSchemaMayHaveTheLongestName() {
        String longest = "ä".repeat(31);
        PushNode one = scene.node(scene.database().dataSource(), longest);
        PushNode two = scene.node(scene.database().dataSource(), longest);

        one.push().send();

        eventually(() -> two.hints().get() == 1);
    }

    @Test
    void nothingIsSentOrHeardAfterItsEnd() {
        PushNode one = scene.node();
        PushNode two = scene.node();
        one.push().close();
        two.push().send();
        one.push().send();

        awhile();
        assertThat(one.hints()).hasValue(0);
        assertThat(two.hints()).hasValue(0);
        PostgresqlPush never = new PostgresqlPush(scene.database().dataSource());
        never.close();
        never.start(() -> {});
        awhile();
        assertThat(scene.listeners()).isEqualTo(1);
    }

    private static Follower follower(AtomicInteger looks) {
        return new Follower() {
            @Override
            public void follow() {
                looks.incrementAndGet();
            }

            @Override
            public void fresh() {}

            @Override
            public void stale() {}
        };
    }
}
