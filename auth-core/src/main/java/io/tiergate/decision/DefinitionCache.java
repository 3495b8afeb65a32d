package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;

/**
 * The last definitions of the tenants that were asked about last and exist, by their keys: one that was deleted and created
 * again is another. Holds nothing of transactions that have changed something.
 */
final class DefinitionCache {

    private final DecisionReads reads;
    private final Cache<Long, Definitions> cached;
    private final SeenRevisions seen;

    /** @param maximum so many tenants' at most; those asked about least go first */
    DefinitionCache(DecisionReads reads, SeenRevisions seen, long maximum) {
        this.reads = reads;
        this.seen = seen;
        cached = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .build();
    }

    long size() {
        cached.cleanUp();
        return cached.estimatedSize();
    }

    /** The definitions that belong to the stamp if they are to be had; else those that the view shows now. */
    Definitions get(Tenant tenant, Stamp stamp, View view) {
        Definitions known = cached.getIfPresent(stamp.tenantId());
        if (known != null && known.stamp().sameDefinitions(stamp)) {
            seen.see(stamp);
            return known;
        }
        return load(tenant, view);
    }

    /** Drops what the store does not have any more: it may give the same revision to something else. */
    void forget(long tenantId) {
        cached.invalidate(tenantId);
    }

    /** The definitions that the view shows now. */
    Definitions load(Tenant tenant, View view) {
        Definitions loaded = new Definitions(reads.definitions(tenant, view));
        Stamp stamp = loaded.stamp();
        // Names of tenants that do not exist may come from anywhere, without end: they are not kept.
        if (!stamp.uncommitted() && stamp.tenantExists() && !seen.isNewerThan(stamp)) {
            seen.see(stamp);
            cached.put(stamp.tenantId(), loaded);
        }
        return loaded;
    }
}
