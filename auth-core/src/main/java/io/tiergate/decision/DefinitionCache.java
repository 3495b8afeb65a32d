package io.tiergate.decision;

import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The last definitions of each tenant that exists, and the newest revisions that this node knows of. Both by the key of the
 * tenant: one that was deleted and created again is another. Holds nothing of transactions that have changed something.
 */
final class DefinitionCache {

    private final DecisionReads reads;
    private final ConcurrentMap<Long, Definitions> cached = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, Long> newest = new ConcurrentHashMap<>();

    DefinitionCache(DecisionReads reads) {
        this.reads = reads;
    }

    /** Takes note of a committed revision. */
    void hasSeen(long tenantId, long revision) {
        newest.merge(tenantId, revision, Math::max);
    }

    /** Whether this node already knows of a later state than that one. */
    boolean hasSeenNewer(Stamp stamp) {
        return newest.getOrDefault(stamp.tenantId(), 0L) > stamp.revision().tenant()
                || newest.getOrDefault(TenantTable.SHARED_ID, 0L)
                        > stamp.revision().shared();
    }

    /** The definitions that belong to the stamp if they are to be had; else those that the view shows now. */
    Definitions get(Tenant tenant, Stamp stamp, View view) {
        Definitions known = cached.get(stamp.tenantId());
        if (known != null && known.stamp().sameDefinitions(stamp)) {
            remember(stamp);
            return known;
        }
        return load(tenant, view);
    }

    /** The definitions that the view shows now. */
    Definitions load(Tenant tenant, View view) {
        Definitions loaded = new Definitions(reads.definitions(tenant, view));
        Stamp stamp = loaded.stamp();
        // Names of tenants that do not exist may come from anywhere, without end: they are not kept.
        if (!stamp.uncommitted() && stamp.tenantExists() && !hasSeenNewer(stamp)) {
            remember(stamp);
            cached.put(stamp.tenantId(), loaded);
        }
        return loaded;
    }

    private void remember(Stamp stamp) {
        if (!stamp.uncommitted() && stamp.tenantExists()) {
            hasSeen(stamp.tenantId(), stamp.revision().tenant());
            hasSeen(TenantTable.SHARED_ID, stamp.revision().shared());
        }
    }
}
