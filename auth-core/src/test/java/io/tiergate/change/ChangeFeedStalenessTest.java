package io.tiergate.change;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tiergate.change.ChangeFeed.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** How old what is kept may become, and who is told when. */
class ChangeFeedStalenessTest extends FeedScene {

    private static final Duration TICK = SETTINGS.tick();

    @Test
    void isStaleUntilItStarts() {
        assertThat(feed.isFresh()).isFalse();
        assertThat(feed.freshness().fresh()).isFalse();
        assertThat(follower.told).isEmpty();
    }

    @Test
    void isFreshFromTheStartSinceNothingWasReadBefore() {
        follower.hangs = true;

        feed.start();

        assertThat(feed.isFresh()).isTrue();
        assertThat(follower.told).containsExactly("fresh");
    }

    @Test
    void countsTheTimeBeforeTheStartForNothing() {
        follower.hangs = true;
        pass(ALLOWED.multipliedBy(2));

        feed.start();

        assertThat(feed.freshness()).isEqualTo(new Freshness(true, Duration.ZERO, null));
    }

    @Test
    void theAgeIsCountedFromBeforeTheLookThatSucceeded() {
        started();
        follower.takes = Duration.ofMillis(7);

        feed.lookNow();

        assertThat(feed.freshness()).isEqualTo(new Freshness(true, Duration.ofMillis(7), null));
    }

    @Test
    void aLookThatFailsMakesNothingYounger() {
        started();
        pass(INTERVAL.dividedBy(2));
        follower.failure = new IllegalStateException("away");

        push.hint.run();
        eventually(() -> feed.freshness().lastFailure() != null);

        assertThat(feed.freshness())
                .isEqualTo(new Freshness(true, INTERVAL.dividedBy(2), "java.lang.IllegalStateException: away"));
    }

    @Test
    void staysFreshUntilOneTickBeforeItIsTooOld() {
        started();
        follower.hang(push.hint);

        pass(ALLOWED.minus(TICK).minusNanos(1));

        awhile();
        assertThat(feed.isFresh()).isTrue();
        assertThat(follower.told).containsExactly("fresh");
    }

    @Test
    void isToldStaleBeforeItIsTooOldWhileALookHangs() {
        started();
        follower.hang(push.hint);

        pass(ALLOWED.minus(TICK));

        eventually(() -> follower.told.contains("stale"));
        assertThat(follower.told).containsExactly("fresh", "stale");
        assertThat(feed.isFresh()).isFalse();
    }

    @Test
    void isToldStaleWhileLooksFail() {
        started();
        follower.failure = new IllegalStateException("away");

        pass(ALLOWED.minus(TICK));

        eventually(() -> follower.told.contains("stale"));
    }

    @Test
    void isStaleAtOnceAfterTheWholeProcessWasPaused() {
        started();
        follower.hangs = true;

        pass(Duration.ofHours(1));

        // Before any thread has woken.
        assertThat(feed.isFresh()).isFalse();
        assertThat(feed.freshness().fresh()).isFalse();
        eventually(() -> follower.told.contains("stale"));
    }

    @Test
    void aLookThatSucceedsMakesItFreshAgain() {
        started();
        follower.hang(push.hint);
        pass(ALLOWED);
        eventually(() -> follower.told.contains("stale"));

        follower.letGo();

        eventually(() -> follower.told.size() == 3);
        assertThat(follower.told).containsExactly("fresh", "stale", "fresh");
        assertThat(feed.isFresh()).isTrue();
    }

    @Test
    void aLookThatTookTooLongDoesNotMakeItFresh() {
        started();
        follower.hang(push.hint);
        pass(ALLOWED);
        eventually(() -> follower.told.contains("stale"));
        follower.takes = ALLOWED;
        int before = follower.looks.get();

        follower.gate.release();

        eventually(() -> follower.looks.get() > before);
        awhile();
        assertThat(follower.told).containsExactly("fresh", "stale");
        assertThat(feed.isFresh()).isFalse();
    }

    @Test
    void silenceAndItsEndAreLoggedOnceEach() {
        started();
        follower.hang(push.hint);
        pass(ALLOWED);
        eventually(() -> follower.told.contains("stale"));
        awhile();
        follower.letGo();
        eventually(() -> feed.isFresh());
        eventually(() -> log.size() == 2);

        assertThat(log).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO);
        assertThat(log.get(0).getMessage()).contains("PT0.4S");
    }

    @Test
    void whoSeesThatItIsFreshAgainDoesNotSeeTheFailureOfBefore() {
        List<Freshness> seen = new CopyOnWriteArrayList<>();
        started();
        follower.failure = new IllegalStateException("away");
        pass(ALLOWED.minus(TICK));
        eventually(() -> follower.told.contains("stale"));
        // Logged in the midst of it, by the thread of the feed.
        whenLogged = entry -> {
            if (entry.getMessage().contains("heard again")) {
                seen.add(feed.freshness());
            }
        };

        follower.failure = null;
        push.hint.run();

        eventually(() -> !seen.isEmpty());
        assertThat(seen).containsExactly(new Freshness(true, Duration.ZERO, null));
    }

    @Test
    void aFollowerThatFailsIsToldAgain() {
        started();
        follower.hang(push.hint);
        follower.notStale = new IllegalStateException("busy");

        pass(ALLOWED);

        eventually(() -> follower.told.contains("stale"));
        assertThat(follower.notStale).isNull();
    }

    @Test
    void isStaleFromItsEndOn() {
        started();

        feed.close();

        assertThat(follower.told).containsExactly("fresh", "stale");
        assertThat(feed.isFresh()).isFalse();
        assertThat(feed.freshness().fresh()).isFalse();
    }

    @Test
    void aLookThatEndsAfterTheEndDoesNotMakeItFresh() {
        started();
        follower.hang(push.hint);
        var closing = threads.submit(feed::close);
        eventually(() -> follower.told.contains("stale"));

        follower.letGo();

        eventually(closing::isDone);
        assertThat(follower.looks).hasValue(1);
        assertThat(follower.told).containsExactly("fresh", "stale");
    }

    /** The one clock is that of the virtual machine, so that a jump of the wall clock cannot matter. */
    @Test
    void noWallClockIsRead() {
        noClasses()
                .that()
                .haveNameMatching(".*(ChangeFeed|LastHeard|Looks)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Instant.class, Clock.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(new ClassFileImporter().importPackagesOf(ChangeFeed.class));
    }
}
