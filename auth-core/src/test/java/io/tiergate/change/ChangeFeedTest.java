package io.tiergate.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When the feed looks, what it sends, and that it goes on. */
class ChangeFeedTest extends FeedScene {

    @Test
    void looksAtOnceWhenItStarts() {
        feed.start();

        eventually(() -> follower.looks.get() == 1);
    }

    @Test
    void looksAgainAnIntervalAfterTheLastLookBegan() {
        started();
        follower.takes = INTERVAL.dividedBy(4);
        feed.lookNow();
        follower.takes = Duration.ZERO;
        pass(INTERVAL.dividedBy(2));
        awhile();
        assertThat(follower.looks).hasValue(1);

        pass(INTERVAL.dividedBy(4));

        eventually(() -> follower.looks.get() == 2);
        awhile();
        assertThat(follower.looks).hasValue(2);
    }

    @Test
    void looksByItselfAsTimePasses() {
        try (ChangeFeed real = new ChangeFeed(new ChangeFeed.Settings(Duration.ofMillis(10), ALLOWED), follower)) {
            real.start();

            eventually(() -> follower.looks.get() >= 5);
        }
    }

    @Test
    void looksAtOnceAtAHint() {
        started();

        push.hint.run();

        eventually(() -> follower.looks.get() == 1);
    }

    @Test
    void manyHintsDuringALookAreOneMoreLook() {
        started();
        follower.hang(push.hint);

        for (int i = 0; i < 100; i++) {
            push.hint.run();
        }
        follower.letGo();

        eventually(() -> follower.looks.get() == 2);
        awhile();
        assertThat(follower.looks).hasValue(2);
    }

    @Test
    void neverLooksTwiceAtOnce() throws Exception {
        started();
        CountDownLatch hinting = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            threads.submit(() -> {
                for (int n = 0; n < 500; n++) {
                    push.hint.run();
                    feed.committed();
                    pass(INTERVAL);
                }
                feed.lookNow();
                hinting.countDown();
            });
        }

        assertThat(hinting.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(follower.mostAtOnce).hasValue(1);
    }

    @Test
    void anOwnCommitIsPushedAndLookedAtOnTheFeedsThread() {
        started();

        feed.committed();

        eventually(() -> push.sent.get() == 1 && follower.looks.get() == 1);
        assertThat(push.thread).isSameAs(follower.thread).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aHintIsNotPushedOn() {
        started();

        push.hint.run();

        eventually(() -> follower.looks.get() == 1);
        assertThat(push.sent).hasValue(0);
    }

    @Test
    void manyCommitsBecomeOnePush() {
        started();
        follower.hang(push.hint);

        for (int i = 0; i < 1_000; i++) {
            feed.committed();
        }
        follower.letGo();

        eventually(() -> follower.looks.get() == 2);
        awhile();
        assertThat(push.sent).hasValue(1);
        assertThat(follower.looks).hasValue(2);
    }

    @Test
    void aCommitReturnsAtOnceWhileAPushHangs() {
        started();
        push.hangs = true;
        feed.committed();
        eventually(() -> push.sent.get() == 1);

        // Not by the clock: it would never return.
        feed.committed();

        push.hangs = false;
        push.gate.release();
        eventually(() -> push.sent.get() == 2);
    }

    @Test
    void aPushThatFailsTakesNothingWithIt() {
        started();
        push.failure = new NoClassDefFoundError("of a broker");

        feed.committed();
        eventually(() -> follower.looks.get() == 1);
        feed.committed();

        eventually(() -> follower.looks.get() == 2 && push.sent.get() == 2);
        assertThat(feed.isFresh()).isTrue();
    }

    @Test
    void aCommitBeforeTheStartOrAfterTheEndIsHarmless() {
        feed.committed();
        started();
        assertThat(push.sent).hasValue(1);
        feed.close();

        feed.committed();
        push.hint.run();

        awhile();
        assertThat(push.sent).hasValue(1);
        assertThat(follower.looks).hasValue(0);
    }

    @Test
    void withoutAPushCommitsAreLookedAtToo() {
        try (ChangeFeed alone = new ChangeFeed(SETTINGS, follower, null, nanos::get)) {
            alone.start();
            alone.lookNow();
            int before = follower.looks.get();

            alone.committed();

            eventually(() -> follower.looks.get() == before + 1);
        }
    }

    @Test
    void failuresAreLoggedOnceWhenTheyBeginAndOnceWhenTheyEnd() {
        started();
        for (int outage = 0; outage < 2; outage++) {
            follower.failure = new IllegalStateException("away");
            for (int i = 0; i < 5; i++) {
                look();
            }
            follower.failure = null;
            for (int i = 0; i < 5; i++) {
                look();
            }
        }

        assertThat(log)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.WARNING, Level.INFO, Level.WARNING, Level.INFO);
        assertThat(log.get(0).getMessage()).contains("tried again every PT0.02S");
        assertThat(log.get(0).getThrown()).hasMessage("away");
        assertThat(log.get(1).getThrown()).isNull();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("away"),
                new OutOfMemoryError("no space"),
                new NoClassDefFoundError("driver"),
                new StackOverflowError(),
                new InterruptedException("not declared"),
                new Exception("not declared"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noFailureEndsTheFeed(Throwable failure) {
        started();
        follower.failure = failure;
        look();
        assertThat(feed.freshness().lastFailure()).isEqualTo(failure.toString());

        follower.failure = null;
        look();

        assertThat(feed.freshness().lastFailure()).isNull();
    }

    @Test
    void anInterruptionDoesNotEndTheFeed() {
        started();

        follower.during = () -> Thread.currentThread().interrupt();
        look();
        follower.during = () -> {};

        look();
        look();
    }

    @Test
    void aFailedLookIsRepeatedByItself() {
        started();
        follower.failure = new IllegalStateException("away");
        look();
        follower.failure = null;

        pass(INTERVAL);

        eventually(() -> follower.looks.get() == 2 && feed.freshness().lastFailure() == null);
    }

    @Test
    void itsThreadsAreDaemonsWithNamesAndInheritNothing() {
        InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
        String[] seen = {"not asked"};
        follower.during = () -> seen[0] = request.get();
        request.set("secret");
        started();

        assertThat(seen[0]).isNull();
        assertThat(follower.thread.getName()).isEqualTo("tiergate-feed");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("tiergate-feed"))
                .extracting(Thread::getName, Thread::isDaemon)
                .contains(tuple("tiergate-feed", true), tuple("tiergate-feed-watch", true));
    }

    @Test
    void isStartedOnceOnly() {
        started();

        assertThatIllegalStateException().isThrownBy(feed::start).withMessageContaining("Make another one");
        feed.close();
        assertThatIllegalStateException().isThrownBy(feed::start);
    }

    @Test
    void aPushThatDoesNotStartEndsTheFeed() {
        push.notStarted = new IllegalStateException("no broker");

        assertThatThrownBy(feed::start).isSameAs(push.notStarted);

        assertThat(push.closed).hasValue(1);
        assertThat(feed.isFresh()).isFalse();
    }

    @Test
    void closingEndsItsThreadsAndThePushOnce() {
        started();
        Thread thread = follower.thread;

        feed.close();
        feed.close();

        assertThat(thread.isAlive()).isFalse();
        assertThat(push.closed).hasValue(1);
    }

    @Test
    void closingWaitsForTheLookThatIsUnderWay() {
        started();
        follower.hang(push.hint);
        var closing = threads.submit(feed::close);
        awhile();
        assertThat(closing.isDone()).isFalse();

        follower.letGo();

        eventually(closing::isDone);
        assertThat(follower.looks).hasValue(1);
    }

    private void look() {
        int before = follower.looks.get();
        push.hint.run();
        eventually(() -> follower.looks.get() == before + 1);
        // What follows on the look is done when the next one could begin.
        boolean failed = follower.failure != null;
        eventually(() -> (feed.freshness().lastFailure() != null) == failed);
    }
}
