package io.tiergate.boot.actuate;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.change.ChangeFeed.Freshness;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Tells how Tiergate is on this node. Nothing of who may do what. */
@Endpoint(id = "tiergate")
final class TiergateEndpoint {

    private final CachedDecisionPoint decisions;
    private final Store store;
    private final TiergateProperties properties;

    TiergateEndpoint(CachedDecisionPoint decisions, Store store, TiergateProperties properties) {
        this.decisions = decisions;
        this.store = store;
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

    /** @param shared whether others can change it too */
    record StoreReport(String type, boolean shared) {}

    /** @param shared that of the definitions which all tenants share */
    record RevisionReport(long tenant, long shared) {}

    record CacheReport(long subjects, long maximumSubjects, long tenants, long maximumTenants) {}

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
                new StoreReport(store.getClass().getSimpleName(), store.isShared()),
                tenant.key(),
                revision,
                new CacheReport(kept.subjects(), kept.maximumSubjects(), kept.tenants(), kept.maximumTenants()),
                new FeedReport(
                        freshness.fresh(),
                        freshness.age(),
                        freshness.lastFailure(),
                        feed.interval(),
                        feed.allowedStaleness(),
                        feed.push()));
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
