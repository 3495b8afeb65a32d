package io.tiergate.store.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Listens on a connection of PostgreSQL's that it keeps, and on the next when that breaks. One daemon thread. */
final class PushListener implements Runnable {

    private static final Log LOG = LogFactory.getLog(PostgresqlPush.class);

    /** How long it takes at most to see that it is to end. */
    private static final int POLL_MILLIS = 250;

    /** So often is a silent connection tried, which may be gone without a word: each 30 seconds. */
    private static final int POLLS_UNTIL_TRIED = 120;

    private static final int TRIAL_SECONDS = 5;
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long AT_CLOSE_MILLIS = 5_000;

    private final DataSource dataSource;
    private final String listen;
    private final String self;
    private final Thread thread = new Thread(null, this, "tiergate-push", 0, false);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();

    private volatile boolean closed;
    private @Nullable Runnable hint;

    // Of the thread only.
    private boolean failing;
    private long pause = SHORTEST_PAUSE_MILLIS;

    /** @param self the payload that own hints have, which are not heard */
    PushListener(DataSource dataSource, String channel, String self) {
        this.dataSource = dataSource;
        this.listen = "listen \"" + channel.replace("\"", "\"\"") + '"';
        this.self = self;
        thread.setDaemon(true);
    }

    void start(Runnable hint) {
        lock.lock();
        try {
            if (!closed) {
                this.hint = hint;
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the connection is given back, for some seconds at most. */
    void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(AT_CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        Runnable told = Objects.requireNonNull(hint, "hint");
        while (!closed) {
            try {
                connect(told);
            } catch (Throwable failure) {
                // Errors too: nobody else would listen.
                lost(failure);
            }
            pause();
        }
    }

    private void connect(Runnable told) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Listening on = Listening.on(connection, listen)) {
            found();
            // What was sent meanwhile is not known.
            told.run();
            hear(on, told);
        }
    }

    private void hear(Listening on, Runnable told) throws SQLException {
        Connection connection = on.connection();
        PGConnection driver = connection.unwrap(PGConnection.class);
        int silent = 0;
        while (!closed) {
            PGNotification @Nullable [] heard = driver.getNotifications(POLL_MILLIS);
            if (heard != null
                    && Arrays.stream(heard).anyMatch(one -> !one.getParameter().equals(self))) {
                told.run();
            }
            silent++;
            if (silent == POLLS_UNTIL_TRIED) {
                silent = 0;
                if (!connection.isValid(TRIAL_SECONDS)) {
                    throw new SQLException("The connection does not answer");
                }
                // Changes nothing; but who looks at the sessions of the database sees what this one is for.
                on.execute(listen);
            }
        }
    }

    private void found() {
        if (failing) {
            LOG.info("Hints of other nodes are heard again.");
        }
        failing = false;
        pause = SHORTEST_PAUSE_MILLIS;
    }

    private void lost(Throwable failure) {
        if (!failing && !closed) {
            LOG.warn(
                    "Hints of other nodes are not heard: their changes are seen within the interval. It connects again by"
                            + " itself.",
                    failure);
        }
        failing = true;
    }

    private void pause() {
        lock.lock();
        try {
            long remaining = TimeUnit.MILLISECONDS.toNanos(pause);
            while (!closed && remaining > 0) {
                remaining = closing.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            // Nobody should; it connects again sooner.
            return;
        } finally {
            lock.unlock();
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }

    /** What is undone before the connection goes back to its pool. If it is broken, the pool sees it there. */
    private record Listening(Connection connection, boolean autoCommit) implements AutoCloseable {

        static Listening on(Connection connection, String listen) throws SQLException {
            Listening listening = new Listening(connection, connection.getAutoCommit());
            // In a transaction nothing would be heard.
            connection.setAutoCommit(true);
            try {
                listening.execute(listen);
            } catch (SQLException failure) {
                connection.setAutoCommit(listening.autoCommit);
                throw failure;
            }
            return listening;
        }

        @Override
        public void close() throws SQLException {
            execute("unlisten *");
            connection.setAutoCommit(autoCommit);
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
