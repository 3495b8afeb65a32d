package io.tiergate.store.jpa;

import jakarta.persistence.PersistenceException;
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
            SessionImplementor session = resource instanceof EntityManagerHolder holder ? session(holder) : null;
            if (session != null
                    && session.isTransactionInProgress()
                    && session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection()
                            == shown.getConnection()) {
                return session;
            }
        }
        return null;
    }

    /** Also behind the proxy that is open for a view. */
    private static @Nullable SessionImplementor session(EntityManagerHolder holder) {
        try {
            return holder.getEntityManager().unwrap(SessionImplementor.class);
        } catch (IllegalStateException | PersistenceException noSession) {
            // An agent's only, which Spring cannot be asked for before, or closed, or another provider's.
            return null;
        }
    }
}
