package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.HolderPage;
import io.tiergate.HolderPermissions;
import io.tiergate.HolderQuery;
import io.tiergate.HolderQuery.Way;
import io.tiergate.Reason;
import io.tiergate.Subject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rule 9 for the question who may: by which way, through and among whom, as groups, and in pages. */
interface WhoMayRules extends ResourceScene {

    Subject CAROL = Subject.user("carol");

    /** Alice may read the top folder herself, Bob and Carol as members of the office; the office owns the plan. */
    default HolderQuery whoReadsThePlan() {
        library();
        group("office", BOB, CAROL);
        own(PLAN, office());
        grant(
                Grant.allow(ALICE, "read").on(TOP),
                Grant.allow(CAROL, "read").on(PLAN),
                Grant.allow(office(), "read").on(MIDDLE));
        return HolderQuery.of(tenant(), "read").on(PLAN);
    }

    default List<Holder> found(HolderQuery query) {
        HolderPage page = decisions().holdersOf(query);
        assertThat(page.total()).isEqualTo(page.holders().size());
        return page.holders().stream().map(HolderPermissions::holder).toList();
    }

    default List<Reason> reasons(HolderQuery query, Holder holder) {
        return decisions().holdersOf(query).holders().stream()
                .filter(found -> found.holder().equals(holder))
                .flatMap(found -> found.permissions().stream())
                .flatMap(held -> held.reasons().stream())
                .toList();
    }

    @Test
    default void membersAreFoundUnlessGroupsAreAskedFor() {
        HolderQuery query = whoReadsThePlan();

        assertThat(found(query)).containsExactly(ALICE, BOB, CAROL);
        assertThat(found(query.withoutMembers())).containsExactly(office(), ALICE, CAROL);
        assertThat(reasons(query, BOB)).hasSize(2).allMatch(reason -> reason.membership() != null);
        assertThat(reasons(query.withoutMembers(), office()))
                .as("the grant and the ownership, which are the group's own")
                .hasSize(2)
                .allMatch(reason -> reason.membership() == null);
        assertThat(reasons(query, CAROL)).hasSize(3);
        assertThat(reasons(query.withoutMembers(), CAROL))
                .as("what the group gives stands at the group")
                .hasSize(1);
    }

    @Test
    default void whoMayDirectlyAndWhoByGroupsAreTold() {
        HolderQuery query = whoReadsThePlan();

        assertThat(found(query.by(Way.DIRECT))).containsExactly(ALICE, CAROL);
        assertThat(found(query.by(Way.GROUPS))).containsExactly(BOB, CAROL);
        assertThat(reasons(query.by(Way.DIRECT), CAROL)).hasSize(1);
        assertThat(reasons(query.by(Way.GROUPS), CAROL)).hasSize(2);
        assertThat(found(query.withoutMembers().by(Way.DIRECT))).containsExactly(ALICE, CAROL);
        assertThat(found(query.withoutMembers().by(Way.GROUPS))).containsExactly(office());
    }

    @Test
    default void filtersChooseFromThoseWhoMay() {
        HolderQuery query = whoReadsThePlan();
        group("cellar", ALICE);

        assertThat(found(query.among(List.of(BOB, ALICE, Subject.user("nobody")))))
                .containsExactly(ALICE, BOB);
        assertThat(found(query.through(List.of(office())))).containsExactly(BOB, CAROL);
        assertThat(found(query.through(List.of(Group.of("cellar"))))).isEmpty();
        assertThat(found(query.withoutMembers().among(List.of(office())))).containsExactly(office());
        assertThat(found(query.withoutMembers().through(List.of(office())))).containsExactly(office());
    }

    @Test
    default void anEmptyFilterFindsNobody() {
        HolderQuery query = whoReadsThePlan();

        assertThat(found(query.among(List.of()))).isEmpty();
        assertThat(found(query.through(List.of()))).isEmpty();
        assertThat(found(query.withoutMembers().through(List.of()))).isEmpty();
    }

    /** A filter that hides the DENY must not hide that it denies. */
    @Test
    default void whomADenyTakesAwayIsFoundByNoFilter() {
        HolderQuery query = whoReadsThePlan();
        group("banned", ALICE);
        grant(Grant.deny(Group.of("banned"), "*").on(MIDDLE), Grant.deny(CAROL, "read"));

        for (HolderQuery each : List.of(
                query,
                query.by(Way.DIRECT),
                query.withoutMembers(),
                query.among(List.of(ALICE, CAROL)),
                query.through(List.of(office())))) {
            assertThat(found(each)).doesNotContain(ALICE, CAROL, Group.of("banned"));
        }
        assertThat(found(query)).containsExactly(BOB);
    }

    @Test
    default void aGroupThatIsItselfDeniedIsNotFound() {
        HolderQuery query = whoReadsThePlan().withoutMembers();
        assertThat(found(query)).contains(office());

        grant(Grant.deny(office(), "read").on(TOP));
        assertThat(found(query)).doesNotContain(office());
    }

    @Test
    default void aDenyToEveryoneTakesGroupsAwayToo() {
        HolderQuery query = whoReadsThePlan().withoutMembers();

        grant(Grant.deny(Group.AUTHENTICATED, "read").on(PLAN));
        assertThat(found(query)).isEmpty();
    }

    @Test
    default void aGroupIsFoundWithoutMembersAndWithSuspendedOnes() {
        HolderQuery query = whoReadsThePlan();
        administration().subjects().suspend(BOB);
        administration().groups().removeMember("office", CAROL);

        assertThat(found(query)).containsExactly(ALICE, CAROL);
        assertThat(found(query.withoutMembers())).containsExactly(office(), ALICE, CAROL);
    }

    @Test
    default void severalPermissionsMeanAnyOfThemAndEachIsNamed() {
        HolderQuery query = whoReadsThePlan();
        grant(Grant.allow(BOB, "write").on(PLAN), Grant.allow(BOB, "list"));

        HolderPage page = decisions()
                .holdersOf(HolderQuery.of(tenant(), "write", "read", "no such").on(PLAN));

        assertThat(page.holders())
                .extracting(
                        HolderPermissions::holder,
                        found -> found.permissions().stream()
                                .map(HeldPermission::permission)
                                .toList())
                .containsExactly(
                        tuple(ALICE, List.of("read")),
                        tuple(BOB, List.of("read", "write")),
                        tuple(CAROL, List.of("read", "write")));
        assertThat(found(HolderQuery.of(tenant(), "write", "list"))).containsExactly(BOB);
        assertThat(found(HolderQuery.of(tenant(), "no such"))).isEmpty();
        assertThat(found(HolderQuery.ofAnything(tenant()).on(PLAN).by(Way.DIRECT)))
                .containsExactly(ALICE, BOB, CAROL);
        assertThat(found(query.among(List.of(ALICE)))).containsExactly(ALICE);
    }

    @Test
    default void builtInGroupsStayGroups() {
        library();
        group("office", BOB);
        grant(
                Grant.allow(Group.AUTHENTICATED, "read").on(TOP),
                Grant.allow(office(), "read").on(TOP));
        HolderQuery query = HolderQuery.of(tenant(), "read").on(PLAN);

        assertThat(found(query)).containsExactly(Group.AUTHENTICATED, BOB);
        assertThat(found(query.withoutMembers())).containsExactly(Group.AUTHENTICATED, office());
        assertThat(found(query.by(Way.DIRECT))).isEmpty();
        assertThat(found(query.through(List.of(Group.AUTHENTICATED)))).containsExactly(Group.AUTHENTICATED);
    }

    @Test
    default void pagesAreTheWholeInOrderWithItsCount() {
        library();
        group(
                "office",
                IntStream.range(0, 9).mapToObj(i -> Subject.user("u" + i)).toArray(Subject[]::new));
        grant(
                Grant.allow(office(), "read").on(TOP),
                Grant.allow(Subject.service("billing"), "read"),
                Grant.allow(Group.EVERYONE, "read").on(MIDDLE),
                Grant.deny(Subject.user("u4"), "read").on(PLAN));
        HolderQuery query = HolderQuery.of(tenant(), "read").on(PLAN);
        List<HolderPermissions> all = decisions().holdersOf(query).holders();
        assertThat(all).hasSize(10);
        assertThat(all.get(0).holder()).isEqualTo(Group.EVERYONE);
        assertThat(all.get(1).holder()).isEqualTo(Subject.service("billing"));

        for (int size : List.of(1, 3, 10, 11)) {
            for (int offset = 0; offset < 12; offset++) {
                HolderPage page = decisions().holdersOf(query.page(offset, size));
                assertThat(page.holders()).isEqualTo(all.subList(Math.min(offset, 10), Math.min(offset + size, 10)));
                assertThat(page.total()).isEqualTo(10);
                assertThat(page.revision())
                        .isEqualTo(decisions().holdersOf(query).revision());
            }
        }
    }
}
