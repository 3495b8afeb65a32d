package io.tiergate.store.jpa;

import io.tiergate.resource.AllowedSql;
import io.tiergate.schema.Vendor;
import io.tiergate.store.BundleTable;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.GrantTable;
import io.tiergate.store.GroupTable;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectTable;
import io.tiergate.store.TenantTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * The store in the host's database, in the host's transactions. A call joins the transaction that the current thread has on
 * the data source, whether Spring's JpaTransactionManager manages it or one of its transaction managers for JDBC; without
 * one it has its own. The host's persistence context is neither flushed nor filled.
 */
public final class JpaStore implements Store, AutoCloseable {

    private final Insertions insertions;
    private final Transactions transactions;
    private final JpaTenantTable tenants;
    private final JpaPermissionTable permissions;
    private final JpaBundleTable bundles;
    private final JpaGroupTable groups;
    private final JpaSubjectTable subjects;
    private final JpaGrantTable grants;
    private final JpaResourceTypeTable resourceTypes;
    private final JpaResourceTable resources;
    private final JpaChangeLog changes;
    private final WholeSnapshots snapshots;
    private final JdbcDecisionReads decisions;
    private final AllowedSql conditions;

    /** With the tables in the schema that connections of the data source have by themselves. */
    public JpaStore(DataSource dataSource) {
        this(dataSource, null);
    }

    /**
     * Connects to the database, to see which one it is.
     *
     * @param dataSource the object that the host's transaction manager knows: by it a transaction is recognized
     * @param schema where the tables are, spelled as the database's catalogue does; on MariaDB the name of a database. Null
     *     for the one that connections have by themselves.
     * @throws io.tiergate.schema.SchemaException if the database is none that Tiergate has tables for
     * @throws IllegalStateException if the connections read what is not committed, or cannot be asked
     */
    public JpaStore(DataSource dataSource, @Nullable String schema) {
        DataSource known = dataSource instanceof TransactionAwareDataSourceProxy proxy
                ? Objects.requireNonNull(proxy.getTargetDataSource(), "targetDataSource")
                : dataSource;
        boolean singly = readsCommittedSingly(known);
        Vendor vendor = Vendor.of(known);
        SchemaName where = new SchemaName(vendor, schema);
        // Another object, so that Spring does not hand out the connection of a transaction, whoever manages that.
        DataSource apart = new DelegatingDataSource(known);
        Sql sql = new Sql(new JdbcTemplate(known), where);
        TakenNames taken = new TakenNames(sql, vendor);
        ReferredRows referred = new ReferredRows(sql, vendor);
        conditions = new AllowedSql(vendor, schema);
        insertions = new Insertions(known, vendor, where);
        transactions = new Transactions(known, apart, singly);
        snapshots = new WholeSnapshots(sql, transactions, vendor);
        Sql elsewhere = new Sql(new JdbcTemplate(apart), where);
        TreeLocks trees = new TreeLocks(sql, elsewhere, transactions, vendor, this::ownChangeSets);
        Branches branches = new Branches(sql, new ReferringTables(known, where));
        tenants = new JpaTenantTable(insertions, sql, trees, branches);
        permissions = new JpaPermissionTable(insertions, sql, taken);
        bundles = new JpaBundleTable(insertions, sql, taken, referred);
        groups = new JpaGroupTable(insertions, sql, referred);
        subjects = new JpaSubjectTable(insertions, sql);
        grants = new JpaGrantTable(insertions, sql, referred);
        resourceTypes = new JpaResourceTypeTable(insertions, sql, taken, referred);
        Registering registering = new Registering(transactions);
        ResourceRows rows = new ResourceRows(sql, vendor);
        resources =
                new JpaResourceTable(sql, rows, vendor, new Keys(sql, vendor), trees, branches, referred, registering);
        LateNumbering lateNumbering = new LateNumbering(sql, elsewhere, transactions);
        Numbering numbering = new Numbering(sql, new ReferenceCheck(sql, elsewhere, transactions, vendor));
        changes = new JpaChangeLog(insertions, sql, elsewhere, transactions, numbering, lateNumbering);
        decisions = new JdbcDecisionReads(known, apart, vendor, where, transactions, changes, registering);
    }

    /** Conditions for statements of the host's, where these tables are. */
    public AllowedSql conditions() {
        return conditions;
    }

    /**
     * Whether what is changed now is part of that session's transaction.
     *
     * @param session of the host's Hibernate
     */
    public boolean joins(SessionImplementor session) {
        return transactions.callersSession() == session;
    }

    /** Lets go of what Hibernate holds in memory. The data source is the host's, and stays as it is. */
    @Override
    public void close() {
        insertions.close();
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return transactions.write(() -> onWholeSnapshot(work));
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return transactions.read(() -> onWholeSnapshot(work));
    }

    @Override
    public boolean isShared() {
        return true;
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
    public ResourceTypeTable resourceTypes() {
        return resourceTypes;
    }

    @Override
    public ResourceTable resources() {
        return resources;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }

    @Override
    public DecisionReads decisions() {
        return decisions;
    }

    private <T> T onWholeSnapshot(Supplier<T> work) {
        snapshots.take();
        return work.get();
    }

    private Set<Long> ownChangeSets(long tenantId) {
        return changes.ownSets(tenantId);
    }

    /**
     * Whether a statement alone reads what is committed, without a transaction around it. A serializable one might fail.
     *
     * @throws IllegalStateException if dirty reads would let what is rolled back decide
     */
    private static boolean readsCommittedSingly(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            int isolation = connection.getTransactionIsolation();
            if (isolation == Connection.TRANSACTION_READ_UNCOMMITTED) {
                throw new IllegalStateException("The connections of the DataSource read what is not committed"
                        + " (READ UNCOMMITTED). Let its pool use READ COMMITTED or stricter.");
            }
            return connection.getAutoCommit()
                    && (isolation == Connection.TRANSACTION_READ_COMMITTED
                            || isolation == Connection.TRANSACTION_REPEATABLE_READ);
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database for its isolation level. Check that it can be reached.", failure);
        }
    }
}
