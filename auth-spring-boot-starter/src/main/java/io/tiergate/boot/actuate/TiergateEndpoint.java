package io.tiergate.boot.actuate;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.boot.schema.TiergateSchema;
import io.tiergate.change.ChangeFeed.Freshness;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.schema.SchemaException;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.store.Store;
import java.time.Duration;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Tells how Tiergate is on this node. Nothing of who may do what. */
@Endpoint(id = "tiergate")
final class TiergateEndpoint {

    private static final Log LOG = LogFactory.getLog(TiergateEndpoint.class);

    private final CachedDecisionPoint decisions;
    private final Store store;
    private final @Nullable TiergateSchema schema;
    private final TiergateProperties properties;

    /** @param schema null where there are no tables */
    TiergateEndpoint(
            CachedDecisionPoint decisions,
            Store store,
            @Nullable TiergateSchema schema,
            TiergateProperties properties) {
        this.decisions = decisions;
        this.store = store;
        this.schema = schema;
        this.properties = properties;
    }

    /**
     * What is told.
     *
     * @param tenant the tenant of requests, unless the application says otherwise for each
     * @param revision what this node knows of it; null while it does not know
     */
    record Report(
            StoreReport store, String tenant, @Nullable RevisionReport revision, CacheReport cache, FeedReport feed) {}

    /**
     * What permissions are kept in.
     *
     * @param shared whether others can change it too
     * @param schema null where there are no tables
     */
    record StoreReport(
            String type, boolean shared, @Nullable SchemaReport schema) {}

    /**
     * The version of the tables.
     *
     * @param version null while it cannot be read
     * @param needed what this version of Tiergate needs at least
     */
    record SchemaReport(@Nullable Integer version, int needed) {}

    /** @param shared that of the definitions which all tenants share */
    record RevisionReport(long tenant, long shared) {}

    record CacheReport(
            long subjects,
            long maximumSubjects,
            long resources,
            long maximumResources,
            long tenants,
            long maximumTenants) {}

    /**
     * How this node follows the store.
     *
     * @param lastHeard how long ago the store was heard of
     * @param error why it could not be read last; null if it could
     */
    record FeedReport(
            boolean fresh,
            Duration lastHeard,
            @Nullable String error,
            Duration interval,
            Duration allowedStaleness,
            TiergateProperties.Feed.Push push) {}

    @ReadOperation
    Report tiergate() {
        Tenant tenant = properties.tenant();
        RevisionReport revision = revisionOf(tenant);
        CachedDecisionPoint.Kept kept = decisions.kept();
        TiergateProperties.Feed feed = properties.feed();
        Freshness freshness = decisions.freshness();
        return new Report(
                new StoreReport(store.getClass().getSimpleName(), store.isShared(), schemaReport(freshness.fresh())),
                tenant.key(),
                revision,
                new CacheReport(
                        kept.subjects(),
                        kept.maximumSubjects(),
                        kept.resources(),
                        kept.maximumResources(),
                        kept.tenants(),
                        kept.maximumTenants()),
                new FeedReport(
                        freshness.fresh(),
                        freshness.age(),
                        freshness.lastFailure(),
                        feed.interval(),
                        feed.allowedStaleness(),
                        feed.push()));
    }

    /** @param reachable whether to ask for it at all: while the store is away, that takes until connections are given up */
    private @Nullable SchemaReport schemaReport(boolean reachable) {
        if (schema == null) {
            return null;
        }
        Integer version = null;
        try {
            version = reachable ? schema.version() : null;
        } catch (SchemaException unreadable) {
            LOG.debug("The version of the tables cannot be read", unreadable);
        }
        return new SchemaReport(version, SchemaMigration.latestVersion());
    }

    /** Any decision carries it; this one is about nobody and nothing. */
    private @Nullable RevisionReport revisionOf(Tenant tenant) {
        try {
            Revision revision = decisions
                    .check(new AccessRequest(tenant, Subject.anonymous(), "tiergate"))
                    .revision();
            return new RevisionReport(revision.tenant(), revision.shared());
        } catch (DecisionUnavailableException unavailable) {
            return null;
        }
    }
}
