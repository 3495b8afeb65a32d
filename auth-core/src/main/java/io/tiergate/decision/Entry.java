package io.tiergate.decision;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Subject;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.SubjectHoldings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the rows of one subject: the permissions that it is granted singly, as bits, and by what it reaches others.
 * It is current while its {@link Slots slot} stands, and follows changes of definitions without being loaded again.
 *
 * <p>Safe for use by many threads: what it is made of does not change, and the reach is replaced as a whole, whichever thread
 * comes first.
 */
final class Entry {

    private final TenantState tenant;
    private final Slots slots;
    private final int slot;
    private final int count;
    private final long subjectId;
    private final boolean suspended;
    private final long[] allowed;
    private final long[] denied;
    private final @Nullable Window window;

    /**
     * Replaced by any thread, and read without a fence on the way of each check: who sees another thread's {@link Reach}
     * sees all of it, since its fields are final, and one that is older has another mark. The first is seen because entries
     * are handed over safely, by the cache, by a future, and by {@link CachedAccess}.
     */
    private Reach reach;

    private Entry(
            TenantState tenant,
            Slots slots,
            int slot,
            int count,
            long subjectId,
            boolean suspended,
            long[] allowed,
            long[] denied,
            @Nullable Window window,
            Reach reach) {
        this.tenant = tenant;
        this.slots = slots;
        this.slot = slot;
        this.count = count;
        this.subjectId = subjectId;
        this.suspended = suspended;
        this.allowed = allowed;
        this.denied = denied;
        this.window = window;
        this.reach = reach;
    }

    /**
     * @param count where the slot stood when the holdings were known to be the newest
     * @throws IllegalStateException if a row refers to what does not exist
     */
    static Entry of(
            TenantState tenant,
            Slots slots,
            int slot,
            int count,
            Snapshot snapshot,
            Subject subject,
            SubjectHoldings holdings,
            Instant now) {
        Definitions definitions = snapshot.definitions();
        Through.Collected collected = new Through.Collected();
        collected.group(definitions.everyone());
        if (!subject.isAnonymous()) {
            collected.group(definitions.authenticated());
        }
        Window constant = Window.ALWAYS;
        long micros = Window.micros(now);
        for (HeldMembership membership : holdings.memberships()) {
            constant = constant.cutBy(membership.validity(), micros);
            if (membership.validity().holdsAt(now)) {
                collected.group(membership.groupId());
            }
        }
        long[] allowed = Bits.NONE;
        long[] denied = Bits.NONE;
        for (HeldGrant grant : holdings.grants()) {
            constant = constant.cutBy(grant.validity(), micros);
            boolean deny = grant.effect() == Effect.DENY;
            boolean holds = grant.validity().holdsAt(now);
            if (grant.permissionId() != null) {
                int number = snapshot.catalogue().numberOf(grant.permissionId());
                if (holds && deny) {
                    denied = Bits.with(denied, number);
                } else if (holds) {
                    allowed = Bits.with(allowed, number);
                }
            } else if (grant.wildcard() != null) {
                if (holds) {
                    collected.wildcard(grant.wildcard(), deny);
                }
            } else {
                long bundleId = Definitions.bundleId(grant);
                // Looked at in any case: what cannot be understood must not be passed over.
                definitions.permissionsIn(bundleId);
                if (holds) {
                    collected.bundle(bundleId, deny);
                }
            }
        }
        return new Entry(
                tenant,
                slots,
                slot,
                count,
                holdings.subjectId(),
                holdings.suspended(),
                allowed,
                denied,
                constant.isBounded() ? constant : null,
                snapshot.reach(collected.all()));
    }

    TenantState tenant() {
        return tenant;
    }

    /** The key of the subject, 0 for one that the store does not know. */
    long subjectId() {
        return subjectId;
    }

    /** Those of which it is a member, in order. Not to be changed. */
    long[] groups() {
        return reach.through().groups();
    }

    /** When it is right. */
    Window window() {
        return window == null ? Window.ALWAYS : window;
    }

    /** Whether the time must be known to decide. */
    boolean isBounded() {
        return window != null;
    }

    boolean holdsAt(long now) {
        return window == null || window.contains(now);
    }

    /** Whether its rows are still what they were, for those who have read {@link TenantState#current} before. */
    boolean stands() {
        return slots.stands(slot, count);
    }

    /** Follows a change of definitions. Costs some nanoseconds where another subject has done so by the same groups. */
    void makeFor(Snapshot snapshot) {
        if (reach.mark() != snapshot.mark()) {
            reach = snapshot.reach(reach.through());
        }
    }

    /**
     * Decides, if it is current and made for that.
     *
     * @param number of the permission in the catalogue of {@code current}, or {@link Catalogue#UNKNOWN}
     */
    @Nullable
    Decision decide(Current current, int number) {
        // Read once: another thread may replace it.
        Reach reached = reach;
        if (reached.mark() != current.mark() || !slots.stands(slot, count)) {
            return null;
        }
        return current.decision(code(reached, number));
    }

    /**
     * Decides about a resource, if this and its place are current and made for that.
     *
     * @param number of the permission in the catalogue of {@code current}, or {@link Catalogue#UNKNOWN}
     * @param timed whether the time is known; if not, it must not matter
     */
    @Nullable
    Decision decide(Current current, int number, Place place, boolean timed, long now) {
        Reach reached = reach;
        if (place.tenant() != tenant || reached.mark() != current.mark() || !slots.stands(slot, count)) {
            return null;
        }
        Code code = place.decide(
                current.mark(),
                code(reached, number),
                number,
                subjectId,
                reached.through().groups(),
                timed,
                now);
        return code == null ? null : current.decision(code);
    }

    private Code code(Reach reached, int number) {
        if (number == Catalogue.UNKNOWN) {
            return Code.UNKNOWN_PERMISSION;
        }
        if (suspended) {
            return Code.SUBJECT_SUSPENDED;
        }
        if (Bits.has(denied, number) || reached.denies(number)) {
            return Code.DENIED;
        }
        return Bits.has(allowed, number) || reached.allows(number) ? Code.GRANTED : Code.NOT_GRANTED;
    }
}
