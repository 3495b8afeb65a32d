package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceTypeRow;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource stands, who owns it and those above it, and what is granted there. It is current while the {@link Slots}
 * of all of these stand, so that it never outlives a move, another owner or the end of one of them.
 *
 * <p>Safe for use by many threads: what it is made of does not change, but for what is replaced as a whole, whichever thread
 * comes first.
 */
final class Place {

    private final TenantState tenant;
    private final Slots slots;

    /** The type of the resource itself, by the name that it was asked for. */
    private final String type;

    private final List<PlacedResource> way;
    private final int[] placeSlots;
    private final int[] counts;

    /** By {@link GrantsThere#ofGroup}; 0 where nobody owns it. */
    private final long[] owners;

    private final boolean owned;

    /** Each replaced by any thread when its grants have changed; their fields are final. */
    private final GrantsThere[] grants;

    /** Replaced by any thread, and read without a fence: see {@link Entry}. Null before the first was made. */
    private @Nullable Allowed allowed;

    /** What owners are allowed here, for each that is owned, in one snapshot. All fields are final, and must be. */
    private static final class Allowed {

        private final Object mark;
        private final long[][] bits;

        private Allowed(Object mark, long[][] bits) {
            this.mark = mark;
            this.bits = bits;
        }
    }

    /**
     * @param way from the root down to the resource itself
     * @param counts where the slots of these stood when their places were known to be the newest
     * @param grants what is granted on each of these
     */
    Place(TenantState tenant, Slots slots, String type, List<PlacedResource> way, int[] counts, GrantsThere[] grants) {
        this.tenant = tenant;
        this.slots = slots;
        this.type = type;
        this.way = way;
        this.counts = counts;
        this.grants = grants;
        this.placeSlots =
                way.stream().mapToInt(placed -> slots.ofPlace(placed.id())).toArray();
        this.owners = way.stream().mapToLong(Place::owner).toArray();
        this.owned = Arrays.stream(owners).anyMatch(owner -> owner != 0);
    }

    private static long owner(PlacedResource placed) {
        if (placed.ownerGroupId() != null) {
            return GrantsThere.ofGroup(placed.ownerGroupId());
        }
        return placed.ownerSubjectId() == null ? 0 : placed.ownerSubjectId();
    }

    TenantState tenant() {
        return tenant;
    }

    List<PlacedResource> way() {
        return way;
    }

    /** What is granted on each resource of the way, as it is kept now; a copy. */
    GrantsThere[] grants() {
        return grants.clone();
    }

    /** Replaces what is granted on one resource of the way by what is granted there now. */
    void renew(int level, GrantsThere now) {
        grants[level] = now;
    }

    /** Whether there is more granted than is kept: the store knows. */
    boolean isCrowded() {
        return Arrays.stream(grants).anyMatch(GrantsThere::areTooMany);
    }

    /** Whether the time must be known to decide. */
    boolean isBounded() {
        for (GrantsThere there : grants) {
            if (there.isBounded()) {
                return true;
            }
        }
        return false;
    }

    /** Whether all stand where they stood, for those who have read {@link TenantState#current} before. */
    boolean stands() {
        for (int i = 0; i < counts.length; i++) {
            if (!slots.stands(placeSlots[i], counts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the name of its type means the same in these definitions. */
    boolean isOfTypeIn(Definitions definitions) {
        ResourceTypeRow row = definitions.type(type);
        return row != null && row.id() == way.get(way.size() - 1).typeId();
    }

    /**
     * Follows a change of definitions with what owners are allowed, in which it {@link #isOfTypeIn is of the same type}.
     *
     * @throws IllegalStateException if a row refers to what does not exist
     */
    void makeFor(Snapshot snapshot) {
        Allowed made = allowed;
        if (made == null || made.mark != snapshot.mark()) {
            long[][] bits = new long[owners.length][];
            for (int i = 0; i < owners.length; i++) {
                bits[i] = owners[i] == 0
                        ? Bits.NONE
                        : snapshot.ofOwners(way.get(i).typeId(), type);
            }
            allowed = new Allowed(snapshot.mark(), bits);
        }
    }

    /**
     * Decides about the resource, if this is current and made for that.
     *
     * @param mark of the snapshot
     * @param everywhere what is decided about everywhere
     * @param subjectId 0 for one that the store does not know
     * @param groups its groups, in order
     * @param timed whether the time is known; if not, it must not matter
     */
    @Nullable
    Code decide(Object mark, Code everywhere, int number, long subjectId, long[] groups, boolean timed, long now) {
        // Read once: another thread may replace it.
        Allowed made = allowed;
        if (made == null || made.mark != mark || !stands()) {
            return null;
        }
        if (everywhere != Code.GRANTED && everywhere != Code.NOT_GRANTED) {
            return everywhere;
        }
        boolean allows = everywhere == Code.GRANTED;
        for (GrantsThere there : grants) {
            if (!there.stands() || there.areTooMany() || !(timed ? there.holdsAt(now) : !there.isBounded())) {
                return null;
            }
            int effect = there.effect(mark, number, subjectId, groups);
            if (effect == GrantsThere.UNKNOWN) {
                return null;
            }
            if (effect == GrantsThere.DENY) {
                return Code.DENIED;
            }
            allows |= effect == GrantsThere.ALLOW;
        }
        return allows || (owned && ownerMay(made, number, subjectId, groups)) ? Code.GRANTED : Code.NOT_GRANTED;
    }

    private boolean ownerMay(Allowed made, int number, long subjectId, long[] groups) {
        for (int i = 0; i < owners.length; i++) {
            long owner = owners[i];
            if (owner != 0
                    && (owner > 0 ? owner == subjectId : Arrays.binarySearch(groups, GrantsThere.ofGroup(owner)) >= 0)
                    && Bits.has(made.bits[i], number)) {
                return true;
            }
        }
        return false;
    }
}
