package io.tiergate.change;

import io.tiergate.DecisionUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The looks at the store, counted, so that those who wait for one can share it. */
final class Looks {

    private final LongSupplier nanoTime;
    private final Duration interval;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    // Under the lock.
    private long begun;
    private long succeeded;
    private long failures;
    private @Nullable Throwable failure;
    private long failedAt;
    private boolean over;

    /**
     * @param interval so long after a failure nobody waits for another look
     * @param patience nobody waits for longer
     */
    Looks(LongSupplier nanoTime, Duration interval, Duration patience) {
        this.nanoTime = nanoTime;
        this.interval = interval;
        this.patience = patience;
    }

    /** @return the number of the look that begins */
    long begin() {
        lock.lock();
        try {
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
    boolean failed(Throwable cause) {
        lock.lock();
        try {
            boolean first = failure == null;
            failure = cause;
            failedAt = nanoTime.getAsLong();
            failures++;
            ended.signalAll();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody looks any more. */
    void end() {
        lock.lock();
        try {
            over = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the last look failed; null if it did not. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a look that begins from now on has succeeded. If one that is under way fails, so would the next.
     *
     * @param request asks for a look
     */
    void awaitNext(Runnable request) {
        lock.lock();
        try {
            Throwable last = failure;
            if (last != null && nanoTime.getAsLong() - failedAt < interval.toNanos()) {
                throw unreadable(last);
            }
            long next = begun + 1;
            long before = failures;
            long remaining = patience.toNanos();
            request.run();
            while (succeeded < next && failures == before) {
                if (over) {
                    throw new DecisionUnavailableException("The change feed is closed");
                }
                if (remaining <= 0) {
                    throw new DecisionUnavailableException("The store has not answered for " + patience);
                }
                remaining = ended.awaitNanos(remaining);
            }
            if (succeeded < next) {
                throw unreadable(Objects.requireNonNull(failure, "failure"));
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
