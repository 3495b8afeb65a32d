package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.HolderPage;
import io.tiergate.HolderPermissions;
import io.tiergate.HolderQuery;
import io.tiergate.HolderQuery.Way;
import io.tiergate.Reason;
import io.tiergate.Subject;
import io.tiergate.Validity;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of those who may use some permissions, everywhere or on one resource. */
final class PermissionHolders {

    /** Stands for every named subject that the store does not know: it holds what the built-in groups hold. */
    private static final Subject SOMEBODY = Subject.of("somebody", "unknown");

    private final Definitions definitions;
    private final HolderQuery query;
    private final @Nullable ResourceHoldings place;
    private final @Nullable Placement placement;
    private final List<PermissionRow> permissions;
    private final Instant now;

    /** The keys of the groups that may lead to one of the permissions. */
    private final Set<Long> groups = new HashSet<>();

    /** @param place of the resource that is asked about, with all that is granted there; null for everywhere */
    PermissionHolders(Definitions definitions, HolderQuery query, @Nullable ResourceHoldings place, Instant now) {
        this.definitions = definitions;
        this.query = query;
        this.place = place;
        this.placement = place == null ? null : new Placement(place);
        this.permissions = permissions(definitions, query.permissions());
        this.now = now;
    }

    private static List<PermissionRow> permissions(Definitions definitions, @Nullable Set<String> names) {
        Collection<PermissionRow> all = definitions.permissions();
        return all.stream()
                .filter(row -> !row.retired() && (names == null || names.contains(row.name())))
                .sorted(Comparator.comparing(PermissionRow::name))
                .toList();
    }

    PermissionHoldings load(DecisionReads reads, View view) {
        if (permissions.isEmpty()) {
            return new PermissionHoldings(definitions.stamp(), List.of(), List.of(), List.of());
        }
        Set<Long> bundles = new HashSet<>();
        Set<String> wildcards = new HashSet<>();
        for (PermissionRow permission : permissions) {
            groups.addAll(definitions.groupsWith(permission));
            bundles.addAll(definitions.bundlesWith(permission));
            addWildcardsOver(permission.name(), wildcards);
        }
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
                query.tenant(),
                permissions.stream().map(PermissionRow::id).toList(),
                bundles,
                wildcards,
                groups,
                subjects,
                view);
    }

    HolderPage list(PermissionHoldings holdings) {
        Lines lines = new Lines(holdings);
        lines.add(Group.EVERYONE, Subject.anonymous(), List.of());
        lines.add(Group.AUTHENTICATED, SOMEBODY, List.of());
        if (!query.expanded()) {
            groups.stream()
                    .filter(id -> !definitions.group(id).isBuiltIn())
                    .sorted(Comparator.comparing(id -> definitions.group(id).name()))
                    .forEach(id -> lines.add(definitions.group(id), SOMEBODY, List.of(memberOf(id))));
        }
        Map<Long, List<HeldGrant>> grants =
                holdings.grants().stream().collect(Collectors.groupingBy(HeldGrant::holderId));
        Map<Long, List<HeldMembership>> memberships =
                holdings.memberships().stream().collect(Collectors.groupingBy(HeldMembership::subjectId));
        holdings.subjects().stream()
                .sorted(Comparator.comparing((SubjectRow row) -> row.subject().type())
                        .thenComparing(row -> row.subject().id()))
                .forEach(row -> lines.add(
                        row.subject(),
                        row.subject(),
                        new SubjectHoldings(
                                holdings.stamp(),
                                row.id(),
                                row.suspended(),
                                grants.getOrDefault(row.id(), List.of()),
                                memberships.getOrDefault(row.id(), List.of()))));
        return new HolderPage(lines.page, lines.total, holdings.stamp().revision());
    }

    /** The membership of one who is a member of that group and of no other. */
    private static HeldMembership memberOf(long groupId) {
        return new HeldMembership(0, groupId, 0, Validity.ALWAYS, null, Instant.EPOCH, null);
    }

    /** Those who are found, as they are looked at one by one, of whom only the page that is asked for is kept. */
    private final class Lines {

        private final PermissionHoldings holdings;
        private final List<HolderPermissions> page = new ArrayList<>();
        private long total;

        private Lines(PermissionHoldings holdings) {
            this.holdings = holdings;
        }

        /** @param member stands for those who belong to the group and hold nothing else */
        void add(Group group, Subject member, List<HeldMembership> memberships) {
            add(group, member, new SubjectHoldings(holdings.stamp(), 0, false, List.of(), memberships));
        }

        void add(Holder holder, Subject subject, SubjectHoldings held) {
            if (query.among() != null && !query.among().contains(holder)) {
                return;
            }
            Question question = new Question(definitions, held, query.resource(), placement, subject, now);
            List<HeldPermission> allowed = allowed(holder, question);
            if (!allowed.isEmpty()) {
                if (total >= query.offset() && page.size() < query.limit()) {
                    page.add(new HolderPermissions(holder, allowed));
                }
                total++;
            }
        }
    }

    /** What of it the holder is allowed by a reason that makes it worth a line of its own, and that is asked for. */
    private List<HeldPermission> allowed(Holder holder, Question question) {
        List<HeldPermission> allowed = new ArrayList<>();
        for (PermissionRow permission : permissions) {
            if (question.decide(permission.name()) == Code.GRANTED) {
                List<Reason> reasons = question.reasons(permission.name(), Code.GRANTED).stream()
                        .filter(reason -> isAskedFor(reason, holder))
                        .map(reason -> holder instanceof Group ? withoutMembership(reason) : reason)
                        .toList();
                if (reasons.stream().anyMatch(reason -> isOwn(reason, holder))) {
                    allowed.add(new HeldPermission(permission.name(), reasons));
                }
            }
        }
        return allowed;
    }

    private boolean isAskedFor(Reason reason, Holder line) {
        Holder holder = holder(reason);
        boolean byGroup = holder instanceof Group;
        // What groups give stands in their own lines where these are asked for.
        return !(byGroup && line instanceof Subject && !query.expanded())
                && (query.way() == Way.ANY || byGroup == (query.way() == Way.GROUPS))
                && (query.through() == null || (byGroup && query.through().contains(holder)));
    }

    private static boolean isOwn(Reason reason, Holder line) {
        Holder holder = holder(reason);
        return line instanceof Group ? holder.equals(line) : !(holder instanceof Group group && group.isBuiltIn());
    }

    private static Holder holder(Reason reason) {
        return reason instanceof Reason.ByGrant given
                ? given.grant().grant().holder()
                : ((Reason.ByOwnership) reason).owner();
    }

    private static Reason withoutMembership(Reason reason) {
        return reason instanceof Reason.ByOwnership owned
                ? new Reason.ByOwnership(owned.owned(), owned.owner(), null)
                : new Reason.ByGrant(((Reason.ByGrant) reason).grant(), null);
    }

    /** All wildcards that can cover a name: {@code *} and one for each of its dots. */
    private static void addWildcardsOver(String name, Set<String> wildcards) {
        wildcards.add("*");
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            wildcards.add(name.substring(0, dot) + ".*");
        }
    }
}
