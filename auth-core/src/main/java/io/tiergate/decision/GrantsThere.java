package io.tiergate.decision;

import io.tiergate.Effect;
import io.tiergate.store.HeldGrant;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is granted on exactly one resource at one time, to whomever. Shared by the places of all resources that lie below it.
 * It is current while its {@link Slots slot} stands, and follows changes of definitions without being loaded again.
 *
 * <p>Safe for use by many threads: what it is made of does not change, and the bits are replaced as a whole, whichever thread
 * comes first.
 */
final class GrantsThere {

    /** Nothing applies. */
    static final int NONE = 0;

    /** Something allows. */
    static final int ALLOW = 1;

    /** Something denies, whatever else allows. */
    static final int DENY = 2;

    /** It is not made for that snapshot. */
    static final int UNKNOWN = 3;

    private static final long[] NOBODY = {};
    private static final int[] NOTHING = {0};

    private final TenantState tenant;
    private final Slots slots;
    private final int slot;
    private final int count;
    private final boolean tooMany;
    private final @Nullable Window window;

    /** By {@link #holder}, in order; one for each grant that is valid now. */
    private final long[] holders;

    /** Where the grants of a holder begin, plus 1, by what the holder hashes to: of many, to search takes several times as long. */
    private final int[] firsts;

    private final HeldWhat[] whats;

    /**
     * Replaced by any thread, and read without a fence: see {@link Entry}. Null before the first was made, and perhaps to
     * those who come by this through a race.
     */
    private @Nullable Given given;

    /** What one grant gives. */
    private record HeldWhat(
            @Nullable Long permissionId,
            @Nullable Long bundleId,
            @Nullable String wildcard,
            boolean deny) {}

    /** The same in bits, in the order of the holders, for one snapshot. All fields are final, and must be. */
    private static final class Given {

        private final Object mark;
        private final long[][] bits;

        private Given(Object mark, long[][] bits) {
            this.mark = mark;
            this.bits = bits;
        }
    }

    private GrantsThere(
            TenantState tenant,
            Slots slots,
            int slot,
            int count,
            boolean tooMany,
            @Nullable Window window,
            long[] holders,
            HeldWhat[] whats) {
        this.tenant = tenant;
        this.slots = slots;
        this.slot = slot;
        this.count = count;
        this.tooMany = tooMany;
        this.window = window;
        this.holders = holders;
        this.firsts = holders.length == 0 ? NOTHING : firsts(holders);
        this.whats = whats;
    }

    /** At least half of it is empty. */
    private static int[] firsts(long[] holders) {
        int[] firsts = new int[Integer.highestOneBit(holders.length) * 4];
        for (int i = 0; i < holders.length; i++) {
            if (i == 0 || holders[i] != holders[i - 1]) {
                int at = hash(holders[i]) & (firsts.length - 1);
                while (firsts[at] != 0) {
                    at = (at + 1) & (firsts.length - 1);
                }
                firsts[at] = i + 1;
            }
        }
        return firsts;
    }

    /** Keys are mostly given one after the other. */
    private static int hash(long holder) {
        return (int) ((holder * 0x9E3779B97F4A7C15L) >>> 32);
    }

    /** The index of the first grant of a holder, or -1. */
    private int first(long holder) {
        for (int at = hash(holder) & (firsts.length - 1); firsts[at] != 0; at = (at + 1) & (firsts.length - 1)) {
            int first = firsts[at] - 1;
            if (holders[first] == holder) {
                return first;
            }
        }
        return -1;
    }

    /** @param grants those on this resource, or null if there are too many */
    static GrantsThere of(
            TenantState tenant, Slots slots, int slot, int count, @Nullable List<HeldGrant> grants, Instant now) {
        if (grants == null) {
            return new GrantsThere(tenant, slots, slot, count, true, null, NOBODY, new HeldWhat[0]);
        }
        Window constant = Window.ALWAYS;
        long micros = Window.micros(now);
        for (HeldGrant grant : grants) {
            constant = constant.cutBy(grant.validity(), micros);
        }
        List<HeldGrant> valid = grants.stream()
                .filter(grant -> grant.validity().holdsAt(now))
                .sorted(Comparator.comparingLong(GrantsThere::holder))
                .toList();
        return new GrantsThere(
                tenant,
                slots,
                slot,
                count,
                false,
                constant.isBounded() ? constant : null,
                valid.isEmpty()
                        ? NOBODY
                        : valid.stream().mapToLong(GrantsThere::holder).toArray(),
                valid.stream().map(GrantsThere::what).toArray(HeldWhat[]::new));
    }

    private static HeldWhat what(HeldGrant grant) {
        if (grant.permissionId() == null && grant.wildcard() == null) {
            Definitions.bundleId(grant);
        }
        return new HeldWhat(grant.permissionId(), grant.bundleId(), grant.wildcard(), grant.effect() == Effect.DENY);
    }

    private static long holder(HeldGrant grant) {
        return grant.byGroup() ? ofGroup(grant.holderId()) : grant.holderId();
    }

    /** A group as a holder, so that it is no subject. */
    static long ofGroup(long groupId) {
        return ~groupId;
    }

    /** Whether there are so many that they are not kept. */
    boolean areTooMany() {
        return tooMany;
    }

    boolean isBounded() {
        return window != null;
    }

    boolean holdsAt(long now) {
        return window == null || window.contains(now);
    }

    boolean isOf(TenantState state) {
        return tenant == state;
    }

    /** Whether its rows are still what they were, for those who have read {@link TenantState#current} before. */
    boolean stands() {
        return slots.stands(slot, count);
    }

    /**
     * Follows a change of definitions.
     *
     * @throws IllegalStateException if a row refers to what does not exist: it might be a DENY
     */
    void makeFor(Snapshot snapshot) {
        Given made = given;
        if (made == null || made.mark != snapshot.mark()) {
            long[][] bits = new long[whats.length][];
            for (int i = 0; i < whats.length; i++) {
                bits[i] = snapshot.given(whats[i].permissionId(), whats[i].bundleId(), whats[i].wildcard());
            }
            given = new Given(snapshot.mark(), bits);
        }
    }

    /**
     * What applies of it to a subject: one of the constants.
     *
     * @param subjectId 0 for one that the store does not know
     * @param groups its groups, in order
     */
    int effect(Object mark, int number, long subjectId, long[] groups) {
        if (holders.length == 0) {
            return NONE;
        }
        // Read once: another thread may replace it.
        Given made = given;
        if (made == null || made.mark != mark) {
            return UNKNOWN;
        }
        if (holders.length <= groups.length) {
            return ofAll(made, number, subjectId, groups);
        }
        int effect = of(made, number, subjectId);
        for (int i = 0; i < groups.length && effect != DENY; i++) {
            effect = Math.max(effect, of(made, number, ofGroup(groups[i])));
        }
        return effect;
    }

    private int ofAll(Given made, int number, long subjectId, long[] groups) {
        int effect = NONE;
        for (int i = 0; i < holders.length && effect != DENY; i++) {
            long holder = holders[i];
            if (holder >= 0 ? holder == subjectId : Arrays.binarySearch(groups, ofGroup(holder)) >= 0) {
                effect = Math.max(effect, at(made, number, i));
            }
        }
        return effect;
    }

    private int of(Given made, int number, long holder) {
        int first = first(holder);
        if (first < 0) {
            return NONE;
        }
        int effect = NONE;
        for (int i = first; i < holders.length && holders[i] == holder && effect != DENY; i++) {
            effect = Math.max(effect, at(made, number, i));
        }
        return effect;
    }

    private int at(Given made, int number, int index) {
        if (!Bits.has(made.bits[index], number)) {
            return NONE;
        }
        return whats[index].deny() ? DENY : ALLOW;
    }
}
