package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.Reason;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.SubjectHoldings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one subject may do at one moment, everywhere or on one resource: what applies, and what of it decides. All questions to the store come
 * here. {@link Entry} and {@link Snapshot} say the same in bits; the oracle's tests hold both to one answer.
 */
record Question(
        Definitions definitions,
        SubjectHoldings holdings,
        @Nullable Resource resource,
        @Nullable Placement place,
        Subject subject,
        Instant now) {

    private static final Comparator<Reason.ByGrant> BY_ID = Comparator.comparingLong(
                    (Reason.ByGrant reason) -> reason.grant().id())
            .thenComparingLong(reason ->
                    reason.membership() == null ? 0 : reason.membership().id());

    /** About everywhere. */
    Question(Definitions definitions, SubjectHoldings holdings, Subject subject, Instant now) {
        this(definitions, holdings, null, null, subject, now);
    }

    /** Takes the grants that apply, one by one, until it has enough. */
    private interface Visitor {

        /** Returns whether to go on. */
        boolean visit(HeldGrant grant, @Nullable HeldMembership membership);
    }

    /** The keys of the groups that it is a member of now, in order, built-in ones included. */
    long[] groups() {
        LongStream builtIn = subject.isAnonymous()
                ? LongStream.of(definitions.everyone())
                : LongStream.of(definitions.everyone(), definitions.authenticated());
        LongStream others = holdings.memberships().stream()
                .filter(membership -> membership.validity().holdsAt(now))
                .mapToLong(HeldMembership::groupId);
        return LongStream.concat(builtIn, others).sorted().distinct().toArray();
    }

    /** In which what decides everywhere does not change by itself. */
    Window window() {
        long micros = Window.micros(now);
        Window constant = Window.ALWAYS;
        for (HeldGrant grant : holdings.grants()) {
            constant = constant.cutBy(grant.validity(), micros);
        }
        for (HeldMembership membership : holdings.memberships()) {
            constant = constant.cutBy(membership.validity(), micros);
        }
        for (List<HeldGrant> held : definitions.groupGrants()) {
            for (HeldGrant grant : held) {
                constant = constant.cutBy(grant.validity(), micros);
            }
        }
        return constant;
    }

    Code decide(String permissionName) {
        PermissionRow permission = definitions.active(permissionName);
        if (permission == null) {
            return Code.UNKNOWN_PERMISSION;
        }
        ResourceTypeRow type = resource == null ? null : definitions.type(resource.type());
        if (resource != null && type == null) {
            return Code.UNKNOWN_RESOURCE_TYPE;
        }
        if (holdings.suspended()) {
            return Code.SUBJECT_SUSPENDED;
        }
        Outcome outcome = new Outcome();
        visitApplicable(permission, outcome);
        if (outcome.code == Code.DENIED) {
            return Code.DENIED;
        }
        if (type != null && type.bound() && way().isEmpty()) {
            return Code.UNKNOWN_RESOURCE;
        }
        return ownerships(permission).isEmpty() ? outcome.code : Code.GRANTED;
    }

    /** What decided, for a code that {@link #decide} gave for this permission. */
    List<Reason> reasons(String permissionName, Code code) {
        PermissionRow permission = definitions.active(permissionName);
        if (permission == null || (code != Code.GRANTED && code != Code.DENIED)) {
            return List.of();
        }
        Effect decisive = code == Code.GRANTED ? Effect.ALLOW : Effect.DENY;
        List<Reason.ByGrant> grants = new ArrayList<>();
        visitApplicable(permission, (grant, membership) -> {
            if (grant.effect() == decisive) {
                grants.add(reason(grant, membership));
            }
            return true;
        });
        grants.sort(BY_ID);
        List<Reason> reasons = new ArrayList<>(grants);
        if (code == Code.GRANTED) {
            reasons.addAll(ownerships(permission));
        }
        return List.copyOf(reasons);
    }

    /** All permissions that are allowed, by name. */
    List<HeldPermission> held() {
        List<HeldPermission> held = new ArrayList<>();
        for (PermissionRow permission : definitions.permissions()) {
            if (decide(permission.name()) == Code.GRANTED) {
                held.add(new HeldPermission(permission.name(), reasons(permission.name(), Code.GRANTED)));
            }
        }
        held.sort(Comparator.comparing(HeldPermission::permission));
        return List.copyOf(held);
    }

    private void visitApplicable(PermissionRow permission, Visitor visitor) {
        if (!visit(holdings.grants(), null, permission, visitor)
                || !visit(place == null ? List.of() : place.ofSubject(holdings.subjectId()), null, permission, visitor)
                || !visitGroup(definitions.everyone(), null, permission, visitor)
                || subject.isAnonymous()
                || !visitGroup(definitions.authenticated(), null, permission, visitor)) {
            return;
        }
        for (HeldMembership membership : holdings.memberships()) {
            if (membership.validity().holdsAt(now)
                    && !visitGroup(membership.groupId(), membership, permission, visitor)) {
                return;
            }
        }
    }

    private boolean visitGroup(
            long groupId, @Nullable HeldMembership membership, PermissionRow permission, Visitor visitor) {
        return visit(definitions.grantsOf(groupId), membership, permission, visitor)
                && visit(place == null ? List.of() : place.ofGroup(groupId), membership, permission, visitor);
    }

    /** The resources from the root down to the one that is asked about; none where it is not registered. */
    private List<PlacedResource> way() {
        return place == null ? List.of() : place.way();
    }

    /** The ownerships that allow the permission, from the root down, and then by the memberships that lead to them. */
    private List<Reason.ByOwnership> ownerships(PermissionRow permission) {
        ResourceTypeRow type = resource == null ? null : definitions.type(resource.type());
        List<Reason.ByOwnership> ownerships = new ArrayList<>();
        if (type == null) {
            return ownerships;
        }
        for (PlacedResource owned : way()) {
            if ((owned.ownerSubjectId() == null && owned.ownerGroupId() == null)
                    || !definitions.allowedToOwners(owned.typeId(), type).contains(permission.id())) {
                continue;
            }
            if (holdings.known() && Objects.equals(owned.ownerSubjectId(), holdings.subjectId())) {
                ownerships.add(new Reason.ByOwnership(owned.resource(), subject, null));
            }
            holdings.memberships().stream()
                    .filter(held -> Objects.equals(owned.ownerGroupId(), held.groupId())
                            && held.validity().holdsAt(now))
                    .sorted(Comparator.comparingLong(HeldMembership::id))
                    .forEach(held -> ownerships.add(new Reason.ByOwnership(
                            owned.resource(), definitions.group(held.groupId()), membership(held))));
        }
        return ownerships;
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
        Grant grant =
                new Grant(holder, definitions.what(held), where(held), held.effect(), held.validity(), held.reason());
        RecordedGrant recorded = new RecordedGrant(held.id(), grant, held.grantedBy(), held.grantedAt());
        return new Reason.ByGrant(recorded, through == null ? null : membership(through));
    }

    private @Nullable Resource where(HeldGrant held) {
        if (held.resourceId() == null) {
            return null;
        }
        return way().stream()
                .filter(placed -> placed.id() == held.resourceId())
                .map(PlacedResource::resource)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The grant " + held.id() + " is on the resource "
                        + held.resourceId() + ", which is not there"));
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
