package io.tiergate.store.jpa;

import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Begins our own transactions, and takes part in those that any of Spring's JDBC transaction managers has begun. */
final class JdbcTransactions extends JdbcTransactionManager {

    private static final long serialVersionUID = 1L;

    JdbcTransactions(DataSource dataSource) {
        super(dataSource);
        // What fails inside a caller's transaction must not be committed by it in parts.
        setGlobalRollbackOnParticipationFailure(true);
    }

    /** Whether the current thread is in such a transaction on this data source. */
    boolean isActive() {
        return isExistingTransaction(doGetTransaction());
    }
}
