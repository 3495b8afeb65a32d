package io.tiergate.decision;

import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one subject may hold on resources. It is current while the {@link Slots} of the subject, of what it and its groups hold
 * on resources, and of the moves in its tenant stand. Immutable.
 */
final class KeptRoots {

    /** So much memory as this many roots take, one that has none takes too. */
    private static final int LEAST_WEIGHT = 2;

    private final TenantState tenant;
    private final long subjectId;
    private final long[] groups;
    private final Counts counts;
    private final @Nullable List<HeldRoot> roots;
    private final HeldRoots.Counted counted;
    private final boolean onlyTenant;

    /** @param roots null if there are too many */
    KeptRoots(
            TenantState tenant,
            long subjectId,
            long[] groups,
            Counts counts,
            @Nullable List<HeldRoot> roots,
            HeldRoots.Counted counted,
            boolean onlyTenant) {
        this.tenant = tenant;
        this.subjectId = subjectId;
        this.groups = groups;
        this.counts = counts;
        this.roots = roots;
        this.counted = counted;
        this.onlyTenant = onlyTenant;
    }

    /** Where the counters stood before the roots were read. */
    static final class Counts {

        private final Slots subjects;
        private final Slots resources;
        private final int subject;
        private final int subjectCount;
        private final int[] others;
        private final int[] counts;

        Counts(Slots subjects, Slots resources, TenantState tenant, long subjectId, long[] groups) {
            this.subjects = subjects;
            this.resources = resources;
            subject = subjectId == 0 ? subjects.ofUnknownIn(tenant.tenantId()) : subjects.ofSubject(subjectId);
            subjectCount = subjects.count(subject);
            others = new int[groups.length + 2];
            for (int i = 0; i < groups.length; i++) {
                others[i] = resources.ofGrantsBy(groups[i]);
            }
            others[groups.length] = resources.ofGrantsBy(subjectId);
            others[groups.length + 1] = resources.ofMovesIn(tenant.tenantId());
            counts = Arrays.stream(others).map(resources::count).toArray();
        }

        private boolean stand() {
            boolean all = subjects.stands(subject, subjectCount);
            for (int i = 0; i < others.length && all; i++) {
                all = resources.stands(others[i], counts[i]);
            }
            return all;
        }
    }

    /** Whether they are current for that entry, for those who have read {@link TenantState#current} before. */
    boolean standsFor(Entry entry) {
        return tenant == entry.tenant()
                && subjectId == entry.subjectId()
                && Arrays.equals(groups, entry.groups())
                && counts.stand();
    }

    /** Null if there are too many. */
    @Nullable
    List<HeldRoot> roots() {
        return roots;
    }

    /** When they were read: this is not kept current. */
    HeldRoots.Counted counted() {
        return counted;
    }

    boolean onlyTenant() {
        return onlyTenant;
    }

    int weight() {
        return LEAST_WEIGHT + (roots == null ? 0 : roots.size());
    }
}
