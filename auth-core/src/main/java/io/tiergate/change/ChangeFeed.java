package io.tiergate.change;

import io.tiergate.DecisionUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a node has read from its store up to date, on two daemon threads of its own. One looks at the store: at an
 * interval, and at once after an own commit and at the hint of another node. The other watches that it is heard, also while
 * a look hangs.
 *
 * <p>What the follower keeps is never older than the allowed staleness: it is told to stop before, and may go on after the
 * next look that succeeds. Ages are counted from before a look began, by the clock of the virtual machine, which nobody
 * sets.
 *
 * <p>Safe for use by many threads, virtual ones too. The follower and the push are told one thing at a time.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ChangeFeed.class.getName());

    private static final Duration AT_CLOSE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Follower follower;
    private final @Nullable ChangePush push;
    private final LongSupplier nanoTime;
    private final LastHeard lastHeard;
    private final Looks looks;
    private final Thread feed = thread(this::feed, "tiergate-feed");
    private final Thread watch = thread(this::watch, "tiergate-feed-watch");

    /**
     * How often and how old.
     *
     * @param interval from the start of one look at the store to the start of the next, at least 10 ms. What another node
     *     commits is seen so late at most if no push tells of it. Each look costs a statement or two.
     * @param allowedStaleness how old an answer may be when the store cannot be heard: from twice the interval to a day.
     *     Longer keeps a node answering for longer while its database is away, and lets it allow for longer what was
     *     revoked meanwhile.
     */
    public record Settings(Duration interval, Duration allowedStaleness) {

        private static final Duration SHORTEST = Duration.ofMillis(10);
        private static final Duration LONGEST = Duration.ofDays(1);

        /** Each second, and 30 seconds. */
        public static final Settings DEFAULT = new Settings(Duration.ofSeconds(1), Duration.ofSeconds(30));

        /** @throws IllegalArgumentException if one is out of its bounds */
        public Settings {
            if (interval.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("The interval of the change feed is " + interval
                        + ": it must be at least " + SHORTEST + ". The default is PT1S.");
            }
            if (allowedStaleness.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("The allowed staleness is " + allowedStaleness
                        + ": it must be at most " + LONGEST + ". The default is PT30S.");
            }
            // Half of it first: an interval can be too long to be doubled.
            if (interval.compareTo(allowedStaleness.dividedBy(2)) > 0) {
                throw new IllegalArgumentException("The allowed staleness is " + allowedStaleness
                        + ": it must be at least twice the interval of the change feed, which is " + interval
                        + ". Allow more, or look more often.");
            }
        }

        /** So often is staleness watched for. */
        Duration tick() {
            Duration part = allowedStaleness.dividedBy(20);
            return part.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : part;
        }
    }

    /**
     * How a node stands to its store.
     *
     * @param fresh whether it may answer from what it has kept
     * @param age since before the last look that succeeded, or since the start if none has yet
     * @param lastFailure why the last look failed; null if it succeeded
     */
    public record Freshness(
            boolean fresh, Duration age, @Nullable String lastFailure) {}

    /** Without a push: what other nodes commit is seen within the interval. */
    public ChangeFeed(Settings settings, Follower follower) {
        this(settings, follower, null);
    }

    /** @param push brings hints to and from other nodes; closed with the feed. Null for none. */
    public ChangeFeed(Settings settings, Follower follower, @Nullable ChangePush push) {
        this(settings, follower, push, System::nanoTime);
    }

    ChangeFeed(Settings settings, Follower follower, @Nullable ChangePush push, LongSupplier nanoTime) {
        this.settings = settings;
        this.follower = follower;
        this.push = push;
        this.nanoTime = nanoTime;
        lastHeard = new LastHeard(follower, nanoTime, settings.allowedStaleness(), settings.tick());
        looks = new Looks(nanoTime, settings.interval());
    }

    /**
     * Begins to follow, and returns without waiting for the first look; {@link #lookNow} waits. The follower is told that
     * it is fresh, so it must have kept nothing from before.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    public void start() {
        looks.start();
        try {
            lastHeard.begin();
            feed.start();
            watch.start();
            if (push != null) {
                push.start(() -> looks.want(false));
            }
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    /**
     * Takes note of a commit of this node's: a look follows at once, and one push for all commits until it is sent.
     * Returns at once and never throws, whatever becomes of the push.
     */
    public void committed() {
        looks.want(true);
    }

    /** Whether the follower may answer from what it has kept. As cheap as reading a clock. */
    public boolean isFresh() {
        return lastHeard.isFresh(lastHeard.age());
    }

    /** For those who watch over the node. Asks nobody, and never waits for the store. */
    public Freshness freshness() {
        Looks.Failure failure = looks.failure();
        long age = lastHeard.age();
        boolean fresh = lastHeard.isFresh(age);
        // A look that has just succeeded is heard before the failure of those before is forgotten.
        if (failure == null || failure.look() <= lastHeard.look()) {
            return new Freshness(fresh, Duration.ofNanos(age), null);
        }
        return new Freshness(fresh, Duration.ofNanos(age), failure.cause().toString());
    }

    /**
     * Waits for a look at the store that begins after the call; all who wait meanwhile share it. Whatever was committed
     * before the call has been followed then.
     *
     * <p>Must not be called by the follower, nor inside a write of the store in memory, which the look would wait for.
     *
     * @throws DecisionUnavailableException if the look failed, or the last one did less than an interval ago, with the cause
     *     that it had; if the store does not answer within the allowed staleness; if the thread is interrupted; if the feed
     *     is not running
     */
    public void lookNow() {
        lookWithin(settings.allowedStaleness());
    }

    /**
     * The same for those who cannot wait for as long as an answer may be old.
     *
     * @param patience it waits no longer, nor longer than the allowed staleness
     */
    public void lookWithin(Duration patience) {
        if (Thread.currentThread() == feed) {
            throw new IllegalStateException("A follower cannot wait for the look that it is part of");
        }
        Duration allowed = settings.allowedStaleness();
        looks.awaitNext(patience.compareTo(allowed) < 0 ? patience : allowed);
    }

    /**
     * Ends both threads and the push, and tells the follower that it is stale. Waits for a look that is under way, for
     * some seconds at most. The second time it does nothing.
     */
    @Override
    public void close() {
        if (!looks.end()) {
            return;
        }
        // Before the look that is under way ends, which would otherwise seem to be heard.
        lastHeard.end();
        if (push != null) {
            push.close();
        }
        join(watch);
        join(feed);
    }

    private void feed() {
        long due = nanoTime.getAsLong();
        while (true) {
            try {
                if (!looks.awaitNextTurn(due)) {
                    return;
                }
                send();
                due = nanoTime.getAsLong() + settings.interval().toNanos();
                look();
            } catch (Throwable survived) {
                // An interruption that nobody should make, or not even memory to log a failure: nobody else would
                // follow.
            }
        }
    }

    private void send() {
        if (looks.takePush() && push != null) {
            try {
                push.send();
            } catch (Throwable failure) {
                LOG.log(Level.WARNING, "A push was not sent; other nodes see the change within the interval.", failure);
            }
        }
    }

    private void look() {
        long number = looks.begin();
        long at = nanoTime.getAsLong();
        try {
            follower.follow();
            lastHeard.heard(number, at);
        } catch (Throwable failure) {
            if (looks.failed(number, failure)) {
                LOG.log(
                        Level.WARNING,
                        "The store cannot be read for changes. It is tried again every " + settings.interval() + ".",
                        failure);
            }
            return;
        }
        if (looks.succeeded(number)) {
            LOG.log(Level.INFO, "The store is read for changes again.");
        }
    }

    private void watch() {
        while (true) {
            try {
                if (!looks.sleep(settings.tick())) {
                    return;
                }
                lastHeard.watch();
            } catch (Throwable survived) {
                // At the next tick it is tried again.
            }
        }
    }

    private static Thread thread(Runnable work, String name) {
        // Inherits nothing of the request or the test that happens to start it.
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(AT_CLOSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
