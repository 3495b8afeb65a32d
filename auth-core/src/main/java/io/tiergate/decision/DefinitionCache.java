package io.tiergate.decision;

import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The last definitions of each tenant that exists, by its key: one that was deleted and created again is another. Holds
 * nothing of transactions that have changed something.
 */
final class DefinitionCache {

    private final DecisionReads reads;
    private final ConcurrentMap<Long, Definitions> cached = new ConcurrentHashMap<>();
    private final SeenRevisions seen;

    DefinitionCache(DecisionReads reads, SeenRevisions seen) {
        this.reads = reads;
        this.seen = seen;
    }

    /** The definitions that belong to the stamp if they are to be had; else those that the view shows now. */
    Definitions get(Tenant tenant, Stamp stamp, View view) {
        Definitions known = cached.get(stamp.tenantId());
        if (known != null && known.stamp().sameDefinitions(stamp)) {
            seen.see(stamp);
            return known;
        }
        return load(tenant, view);
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
