package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantTable;
import org.jspecify.annotations.Nullable;

/** What subjects may hold on resources: of those that were asked about last it is kept, of others it is read. */
final class RootLoader {

    /** So often a tenant may change while roots are loaded before the caller is answered from the store. */
    private static final int ATTEMPTS = 20;

    private final DecisionReads reads;
    private final SeenRevisions seen;
    private final Slots subjects;
    private final Slots resources;
    private final Cache<SubjectKey, KeptRoots> cache;
    private final SharedLoads<SubjectKey, KeptRoots> loads = new SharedLoads<>();

    /** @param maximum how many roots are kept at most, of all subjects together */
    RootLoader(DecisionReads reads, SeenRevisions seen, Slots subjects, Slots resources, long maximum) {
        this.reads = reads;
        this.seen = seen;
        this.subjects = subjects;
        this.resources = resources;
        cache = Caffeine.newBuilder()
                .maximumWeight(maximum)
                .weigher((SubjectKey key, KeptRoots roots) -> roots.weight())
                .executor(Runnable::run)
                .build();
    }

    /** @return null if that cannot be had: the tenant is gone, or changes all the while */
    @Nullable
    KeptRoots load(Entry entry, Tenant tenant, Subject subject, EntryLoader.Catching catching) {
        SubjectKey key = new SubjectKey(tenant, subject);
        KeptRoots kept = cache.getIfPresent(key);
        if (isCurrent(kept, entry)) {
            return kept;
        }
        return loads.load(key, () -> {
            // Another thread may have kept them just now.
            KeptRoots meanwhile = cache.getIfPresent(key);
            if (isCurrent(meanwhile, entry)) {
                return meanwhile;
            }
            KeptRoots loaded = read(entry, subject, catching);
            if (loaded != null) {
                cache.put(key, loaded);
            }
            return loaded;
        });
    }

    private static boolean isCurrent(@Nullable KeptRoots roots, Entry entry) {
        // What is current is read first: whoever sees that sees what was counted before.
        return roots != null && entry.tenant().current().snapshot() != null && roots.standsFor(entry);
    }

    private @Nullable KeptRoots read(Entry entry, Subject subject, EntryLoader.Catching catching) {
        TenantState state = entry.tenant();
        View view = View.TRANSACTION;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // In this order: a change is seen before it is counted. What is counted here was seen there.
            KeptRoots.Counts counts =
                    new KeptRoots.Counts(subjects, resources, state, entry.subjectId(), entry.groups());
            long seenHere = seen.newest(state.tenantId());
            long seenShared = seen.newest(TenantTable.SHARED_ID);
            HeldRoots found = reads.roots(state.tenant(), subject, Listing.MOST_ROOTS, view);
            Stamp stamp = found.stamp();
            boolean another = stamp.tenantId() != state.tenantId();
            if (view == View.TRANSACTION && (another || found.unnumbered())) {
                view = View.COMMITTED;
                continue;
            }
            if (another) {
                state.drop();
                return null;
            }
            if (found.unnumbered()) {
                // What is gone with a subject or a user is not in the log yet.
                return null;
            }
            if (stamp.revision().tenant() < seenHere || stamp.revision().shared() < seenShared) {
                view = View.COMMITTED;
                continue;
            }
            if (!state.current().revision().atLeast(stamp.revision()) && !catching.upTo(stamp.revision())) {
                return null;
            }
            if (state.isDropped() || found.subjectId() != entry.subjectId()) {
                return null;
            }
            if (state.current().revision().atLeast(stamp.revision())) {
                return new KeptRoots(
                        state,
                        entry.subjectId(),
                        entry.groups(),
                        counts,
                        found.complete() ? found.roots() : null,
                        found.counted(),
                        found.onlyTenant());
            }
        }
        return null;
    }
}
