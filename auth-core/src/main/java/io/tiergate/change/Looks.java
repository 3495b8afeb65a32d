package io.tiergate.change;

import io.tiergate.DecisionUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The looks at the store: who wants one, when it is due, and how it ended. They are counted, so that those who wait for one
 * can share it.
 */
final class Looks {

    private final LongSupplier nanoTime;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final Condition closing = lock.newCondition();

    // Under the lock.
    private State state = State.NEW;
    private boolean lookWanted;
    private boolean pushWanted;
    private long begun;
    private long succeeded;
    private long failures;
    private @Nullable Failure failure;
    private long failedAt;

    /** Why the look of that number failed. */
    record Failure(long look, Throwable cause) {}

    private enum State {
        NEW,
        RUNNING,
        CLOSED
    }

    /** @param interval so long after a failure nobody waits for another look */
    Looks(LongSupplier nanoTime, Duration interval) {
        this.nanoTime = nanoTime;
        this.interval = interval;
    }

    /** The first look is due at once. */
    void start() {
        lock.lock();
        try {
            if (state != State.NEW) {
                throw new IllegalStateException("The change feed was started or closed before. Make another one.");
            }
            state = State.RUNNING;
            lookWanted = true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it is the first time */
    boolean end() {
        lock.lock();
        try {
            boolean first = state != State.CLOSED;
            state = State.CLOSED;
            wanted.signalAll();
            ended.signalAll();
            closing.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    void want(boolean alsoPush) {
        lock.lock();
        try {
            lookWanted = true;
            pushWanted |= alsoPush;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a look or a push is wanted.
     *
     * @param due when the next look is due by itself
     * @return false if there is none any more
     */
    boolean awaitNextTurn(long due) throws InterruptedException {
        lock.lock();
        try {
            long remaining = due - nanoTime.getAsLong();
            while (state == State.RUNNING && !lookWanted && !pushWanted && remaining > 0) {
                wanted.awaitNanos(remaining);
                remaining = due - nanoTime.getAsLong();
            }
            return state == State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    /** @return false if it ended meanwhile */
    boolean sleep(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long remaining = time.toNanos();
            while (state == State.RUNNING && remaining > 0) {
                remaining = closing.awaitNanos(remaining);
            }
            return state == State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a push is wanted, which is sent now. */
    boolean takePush() {
        lock.lock();
        try {
            boolean push = pushWanted;
            pushWanted = false;
            return push;
        } finally {
            lock.unlock();
        }
    }

    /** @return the number of the look that begins, for all who have wanted one */
    long begin() {
        lock.lock();
        try {
            lookWanted = false;
            return ++begun;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether those before had failed */
    boolean succeeded(long number) {
        lock.lock();
        try {
            boolean recovered = failure != null;
            succeeded = number;
            failure = null;
            ended.signalAll();
            return recovered;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it is the first that failed */
    boolean failed(long number, Throwable cause) {
        lock.lock();
        try {
            boolean first = failure == null;
            failure = new Failure(number, cause);
            failedAt = nanoTime.getAsLong();
            failures++;
            ended.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Why the last look failed; null if it did not. */
    @Nullable
    Failure failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a look that begins from now on has succeeded. If one that is under way fails, so would the next. */
    void awaitNext(Duration patience) {
        lock.lock();
        try {
            Failure last = failure;
            if (last != null && nanoTime.getAsLong() - failedAt < interval.toNanos()) {
                throw unreadable(last.cause());
            }
            long next = begun + 1;
            long before = failures;
            long remaining = patience.toNanos();
            want(false);
            while (succeeded < next && failures == before) {
                if (state != State.RUNNING) {
                    throw new DecisionUnavailableException(
                            "The change feed does not run: start it, and do not close it");
                }
                if (remaining <= 0) {
                    throw new DecisionUnavailableException("The store has not answered for " + patience);
                }
                remaining = ended.awaitNanos(remaining);
            }
            if (succeeded < next) {
                throw unreadable(Objects.requireNonNull(failure, "failure").cause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DecisionUnavailableException("Interrupted while waiting for the store", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private static DecisionUnavailableException unreadable(Throwable cause) {
        return new DecisionUnavailableException("The store cannot be read: " + cause, cause);
    }
}
