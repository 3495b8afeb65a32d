package io.tiergate.store.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.SimpleConnectionHandle;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in the caller's transaction on our data source, whether JPA or JDBC manages it, or in one of its own, which is
 * tried again after a concurrent change. A transaction on another data source only is not the caller's.
 */
final class Transactions {

    private static final int ATTEMPTS = 8;

    /** Fewer, since what violates a constraint for a reason of its own will do so again. */
    private static final int VIOLATION_ATTEMPTS = 4;

    private final DataSource dataSource;
    private final JdbcTransactions jdbc;
    private final TransactionTemplate joining;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final TransactionTemplate outside;
    private final TransactionTemplate alone;
    private final boolean singly;

    /**
     * @param apart the same database by another object, whose connections no transaction of the caller's has
     * @param singly whether its connections commit by themselves, and read then what is committed
     */
    Transactions(DataSource dataSource, DataSource apart, boolean singly) {
        this.dataSource = dataSource;
        this.singly = singly;
        jdbc = new JdbcTransactions(dataSource);
        joining = new TransactionTemplate(jdbc);
        joining.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
        writing = new TransactionTemplate(jdbc);
        // MariaDB's default would show, behind a lock that was waited for, what was there before.
        writing.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        reading = new TransactionTemplate(jdbc);
        // What the reading of the log has itself numbered, in a transaction apart, is to be seen.
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        reading.setReadOnly(true);
        outside = new TransactionTemplate(new JdbcTransactions(apart));
        outside.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        outside.setReadOnly(true);
        alone = new TransactionTemplate(new JdbcTransactions(apart));
        alone.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    <T> T write(Supplier<T> work) {
        SessionImplementor callers = callersSession();
        boolean ofJdbc = jdbc.isActive();
        if (callers != null && ofJdbc) {
            throw new IllegalTransactionStateException(
                    "Permissions cannot be changed while two transaction managers, one"
                            + " of JPA and one of JDBC, work on one connection: each would commit for the other. Use one manager"
                            + " for the data source.");
        }
        if (callers == null && (ofJdbc ? CommitPhase.isOver() : isShownByHibernate())) {
            throw new IllegalTransactionStateException("Permissions cannot be changed by what is called after a"
                    + " transaction has ended, unless in a new one. Give the caller a transaction of its own, with"
                    + " propagation REQUIRES_NEW.");
        }
        if (callers == null && !ofJdbc) {
            return repeating(writing, work);
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalTransactionStateException(
                    "Permissions cannot be changed in a read-only transaction. Make the"
                            + " caller's transaction read-write, or call without one.");
        }
        try {
            return callers == null ? run(joining, work) : joining(callers, work);
        } catch (DataIntegrityViolationException violated) {
            throw conflict(violated);
        }
    }

    <T> T read(Supplier<T> work) {
        if (connection() != null) {
            // Without a template of its own: what a look-up does not find must not spoil the caller's transaction.
            return translating(work);
        }
        return translating(() -> reading.execute(status -> {
            // Not every database holds to "read-only"; nothing that a read changed is kept.
            status.setRollbackOnly();
            return work.get();
        }));
    }

    /**
     * Runs readings, in plain SQL, on connections of their own, so that each statement sees what is committed when it begins.
     * No two statements are of one state.
     */
    <T> T outside(Supplier<T> work) {
        // A transaction takes round trips of its own and brings nothing. Where Spring synchronizes with one of the
        // caller's it must be: else the connection would be kept until that ends.
        return translating(() -> singly && !TransactionSynchronizationManager.isSynchronizationActive()
                ? work.get()
                : outside.execute(status -> work.get()));
    }

    /**
     * Runs a change, in plain SQL, on a connection of its own and in a transaction of its own, whatever the caller has;
     * again after a concurrent change.
     */
    <T> T alone(Supplier<T> work) {
        return repeating(alone, work);
    }

    /** The host's session whose transaction the current one is; null if it is none of JPA's. */
    @Nullable
    SessionImplementor callersSession() {
        ConnectionHolder shown = connection();
        return shown == null ? null : CallerSession.behind(shown);
    }

    /** What the current transaction is known by: no other has the same holder. Null outside of one. */
    @Nullable
    ConnectionHolder connection() {
        return (ConnectionHolder) TransactionSynchronizationManager.getResource(dataSource);
    }

    /** Whether the current transaction may not see what others have committed since it began. */
    boolean readsSnapshot() {
        ConnectionHolder transaction = connection();
        try {
            return transaction != null
                    && transaction.getConnection().getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED;
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database for the isolation level of a transaction", failure);
        }
    }

    private <T> T repeating(TransactionTemplate template, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return run(template, work);
            } catch (ConcurrencyFailureException | DataIntegrityViolationException conflict) {
                // A violated constraint is a concurrent change too: what it guards was checked before. The next attempt
                // sees the other's change, and then does what is right, or says what is wrong.
                if (attempt == (conflict instanceof ConcurrencyFailureException ? ATTEMPTS : VIOLATION_ATTEMPTS)) {
                    throw conflict(conflict);
                }
                pause(attempt, conflict);
            }
        }
    }

    private <T> T run(TransactionTemplate template, Supplier<T> work) {
        return translating(() -> template.execute(status -> work.get()));
    }

    /** As a template would: what fails must not be committed in parts. */
    private <T> T joining(SessionImplementor callers, Supplier<T> work) {
        try {
            return translating(work);
        } catch (RuntimeException | Error failure) {
            callers.markForRollbackOnly();
            throw failure;
        }
    }

    /** Hibernate still shows the connection of a transaction that has ended. */
    private boolean isShownByHibernate() {
        ConnectionHolder shown = connection();
        return shown != null
                && shown.getConnectionHandle() != null
                && !(shown.getConnectionHandle() instanceof SimpleConnectionHandle);
    }

    private static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw StoreFailures.translate(failure);
        }
    }

    /** What a constraint refuses was checked before, so that only a concurrent change can have come between. */
    private static ConcurrencyFailureException conflict(RuntimeException failure) {
        return failure instanceof ConcurrencyFailureException conflict
                ? conflict
                : new ConcurrencyFailureException(
                        "A concurrent change of permissions won. Repeat the transaction.", failure);
    }

    private static void pause(int attempt, RuntimeException conflict) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L * attempt * attempt + 2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw conflict;
        }
    }
}
