package io.tiergate.oracle;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.HolderPage;
import io.tiergate.HolderPermissions;
import io.tiergate.HolderQuery;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.oracle.Oracle.Deciding;
import io.tiergate.oracle.Questions.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Questions about many things at once, made by chance around one question, and held to what the oracle says about each alone. */
final class WideQuestions {

    /** After so many questions about one thing there is one of these. */
    static final int EVERY = 250;

    private static final Comparator<Holder> ORDER = Comparator.comparing((Holder holder) -> holder instanceof Subject)
            .thenComparing(holder -> !holder.equals(Group.EVERYONE))
            .thenComparing(holder -> !holder.equals(Group.AUTHENTICATED))
            .thenComparing(holder -> holder instanceof Group group ? group.name() : ((Subject) holder).type())
            .thenComparing(holder -> holder instanceof Subject subject ? subject.id() : "");

    private final Agreement agreement;
    private final World world;
    private final Oracle oracle;
    private final DecisionPoint decisions;
    private final Questions questions;
    private final Dice dice;

    WideQuestions(Agreement agreement, World world, DecisionPoint decisions, long seed) {
        this.agreement = agreement;
        this.world = world;
        this.oracle = new Oracle(world);
        this.decisions = decisions;
        // Of its own, so that the other questions and the changes are the same without it.
        this.dice = new Dice(seed);
        this.questions = new Questions(world, dice);
    }

    /** Everything that is asked is asked at the moment of that question, and mostly in its tenant. */
    void askAround(Asked asked) {
        checkEach(asked);
        if (dice.percent(50)) {
            permissionsOnEach(asked);
        } else {
            holders(asked);
        }
    }

    private void checkEach(Asked asked) {
        List<AccessRequest> requests = new ArrayList<>();
        List<Code> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Asked other = questions.next();
            Tenant tenant = dice.percent(80) ? asked.tenant() : other.tenant();
            Subject subject = dice.percent(70) ? asked.subject() : other.subject();
            String permission = dice.percent(70) ? asked.permission() : other.permission();
            Resource resource = dice.percent(20) ? asked.resource() : other.resource();
            requests.add(new AccessRequest(tenant, subject, permission, resource, null));
            expected.add(oracle.check(tenant, subject, permission, resource, asked.now()));
        }
        List<Code> actual =
                decisions.checkEach(requests).stream().map(Decision::code).toList();
        agreement.require("Each of " + requests + " at " + asked.now(), expected, actual);
    }

    private void permissionsOnEach(Asked asked) {
        Set<Resource> resources = new LinkedHashSet<>();
        while (resources.size() < 4) {
            Resource resource = dice.percent(50)
                    ? dice.pick(GeneratedTrees.RESOURCES)
                    : questions.next().resource();
            if (resource != null) {
                resources.add(resource);
            }
        }
        Map<Resource, Map<String, Set<Deciding>>> expected = new LinkedHashMap<>();
        resources.forEach(resource -> expected.put(
                resource, new TreeMap<>(oracle.permissionsOf(asked.tenant(), asked.subject(), resource, asked.now()))));
        Map<Resource, Map<String, Set<Deciding>>> actual = new LinkedHashMap<>();
        decisions
                .permissionsOnEach(asked.tenant(), asked.subject(), resources)
                .forEach((resource, held) -> actual.put(resource, agreement.permissions(asked, held)));
        agreement.require("The permissions on each of " + resources + " of " + asked, expected, actual);
    }

    private void holders(Asked asked) {
        HolderQuery query = query(asked);
        String what = "Who may any of " + query.permissions() + " on " + query.resource() + " by " + query.way()
                + (query.expanded() ? "" : " without members") + " through " + query.through() + " among "
                + query.among() + ", asked at " + asked;
        HolderPage page = decisions.holdersOf(query);
        Map<Holder, Map<String, Set<Deciding>>> actual = new LinkedHashMap<>();
        for (HolderPermissions held : page.holders()) {
            actual.put(held.holder(), agreement.permissions(asked, held.permissions()));
        }
        agreement.require(what, OracleHolders.find(world, query, asked.now()), actual);
        agreement.require(what, (long) actual.size(), page.total());
        List<Holder> inOrder = new ArrayList<>(actual.keySet());
        inOrder.sort(ORDER);
        agreement.require(what, inOrder, List.copyOf(actual.keySet()));

        int offset = dice.below(actual.size() + 2);
        int limit = 1 + dice.below(5);
        HolderPage part = decisions.holdersOf(query.page(offset, limit));
        List<HolderPermissions> rest = offset > page.holders().size()
                ? List.of()
                : page.holders().subList(offset, page.holders().size());
        agreement.require(what, rest.subList(0, Math.min(limit, rest.size())), part.holders());
        agreement.require(what, page.total(), part.total());
    }

    private HolderQuery query(Asked asked) {
        HolderQuery query = dice.percent(15) ? HolderQuery.ofAnything(asked.tenant()) : ofSome(asked);
        if (asked.resource() != null) {
            query = query.on(asked.resource());
        }
        query = query.by(dice.pick(List.of(HolderQuery.Way.values())));
        if (dice.percent(50)) {
            query = query.withoutMembers();
        }
        if (dice.percent(30)) {
            query = query.through(dice.percent(10) ? List.of() : dice.some(6, groups(asked.tenant())));
        }
        if (dice.percent(30)) {
            List<Holder> holders = new ArrayList<>(groups(asked.tenant()));
            world.of(asked.tenant()).subjects().forEach(known -> holders.add(known.subject()));
            query = query.among(dice.percent(10) ? List.of() : dice.some(12, holders));
        }
        return query;
    }

    private HolderQuery ofSome(Asked asked) {
        Set<String> permissions = new LinkedHashSet<>(Collections.singleton(asked.permission()));
        for (int i = dice.below(3); i > 0; i--) {
            permissions.add(questions.next().permission());
        }
        return HolderQuery.of(asked.tenant(), permissions);
    }

    private List<Group> groups(Tenant tenant) {
        List<Group> groups = new ArrayList<>(List.of(Group.EVERYONE, Group.AUTHENTICATED));
        world.of(tenant).groups().forEach(name -> groups.add(Group.of(name)));
        return groups;
    }
}
