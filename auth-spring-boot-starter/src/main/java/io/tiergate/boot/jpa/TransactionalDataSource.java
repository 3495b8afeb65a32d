package io.tiergate.boot.jpa;

import java.util.List;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * Spring knows a transaction by the object of its data source. Where a bean post-processor or the application has wrapped
 * that, the bean of the data source is another object than the transaction manager's.
 */
final class TransactionalDataSource {

    private static final Log LOG = LogFactory.getLog(TransactionalDataSource.class);

    private TransactionalDataSource() {}

    /** The same database, by the object that a transaction manager of the application knows it by. */
    static DataSource of(DataSource dataSource, List<PlatformTransactionManager> managers) {
        for (PlatformTransactionManager manager : managers) {
            DataSource managed = managedBy(manager);
            if (managed != null && innermost(managed) == innermost(dataSource)) {
                return managed;
            }
        }
        if (!managers.isEmpty()) {
            LOG.warn("No transaction manager of the application works on the DataSource that permissions are kept in. A"
                    + " change of permissions is committed by itself, not with the application's transactions.");
        }
        return dataSource;
    }

    private static @Nullable DataSource managedBy(PlatformTransactionManager manager) {
        if (manager instanceof JpaTransactionManager jpa) {
            return jpa.getDataSource();
        }
        return manager instanceof ResourceTransactionManager resource
                        && resource.getResourceFactory() instanceof DataSource dataSource
                ? dataSource
                : null;
    }

    private static DataSource innermost(DataSource dataSource) {
        DataSource innermost = dataSource;
        while (innermost instanceof DelegatingDataSource delegating && delegating.getTargetDataSource() != null) {
            innermost = delegating.getTargetDataSource();
        }
        return innermost;
    }
}
