package io.tiergate.store.jpa;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions that have registered resources. No log tells of these, and nobody else sees them yet. */
final class Registering {

    private final Transactions transactions;

    /** By what each transaction is known by, and gone with it. */
    private final Map<ConnectionHolder, Boolean> registering = Collections.synchronizedMap(new WeakHashMap<>());

    /** So that a check need not look into the map while nobody registers anything. */
    private volatile boolean anybody;

    Registering(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Takes note that the current transaction does so, until it ends. */
    void note() {
        ConnectionHolder transaction = Objects.requireNonNull(transactions.connection(), "transaction");
        synchronized (registering) {
            anybody = true;
            if (registering.put(transaction, true) != null) {
                return;
            }
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                synchronized (registering) {
                    registering.remove(transaction);
                    anybody = !registering.isEmpty();
                }
            }
        });
    }

    /** Whether the current transaction has registered something. */
    boolean isCurrent() {
        if (!anybody) {
            return false;
        }
        ConnectionHolder transaction = transactions.connection();
        return transaction != null && registering.containsKey(transaction);
    }
}
