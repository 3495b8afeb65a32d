package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import io.tiergate.store.BundleTable;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.GrantTable;
import io.tiergate.store.GroupTable;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectTable;
import io.tiergate.store.TenantTable;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryInfo;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The store in the host's database, in the host's transactions. Writing flushes the persistence context of the caller's
 * transaction; reading for decisions never does. Nothing of ours stays in that context.
 */
public final class JpaStore implements Store {

    private final Transactions transactions;
    private final JpaTenantTable tenants;
    private final JpaPermissionTable permissions;
    private final JpaBundleTable bundles;
    private final JpaGroupTable groups;
    private final JpaSubjectTable subjects;
    private final JpaGrantTable grants;
    private final JpaChangeLog changes;
    private final JdbcDecisionReads decisions;

    /**
     * Connects to the database once, to see which one it is.
     *
     * @param entityManagerFactory Hibernate's, made by Spring, with the entities of this package
     * @param transactionManager the one for it
     */
    public JpaStore(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager) {
        DataSource dataSource = dataSourceOf(entityManagerFactory);
        requireReadCommitted(dataSource);
        Repositories repositories = new Repositories(entityManagerFactory);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        Vendor vendor = Vendor.of(dataSource);
        TakenNames taken = new TakenNames(jdbc, vendor);
        transactions = new Transactions(transactionManager);
        tenants = new JpaTenantTable(repositories);
        permissions = new JpaPermissionTable(repositories, taken);
        bundles = new JpaBundleTable(repositories, taken);
        groups = new JpaGroupTable(repositories);
        subjects = new JpaSubjectTable(repositories);
        grants = new JpaGrantTable(repositories);
        changes = new JpaChangeLog(repositories, new Numbering(jdbc));
        decisions = new JdbcDecisionReads(dataSource, vendor, transactions, changes);
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return transactions.write(work);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return transactions.read(work);
    }

    @Override
    public TenantTable tenants() {
        return tenants;
    }

    @Override
    public PermissionTable permissions() {
        return permissions;
    }

    @Override
    public BundleTable bundles() {
        return bundles;
    }

    @Override
    public GroupTable groups() {
        return groups;
    }

    @Override
    public SubjectTable subjects() {
        return subjects;
    }

    @Override
    public GrantTable grants() {
        return grants;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }

    @Override
    public DecisionReads decisions() {
        return decisions;
    }

    /** Dirty reads would let what is rolled back decide. */
    private static void requireReadCommitted(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
                throw new IllegalStateException("The connections of the DataSource read what is not committed"
                        + " (READ UNCOMMITTED). Let its pool use READ COMMITTED or stricter.");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database for its isolation level. Check that it can be reached.", failure);
        }
    }

    /** The one that the entity manager factory itself uses, so that plain SQL runs on its transactions' connection. */
    private static DataSource dataSourceOf(EntityManagerFactory entityManagerFactory) {
        if (entityManagerFactory instanceof EntityManagerFactoryInfo info && info.getDataSource() != null) {
            return info.getDataSource();
        }
        throw new IllegalArgumentException("The entity manager factory has no DataSource. Make it with"
                + " LocalContainerEntityManagerFactoryBean and a DataSource, as Spring Boot does.");
    }
}
