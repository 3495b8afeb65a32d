package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.schema.Vendor;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.LoggedChange;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.TenantDefinitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What decisions are made from, in plain SQL, which flushes nobody's persistence context. */
final class JdbcDecisionReads implements DecisionReads {

    private final DataSource dataSource;
    private final Vendor vendor;
    private final DecisionQueries inTransaction;
    private final DecisionQueries outside;
    private final Transactions transactions;
    private final JpaChangeLog changes;
    private final Registering registering;

    /** @param apart what {@link Transactions#outside} has the connections of */
    JdbcDecisionReads(
            DataSource dataSource,
            DataSource apart,
            Vendor vendor,
            SchemaName schema,
            Transactions transactions,
            JpaChangeLog changes,
            Registering registering) {
        this.dataSource = dataSource;
        this.vendor = vendor;
        this.inTransaction = new DecisionQueries(new JdbcTemplate(dataSource), vendor, schema);
        this.outside = new DecisionQueries(new JdbcTemplate(apart), vendor, schema);
        this.transactions = transactions;
        this.changes = changes;
        this.registering = registering;
    }

    @Override
    public SubjectHoldings holdings(Tenant tenant, Subject subject, View view) {
        boolean within = isInTransaction();
        return in(
                view,
                (queries, uncommitted) ->
                        queries.holdings(tenant, subject, uncommitted, within && queries == inTransaction));
    }

    @Override
    public ResourceHoldings on(Tenant tenant, Resource resource, Subject subject, View view) {
        return in(view, (queries, uncommitted) -> queries.on(tenant, resource, subject, uncommitted));
    }

    @Override
    public ResourceHoldings on(Tenant tenant, Resource resource, int limit, View view) {
        return in(view, (queries, uncommitted) -> queries.on(tenant, resource, limit, uncommitted));
    }

    @Override
    public HeldRoots roots(Tenant tenant, Subject subject, int limit, View view) {
        return in(view, (queries, uncommitted) -> queries.roots(tenant, subject, limit, uncommitted));
    }

    @Override
    public Map<Resource, ResourceHoldings> on(
            Tenant tenant, Collection<Resource> resources, Subject subject, View view) {
        return in(view, (queries, uncommitted) -> queries.on(tenant, resources, subject, uncommitted));
    }

    @Override
    public Map<Resource, ResourceHoldings> on(Tenant tenant, Collection<Resource> resources, int limit, View view) {
        return in(view, (queries, uncommitted) -> queries.on(tenant, resources, limit, uncommitted));
    }

    @Override
    public TenantDefinitions definitions(Tenant tenant, View view) {
        return in(view, (queries, uncommitted) -> queries.definitions(tenant, uncommitted));
    }

    @Override
    public TenantDefinitions definitions(Tenant tenant, DefinitionKeys keys, View view) {
        return in(view, (queries, uncommitted) -> queries.definitions(tenant, keys, uncommitted));
    }

    @Override
    public Stamp stamp(Tenant tenant, View view) {
        return in(view, (queries, uncommitted) -> queries.stamp(tenant, uncommitted));
    }

    @Override
    public List<LoggedChange> changes(long tenantId, long after, long upTo, int limit, View view) {
        return in(view, (queries, uncommitted) -> queries.changes(tenantId, after, upTo, limit));
    }

    @Override
    public boolean callerHasOwnView() {
        return changes.hasUncommitted() || registering.isCurrent();
    }

    @Override
    public boolean callerMayMissResources() {
        return isInTransaction();
    }

    @Override
    public boolean callerMayShowUncommittedRevisions() {
        return changes.hasNumbered() || readsUncommitted();
    }

    @Override
    public PermissionHoldings holdersOf(
            Tenant tenant,
            Collection<Long> permissionIds,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            Collection<Long> subjectIds,
            View view) {
        return in(
                view,
                (queries, uncommitted) -> queries.holdersOf(
                        tenant, permissionIds, bundleIds, wildcards, groupIds, subjectIds, uncommitted));
    }

    private <T> T in(View view, BiFunction<DecisionQueries, Boolean, T> load) {
        boolean changed = changes.hasUncommitted();
        boolean own = changed || registering.isCurrent();
        if (view == View.TRANSACTION && (own || !readsWhatNeverWas())) {
            // What belongs to nothing that was ever committed is kept by nobody.
            return load.apply(inTransaction, changed || (own && readsWhatNeverWas()));
        }
        return transactions.outside(() -> load.apply(outside, false));
    }

    private boolean isInTransaction() {
        return transactions.connection() != null || TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Whether the caller's transaction may show rows and revisions that do not belong together. READ UNCOMMITTED shows
     * what others may still roll back. H2's REPEATABLE READ takes its snapshot table by table, so that a revision can be
     * newer than the rows.
     */
    private boolean readsWhatNeverWas() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return false;
        }
        if (vendor == Vendor.H2) {
            return isolationOfConnection() != Connection.TRANSACTION_READ_COMMITTED;
        }
        return readsUncommitted();
    }

    private static boolean readsUncommitted() {
        Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
        return isolation != null && isolation == TransactionDefinition.ISOLATION_READ_UNCOMMITTED;
    }

    private int isolationOfConnection() {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return connection.getTransactionIsolation();
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask the database for the isolation level of a transaction", failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
