package io.tiergate.store.jpa;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Finds the host's Hibernate session behind a connection that Spring's JpaTransactionManager shows. */
final class CallerSession {

    private CallerSession() {}

    /** The session whose active transaction is on that connection, whichever factory it is of, or null if none is. */
    static @Nullable SessionImplementor behind(ConnectionHolder shown) {
        for (Object resource :
                TransactionSynchronizationManager.getResourceMap().values()) {
            if (resource instanceof EntityManagerHolder holder
                    && entityManager(holder) instanceof SessionImplementor session
                    && session.isTransactionInProgress()
                    && session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection()
                            == shown.getConnection()) {
                return session;
            }
        }
        return null;
    }

    private static @Nullable EntityManager entityManager(EntityManagerHolder holder) {
        try {
            return holder.getEntityManager();
        } catch (IllegalStateException agentOnly) {
            // Spring cannot be asked before.
            return null;
        }
    }
}
