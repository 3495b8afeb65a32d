package io.tiergate.decision;

import io.tiergate.Revision;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The newest revisions of tenants, by their keys, that this node knows to be committed. */
final class SeenRevisions {

    private final ConcurrentMap<Long, Long> newest = new ConcurrentHashMap<>();

    void see(long tenantId, long revision) {
        newest.merge(tenantId, revision, Math::max);
    }

    /** Takes note of what a load has read, unless nobody else can read that, or there is no such tenant. */
    void see(Stamp stamp) {
        if (!stamp.uncommitted()) {
            seeCommitted(stamp);
        }
    }

    /** Takes note of revisions that are committed, though the load may have read what is not. */
    void seeCommitted(Stamp stamp) {
        if (stamp.tenantExists()) {
            see(stamp.tenantId(), stamp.revision().tenant());
            see(TenantTable.SHARED_ID, stamp.revision().shared());
        }
    }

    /** Whether a later state than that one is known. */
    boolean isNewerThan(Stamp stamp) {
        return isNewerThan(stamp.tenantId(), stamp.revision());
    }

    boolean isNewerThan(long tenantId, Revision revision) {
        return newest(tenantId) > revision.tenant() || newest(TenantTable.SHARED_ID) > revision.shared();
    }

    long newest(long tenantId) {
        return newest.getOrDefault(tenantId, 0L);
    }
}
