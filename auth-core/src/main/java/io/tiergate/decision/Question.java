package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.Reason;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.SubjectHoldings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one subject may do at one moment: which grants apply, and which of them decides. All questions to the store come
 * here. {@link Entry} and {@link Snapshot} say the same in bits; the oracle's tests hold both to one answer.
 */
record Question(Definitions definitions, SubjectHoldings holdings, Subject subject, Instant now) {

    private static final Comparator<Reason.ByGrant> BY_ID = Comparator.comparingLong(
                    (Reason.ByGrant reason) -> reason.grant().id())
            .thenComparingLong(reason ->
                    reason.membership() == null ? 0 : reason.membership().id());

    /** Takes the grants that apply, one by one, until it has enough. */
    private interface Visitor {

        /** Returns whether to go on. */
        boolean visit(HeldGrant grant, @Nullable HeldMembership membership);
    }

    Code decide(String permissionName, @Nullable Resource resource) {
        PermissionRow permission = definitions.active(permissionName);
        if (permission == null) {
            return Code.UNKNOWN_PERMISSION;
        }
        if (resource != null) {
            return Code.UNKNOWN_RESOURCE_TYPE;
        }
        if (holdings.suspended()) {
            return Code.SUBJECT_SUSPENDED;
        }
        Outcome outcome = new Outcome();
        visitApplicable(permission, outcome);
        return outcome.code;
    }

    /** The grants that decided, for a code that {@link #decide} gave for this permission. */
    List<Reason> reasons(String permissionName, Code code) {
        PermissionRow permission = definitions.active(permissionName);
        if (permission == null || (code != Code.GRANTED && code != Code.DENIED)) {
            return List.of();
        }
        Effect decisive = code == Code.GRANTED ? Effect.ALLOW : Effect.DENY;
        List<Reason.ByGrant> reasons = new ArrayList<>();
        visitApplicable(permission, (grant, membership) -> {
            if (grant.effect() == decisive) {
                reasons.add(reason(grant, membership));
            }
            return true;
        });
        reasons.sort(BY_ID);
        return List.copyOf(reasons);
    }

    private void visitApplicable(PermissionRow permission, Visitor visitor) {
        if (!visit(holdings.grants(), null, permission, visitor)
                || !visit(definitions.grantsOf(definitions.everyone()), null, permission, visitor)
                || subject.isAnonymous()
                || !visit(definitions.grantsOf(definitions.authenticated()), null, permission, visitor)) {
            return;
        }
        for (HeldMembership membership : holdings.memberships()) {
            if (membership.validity().holdsAt(now)
                    && !visit(definitions.grantsOf(membership.groupId()), membership, permission, visitor)) {
                return;
            }
        }
    }

    private boolean visit(
            List<HeldGrant> grants, @Nullable HeldMembership membership, PermissionRow permission, Visitor visitor) {
        for (HeldGrant grant : grants) {
            if (definitions.gives(grant, permission)
                    && grant.validity().holdsAt(now)
                    && !visitor.visit(grant, membership)) {
                return false;
            }
        }
        return true;
    }

    private Reason.ByGrant reason(HeldGrant held, @Nullable HeldMembership through) {
        Holder holder = held.byGroup() ? definitions.group(held.holderId()) : subject;
        Grant grant = new Grant(holder, definitions.what(held), held.effect(), held.validity(), held.reason());
        RecordedGrant recorded = new RecordedGrant(held.id(), grant, held.grantedBy(), held.grantedAt());
        return new Reason.ByGrant(recorded, through == null ? null : membership(through));
    }

    private Membership membership(HeldMembership held) {
        Group group = definitions.group(held.groupId());
        return new Membership(
                held.id(), group, subject, held.validity(), held.addedBy(), held.addedAt(), held.reason());
    }

    /** Any DENY ends the search; an ALLOW does not, as a DENY may follow. */
    private static final class Outcome implements Visitor {

        private Code code = Code.NOT_GRANTED;

        @Override
        public boolean visit(HeldGrant grant, @Nullable HeldMembership membership) {
            if (grant.effect() == Effect.DENY) {
                code = Code.DENIED;
                return false;
            }
            code = Code.GRANTED;
            return true;
        }
    }
}
