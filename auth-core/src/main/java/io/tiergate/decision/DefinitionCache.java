package io.tiergate.decision;

import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The last definitions of each tenant that exists. Holds nothing of transactions that have changed something. */
final class DefinitionCache {

    private final DecisionReads reads;
    private final ConcurrentMap<Tenant, Definitions> cached = new ConcurrentHashMap<>();
    private final ConcurrentMap<Tenant, Stamp> newest = new ConcurrentHashMap<>();

    DefinitionCache(DecisionReads reads) {
        this.reads = reads;
    }

    /**
     * Whether this node has already seen a later state of the tenant than that one. A tenant that was deleted and
     * created again counts as another.
     */
    boolean hasSeenNewer(Tenant tenant, Stamp stamp) {
        Stamp seen = newest.get(tenant);
        return seen != null && !stamp.uncommitted() && isNewer(seen, stamp);
    }

    private static boolean isNewer(Stamp one, Stamp other) {
        // Keys of tenants only rise.
        return one.tenantId() > other.tenantId()
                || (one.tenantId() == other.tenantId() && !other.revision().atLeast(one.revision()));
    }

    /** The definitions that belong to the stamp if they are to be had; else those that the view shows now. */
    Definitions get(Tenant tenant, Stamp stamp, View view) {
        Definitions known = cached.get(tenant);
        if (known != null && known.stamp().sameDefinitions(stamp)) {
            remember(tenant, stamp);
            return known;
        }
        return load(tenant, view);
    }

    /** The definitions that the view shows now. */
    Definitions load(Tenant tenant, View view) {
        Definitions loaded = new Definitions(reads.definitions(tenant, view));
        Stamp stamp = loaded.stamp();
        // Names of tenants that do not exist may come from anywhere, without end: they are not kept.
        if (!stamp.uncommitted() && stamp.tenantExists() && !hasSeenNewer(tenant, stamp)) {
            remember(tenant, stamp);
            cached.put(tenant, loaded);
        } else if (!stamp.uncommitted() && !stamp.tenantExists() && view == View.COMMITTED) {
            cached.remove(tenant);
            newest.remove(tenant);
        }
        return loaded;
    }

    private void remember(Tenant tenant, Stamp stamp) {
        if (!stamp.uncommitted() && stamp.tenantExists()) {
            newest.merge(tenant, stamp, (old, late) -> isNewer(old, late) ? old : late);
        }
    }
}
