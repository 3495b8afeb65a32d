package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.PlacedResource;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.SubjectRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of those who may use one permission, everywhere or on one resource. */
final class PermissionHolders {

    /** Stands for every named subject that the store does not know: it holds what the built-in groups hold. */
    private static final Subject SOMEBODY = Subject.of("somebody", "unknown");

    private final Definitions definitions;
    private final @Nullable Resource resource;
    private final @Nullable ResourceHoldings place;
    private final @Nullable Placement placement;
    private final String permission;
    private final Instant now;

    /**
     * @param resource null for everywhere
     * @param place of the resource, with all that is granted there; null for everywhere
     */
    PermissionHolders(
            Definitions definitions,
            @Nullable Resource resource,
            @Nullable ResourceHoldings place,
            String permission,
            Instant now) {
        this.definitions = definitions;
        this.resource = resource;
        this.place = place;
        this.placement = place == null ? null : new Placement(place);
        this.permission = permission;
        this.now = now;
    }

    PermissionHoldings load(DecisionReads reads, Tenant tenant, View view) {
        PermissionRow row = definitions.active(permission);
        if (row == null) {
            return new PermissionHoldings(definitions.stamp(), List.of(), List.of(), List.of());
        }
        Set<Long> groups = new HashSet<>(definitions.groupsWith(row));
        Set<Long> subjects = new HashSet<>();
        if (place != null) {
            for (HeldGrant grant : place.grants()) {
                (grant.byGroup() ? groups : subjects).add(grant.holderId());
            }
            for (PlacedResource placed : place.way()) {
                if (placed.ownerGroupId() != null) {
                    groups.add(placed.ownerGroupId());
                }
                if (placed.ownerSubjectId() != null) {
                    subjects.add(placed.ownerSubjectId());
                }
            }
        }
        return reads.holdersOf(
                tenant, row.id(), definitions.bundlesWith(row), wildcardsOver(row.name()), groups, subjects, view);
    }

    List<PermissionHolder> list(PermissionHoldings holdings) {
        List<PermissionHolder> holders = new ArrayList<>();
        addBuiltIn(Group.EVERYONE, Subject.anonymous(), holdings, holders);
        addBuiltIn(Group.AUTHENTICATED, SOMEBODY, holdings, holders);
        Map<Long, List<HeldGrant>> grants =
                holdings.grants().stream().collect(Collectors.groupingBy(HeldGrant::holderId));
        Map<Long, List<HeldMembership>> memberships =
                holdings.memberships().stream().collect(Collectors.groupingBy(HeldMembership::subjectId));
        holdings.subjects().stream()
                .sorted(Comparator.comparing((SubjectRow row) -> row.subject().type())
                        .thenComparing(row -> row.subject().id()))
                .forEach(row -> {
                    SubjectHoldings own = new SubjectHoldings(
                            holdings.stamp(),
                            row.id(),
                            row.suspended(),
                            grants.getOrDefault(row.id(), List.of()),
                            memberships.getOrDefault(row.id(), List.of()));
                    add(row.subject(), question(own, row.subject()), reason -> !isBuiltIn(reason), holders);
                });
        return List.copyOf(holders);
    }

    private Question question(SubjectHoldings holdings, Subject subject) {
        return new Question(definitions, holdings, resource, placement, subject, now);
    }

    private void addBuiltIn(Group group, Subject member, PermissionHoldings holdings, List<PermissionHolder> holders) {
        SubjectHoldings nothing = new SubjectHoldings(holdings.stamp(), 0, false, List.of(), List.of());
        add(group, question(nothing, member), reason -> holder(reason).equals(group), holders);
    }

    /** Adds the holder if it is allowed, and by a reason that makes it worth its own line. */
    private void add(Holder holder, Question question, Predicate<Reason> ownLine, List<PermissionHolder> holders) {
        if (question.decide(permission) == Code.GRANTED) {
            List<Reason> reasons = question.reasons(permission, Code.GRANTED);
            if (reasons.stream().anyMatch(ownLine)) {
                holders.add(new PermissionHolder(holder, reasons));
            }
        }
    }

    private static boolean isBuiltIn(Reason reason) {
        return holder(reason) instanceof Group group && group.isBuiltIn();
    }

    private static Holder holder(Reason reason) {
        return reason instanceof Reason.ByGrant given
                ? given.grant().grant().holder()
                : ((Reason.ByOwnership) reason).owner();
    }

    /** All wildcards that can cover a name: {@code *} and one for each of its dots. */
    private static List<String> wildcardsOver(String name) {
        List<String> wildcards = new ArrayList<>();
        wildcards.add("*");
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            wildcards.add(name.substring(0, dot) + ".*");
        }
        return wildcards;
    }
}
