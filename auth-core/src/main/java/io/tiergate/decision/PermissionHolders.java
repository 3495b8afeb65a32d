package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.SubjectRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The list of those who may use one permission. */
final class PermissionHolders {

    /** Stands for every named subject that the store does not know: it holds what the built-in groups hold. */
    private static final Subject SOMEBODY = Subject.of("somebody", "unknown");

    private PermissionHolders() {}

    static PermissionHoldings load(
            DecisionReads reads, Definitions definitions, Tenant tenant, String permissionName, View view) {
        PermissionRow permission = definitions.active(permissionName);
        if (permission == null) {
            return new PermissionHoldings(definitions.stamp(), List.of(), List.of(), List.of());
        }
        return reads.holdersOf(
                tenant,
                permission.id(),
                definitions.bundlesWith(permission),
                wildcardsOver(permission.name()),
                definitions.groupsWith(permission),
                view);
    }

    static List<PermissionHolder> of(
            Definitions definitions, PermissionHoldings holdings, String permission, Instant now) {
        List<PermissionHolder> holders = new ArrayList<>();
        addBuiltIn(Group.EVERYONE, Subject.anonymous(), definitions, holdings, permission, now, holders);
        addBuiltIn(Group.AUTHENTICATED, SOMEBODY, definitions, holdings, permission, now, holders);
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
                    Question question = new Question(definitions, own, row.subject(), now);
                    add(row.subject(), question, permission, reason -> !isBuiltIn(reason), holders);
                });
        return List.copyOf(holders);
    }

    private static void addBuiltIn(
            Group group,
            Subject member,
            Definitions definitions,
            PermissionHoldings holdings,
            String permission,
            Instant now,
            List<PermissionHolder> holders) {
        SubjectHoldings nothing = new SubjectHoldings(holdings.stamp(), 0, false, List.of(), List.of());
        Question question = new Question(definitions, nothing, member, now);
        add(group, question, permission, reason -> holder(reason).equals(group), holders);
    }

    /** Adds the holder if it is allowed, and by a reason that makes it worth its own line. */
    private static void add(
            Holder holder,
            Question question,
            String permission,
            Predicate<Reason> ownLine,
            List<PermissionHolder> holders) {
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
