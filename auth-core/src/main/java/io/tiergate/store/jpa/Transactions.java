package io.tiergate.store.jpa;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work in the caller's transaction or in one of its own, which is tried again after a concurrent change. */
final class Transactions {

    private static final int ATTEMPTS = 8;

    /** Fewer, since what violates a constraint for a reason of its own will do so again. */
    private static final int VIOLATION_ATTEMPTS = 4;

    private final TransactionTemplate joining;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final TransactionTemplate outside;

    Transactions(PlatformTransactionManager transactionManager) {
        joining = new TransactionTemplate(transactionManager);
        writing = new TransactionTemplate(transactionManager);
        // MariaDB's default would show, behind a lock that was waited for, what was there before.
        writing.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        reading = new TransactionTemplate(transactionManager);
        reading.setReadOnly(true);
        outside = new TransactionTemplate(transactionManager);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    <T> T write(Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return writeAlone(work);
        }
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalTransactionStateException(
                    "Permissions cannot be changed in a read-only transaction. Make the"
                            + " caller's transaction read-write, or call without one.");
        }
        try {
            return run(joining, work);
        } catch (DataIntegrityViolationException violated) {
            throw conflict(violated);
        }
    }

    <T> T read(Supplier<T> work) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return translating(() -> reading.execute(status -> {
                // Not every database holds to "read-only"; nothing that a read changed is kept.
                status.setRollbackOnly();
                return work.get();
            }));
        }
        // Without a template of its own: what a look-up does not find must not spoil the caller's transaction.
        return translating(work);
    }

    /** Runs work on a connection of its own, so that it sees what is committed now. */
    <T> T outside(Supplier<T> work) {
        return run(outside, work);
    }

    private <T> T writeAlone(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return run(writing, work);
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

    private static <T> T run(TransactionTemplate template, Supplier<T> work) {
        return translating(() -> template.execute(status -> work.get()));
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
