package io.tiergate.change;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** When a node last heard from its store, and whether that is too long ago. Tells the follower, one thing at a time. */
final class LastHeard {

    private static final Logger LOG = System.getLogger(ChangeFeed.class.getName());

    private final Follower follower;
    private final LongSupplier nanoTime;
    private final Duration allowed;
    private final long margin;
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long look;
    private volatile long heardAt;
    private volatile boolean fresh;
    private boolean ended;

    /** @param margin so much earlier is it too long ago, since nobody looks before that has passed again */
    LastHeard(Follower follower, LongSupplier nanoTime, Duration allowed, Duration margin) {
        this.follower = follower;
        this.nanoTime = nanoTime;
        this.allowed = allowed;
        this.margin = margin.toNanos();
        heardAt = nanoTime.getAsLong();
    }

    /** Nothing that is read from now on is older than now. */
    void begin() {
        telling.lock();
        try {
            heardAt = nanoTime.getAsLong();
            tellFresh();
        } finally {
            telling.unlock();
        }
    }

    /**
     * @param number of the look that has heard it
     * @param at before the first of what was heard was read
     */
    void heard(long number, long at) {
        telling.lock();
        try {
            look = number;
            heardAt = at;
            if (isTooLongAgo()) {
                tellSilence();
            } else if (tellFresh()) {
                LOG.log(Level.INFO, "The store is heard again, and answers are given from memory again.");
            }
        } finally {
            telling.unlock();
        }
    }

    /** To be called once in each margin at least. */
    void watch() {
        telling.lock();
        try {
            if (isTooLongAgo()) {
                tellSilence();
            }
        } finally {
            telling.unlock();
        }
    }

    /** It stays stale from then on. */
    void end() {
        telling.lock();
        try {
            ended = true;
            tellStale();
        } finally {
            telling.unlock();
        }
    }

    boolean isFresh(long age) {
        return fresh && age < allowed.toNanos();
    }

    /** The number of the last look that has heard. Who sees that it is fresh sees this, or a later one, afterwards. */
    long look() {
        return look;
    }

    /** In nanoseconds. */
    long age() {
        return nanoTime.getAsLong() - heardAt;
    }

    private boolean isTooLongAgo() {
        return age() >= allowed.toNanos() - margin;
    }

    private void tellSilence() {
        if (tellStale()) {
            LOG.log(
                    Level.WARNING,
                    "The store was not heard for nearly " + allowed + ", which is how old an answer may be. Nothing is"
                            + " answered from memory until it is heard again.");
        }
    }

    /** @return whether it was not told before; the field is set last, so that a follower that fails is told again */
    private boolean tellFresh() {
        boolean first = !fresh && !ended;
        if (first) {
            follower.fresh();
            fresh = true;
        }
        return first;
    }

    private boolean tellStale() {
        boolean first = fresh;
        if (first) {
            follower.stale();
            fresh = false;
        }
        return first;
    }
}
