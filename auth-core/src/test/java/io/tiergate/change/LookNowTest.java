package io.tiergate.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.DecisionUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Waiting for a look. */
class LookNowTest extends FeedScene {

    @Test
    void waitsForALookThatBeginsAfterTheCall() throws Exception {
        started();
        follower.hang(push.hint);
        Future<?> waiting = threads.submit(feed::lookNow);
        awhile();

        follower.gate.release();
        eventually(() -> follower.begun.get() == 2);
        assertThat(follower.looks).hasValue(1);
        awhile();
        assertThat(waiting.isDone()).isFalse();

        follower.letGo();
        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void allWhoWaitShareOneLook() throws Exception {
        started();
        follower.hang(push.hint);
        List<Future<?>> waiting = wait(50);

        follower.letGo();

        for (Future<?> one : waiting) {
            one.get(20, TimeUnit.SECONDS);
        }
        assertThat(follower.looks).hasValue(2);
    }

    @Test
    void failsWithTheCauseOfTheLook() {
        started();
        follower.failure = new IllegalStateException("away");

        assertUnavailable();
    }

    @Test
    void failsAtOnceWithTheSameCauseIfTheLastLookDidLessThanAnIntervalAgo() {
        started();
        follower.failure = new IllegalStateException("away");
        assertUnavailable();
        follower.hangs = true;
        pass(INTERVAL.minusNanos(1));

        // Were it to wait, it would hang.
        assertUnavailable();

        assertThat(follower.begun).hasValue(1);
    }

    @Test
    void asksAgainWhenAnIntervalHasPassedSinceTheFailure() {
        started();
        follower.failure = new IllegalStateException("away");
        assertUnavailable();
        follower.failure = null;

        pass(INTERVAL);

        feed.lookNow();
    }

    @Test
    void failsWithTheLookThatWasUnderWayInsteadOfQueueingBehindIt() throws Exception {
        started();
        follower.hang(push.hint);
        List<Future<?>> waiting = wait(10);
        follower.failure = new IllegalStateException("away");

        follower.gate.release();

        for (Future<?> one : waiting) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> one.get(20, TimeUnit.SECONDS))
                    .havingCause()
                    .isInstanceOf(DecisionUnavailableException.class)
                    .havingCause()
                    .isSameAs(follower.failure);
        }
    }

    @Test
    void waitsNoLongerThanTheAllowedStaleness() {
        started();
        follower.hang(push.hint);
        long before = System.nanoTime();

        assertThatThrownBy(feed::lookNow)
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("PT0.4S");

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(ALLOWED.toNanos());
    }

    @Test
    void waitsNoLongerThanTheCallerCan() {
        started();
        follower.hang(push.hint);
        long before = System.nanoTime();

        assertThatThrownBy(() -> feed.lookWithin(Duration.ofMillis(30)))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("PT0.03S");

        assertThat(System.nanoTime() - before).isLessThan(ALLOWED.toNanos());
    }

    @Test
    void nobodyWaitsLongerThanTheAllowedStalenessHoweverPatient() {
        started();
        follower.hang(push.hint);

        assertThatThrownBy(() -> feed.lookWithin(Duration.ofDays(1)))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("PT0.4S");
    }

    @Test
    void anInterruptedCallerIsToldAndStaysInterrupted() {
        started();
        Thread.currentThread().interrupt();

        assertThatThrownBy(feed::lookNow)
                .isInstanceOf(DecisionUnavailableException.class)
                .hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theEndOfTheFeedEndsTheWaiting() throws Exception {
        started();
        follower.hang(push.hint);
        List<Future<?>> waiting = wait(3);

        threads.submit(feed::close);

        for (Future<?> one : waiting) {
            assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DecisionUnavailableException.class)
                    .hasMessageContaining("does not run");
        }
    }

    @Test
    void needsAFeedThatRuns() {
        assertThatThrownBy(feed::lookNow)
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("does not run");
        started();
        feed.close();
        assertThatThrownBy(feed::lookNow).isInstanceOf(DecisionUnavailableException.class);
    }

    @Test
    void aFollowerCannotWaitForItself() {
        started();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        follower.during = () -> {
            try {
                feed.lookNow();
            } catch (RuntimeException refused) {
                thrown.set(refused);
            }
        };

        feed.lookNow();

        assertThatIllegalStateException().isThrownBy(() -> {
            throw thrown.get();
        });
    }

    private void assertUnavailable() {
        assertThatThrownBy(feed::lookNow)
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("away")
                .hasCause(follower.failure);
    }

    /** Begins to wait, on so many threads, and returns when all do. */
    private List<Future<?>> wait(int many) {
        List<Thread> waiters = new CopyOnWriteArrayList<>();
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            waiting.add(threads.submit(() -> {
                waiters.add(Thread.currentThread());
                feed.lookNow();
            }));
        }
        eventually(() -> waiters.size() == many
                && waiters.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        return waiting;
    }
}
