package io.tiergate.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.change.ChangeFeed.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A feed whose time stands still until the test moves it, so that it looks only when it is told to. */
abstract class FeedScene {

    static final Duration INTERVAL = Duration.ofMillis(20);
    static final Duration ALLOWED = Duration.ofMillis(400);
    static final Settings SETTINGS = new Settings(INTERVAL, ALLOWED);

    /** Far from zero and about to overflow, as the clock of a virtual machine may be. */
    final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    final TestFollower follower = new TestFollower();
    final TestPush push = new TestPush();
    final ChangeFeed feed = new ChangeFeed(SETTINGS, follower, push, nanos::get);
    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<LogRecord> log = new CopyOnWriteArrayList<>();
    volatile Consumer<LogRecord> whenLogged = entry -> {};
    private final Logger logger = Logger.getLogger(ChangeFeed.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry);
            whenLogged.accept(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void end() {
        follower.letGo();
        feed.close();
        threads.shutdownNow();
        logger.removeHandler(handler);
    }

    /** Started, and the first look over. */
    void started() {
        feed.start();
        feed.lookNow();
        follower.looks.set(0);
        follower.begun.set(0);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            sleep(1);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Long enough for what must not happen; the test is right also if it is not. */
    static void awhile() {
        sleep(100);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Fails, hangs and takes time as the test wants. */
    final class TestFollower implements Follower {

        final AtomicInteger looks = new AtomicInteger();
        final AtomicInteger begun = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final List<String> told = new CopyOnWriteArrayList<>();
        final Semaphore gate = new Semaphore(0);
        volatile boolean hangs;
        volatile @Nullable Throwable failure;
        volatile @Nullable RuntimeException notStale;
        volatile Duration takes = Duration.ZERO;
        volatile Thread thread = Thread.currentThread();
        volatile Runnable during = () -> {};

        @Override
        public void follow() {
            thread = Thread.currentThread();
            begun.incrementAndGet();
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                during.run();
                if (hangs) {
                    gate.acquireUninterruptibly();
                }
                pass(takes);
                Throwable thrown = failure;
                if (thrown != null) {
                    TestFollower.<RuntimeException>sneak(thrown);
                }
            } finally {
                atOnce.decrementAndGet();
                looks.incrementAndGet();
            }
        }

        @Override
        public void fresh() {
            told.add("fresh");
        }

        @Override
        public void stale() {
            RuntimeException thrown = notStale;
            if (thrown != null) {
                notStale = null;
                throw thrown;
            }
            told.add("stale");
        }

        /** Begins a look that hangs. */
        void hang(Runnable begin) {
            int before = begun.get();
            hangs = true;
            begin.run();
            eventually(() -> begun.get() > before);
        }

        void letGo() {
            hangs = false;
            gate.release(1_000);
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    /** Notes what it is told. */
    static final class TestPush implements ChangePush {

        final AtomicInteger sent = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final Semaphore gate = new Semaphore(0);
        volatile boolean hangs;
        volatile @Nullable Error failure;
        volatile Thread thread = Thread.currentThread();
        volatile Runnable hint = () -> {};
        volatile @Nullable RuntimeException notStarted;

        @Override
        public void start(Runnable hint) {
            this.hint = hint;
            RuntimeException thrown = notStarted;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void send() {
            thread = Thread.currentThread();
            sent.incrementAndGet();
            if (hangs) {
                gate.acquireUninterruptibly();
            }
            Error thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
