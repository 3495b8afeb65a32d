package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.What;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may do what, and by which grants and memberships. */
interface ProvenanceContract extends AdministrationScene {

    @Test
    default void tellsWhatASubjectMayDoAndWhy() {
        permissions("direct", "bundled", "grouped", "group.bundled", "wild.card", "denied", "none");
        here().bundles().define("own", "", List.of("bundled", "denied"));
        here().bundles().define("ofGroup", "", List.of("group.bundled"));
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().grants()
                .grant(List.of(
                        Grant.allow(ALICE, "direct").because("ticket 1"),
                        Grant.allow(ALICE, What.bundle("own")),
                        Grant.allow(Group.of("Lisbon"), "grouped"),
                        Grant.allow(Group.of("Lisbon"), What.bundle("ofGroup")),
                        Grant.allow(Group.EVERYONE, "wild.*"),
                        Grant.deny(Group.AUTHENTICATED, "denied"),
                        Grant.allow(BOB, "none")));
        List<RecordedGrant> grants = here().grants().list();
        Membership membership = here().groups().membersOf("Lisbon").get(0);

        List<HeldPermission> held = here().subjects().permissionsOf(ALICE);

        assertThat(held)
                .containsExactly(
                        new HeldPermission("bundled", List.of(new Reason.ByGrant(grants.get(1), null))),
                        new HeldPermission("direct", List.of(new Reason.ByGrant(grants.get(0), null))),
                        new HeldPermission("group.bundled", List.of(new Reason.ByGrant(grants.get(3), membership))),
                        new HeldPermission("grouped", List.of(new Reason.ByGrant(grants.get(2), membership))),
                        new HeldPermission("wild.card", List.of(new Reason.ByGrant(grants.get(4), null))));
    }

    @Test
    default void tellsAllWaysByWhichASubjectHasAPermission() {
        permissions("a");
        here().bundles().define("own", "", List.of("a"));
        here().groups().define("Lisbon", "");
        here().groups().define("Porto", "");
        here().groups().addMember("Lisbon", ALICE);
        here().groups().addMember("Porto", ALICE);
        here().groups().addMember("Porto", ALICE, MembershipContract.THIS_YEAR);
        here().grants()
                .grant(List.of(
                        Grant.allow(Group.of("Porto"), What.bundle("own")),
                        Grant.allow(ALICE, "a"),
                        Grant.allow(ALICE, "*"),
                        Grant.allow(Group.of("Lisbon"), "a"),
                        Grant.allow(ALICE, "a").until(Instant.parse("2026-01-01T00:00:00Z"))));

        List<HeldPermission> held = here().subjects().permissionsOf(ALICE);

        assertThat(held)
                .filteredOn("permission", "a")
                .singleElement()
                .satisfies(permission -> assertThat(permission.reasons())
                        .extracting(reason -> grant(reason).grant().what() + " to "
                                + grant(reason).grant().holder()
                                + (reason.membership() == null
                                        ? ""
                                        : " by " + reason.membership().validity()))
                        .containsExactly(
                                "bundle 'own' to group 'Porto' by always",
                                "bundle 'own' to group 'Porto' by from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z",
                                "a to user:alice",
                                "* to user:alice",
                                "a to group 'Lisbon' by always"));
    }

    @Test
    default void tellsNothingOfASuspendedSubject() {
        permissions("a");
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(Group.EVERYONE, "a")));
        here().subjects().suspend(ALICE);

        assertThat(here().subjects().permissionsOf(ALICE)).isEmpty();
        assertThat(here().permissions().holdersOf("a"))
                .extracting(PermissionHolder::holder)
                .containsExactly(Group.EVERYONE);
    }

    @Test
    default void tellsOfASubjectThatTheStoreDoesNotKnow() {
        permissions("a", "b");
        here().grants().grant(List.of(Grant.allow(Group.AUTHENTICATED, "a"), Grant.allow(Group.EVERYONE, "b")));

        assertThat(here().subjects().permissionsOf(Subject.user("nobody")))
                .extracting(HeldPermission::permission)
                .containsExactly("a", "b");
        assertThat(here().subjects().permissionsOf(Subject.anonymous()))
                .extracting(HeldPermission::permission)
                .containsExactly("b");
        assertThat(here().subjects().find(Subject.user("nobody"))).isEmpty();
    }

    @Test
    default void tellsWhoMayUseAPermissionAndWhy() {
        permissions("a", "b");
        here().bundles().define("clerk", "", List.of("a"));
        here().groups().define("Lisbon", "");
        here().groups().addMembers("Lisbon", List.of(CAROL, Subject.user("denied")));
        here().grants()
                .grant(List.of(
                        Grant.allow(BOB, "a"),
                        Grant.allow(ALICE, What.bundle("clerk")),
                        Grant.allow(Group.of("Lisbon"), "a"),
                        Grant.deny(Subject.user("denied"), "*"),
                        Grant.allow(Group.AUTHENTICATED, "a"),
                        Grant.allow(Subject.service("x"), "*"),
                        Grant.allow(Subject.user("other"), "b")));
        List<RecordedGrant> grants = here().grants().list();

        List<PermissionHolder> holders = here().permissions().holdersOf("a");

        assertThat(holders)
                .extracting(PermissionHolder::holder)
                .containsExactly(Group.AUTHENTICATED, Subject.service("x"), ALICE, BOB, CAROL);
        assertThat(reasons(holders, ALICE))
                .extracting(ProvenanceContract::grant)
                .containsExactly(grants.get(1), grants.get(4));
        assertThat(reasons(holders, CAROL))
                .extracting(ProvenanceContract::grant)
                .containsExactly(grants.get(2), grants.get(4));
        assertThat(reasons(holders, CAROL).get(0).membership())
                .isEqualTo(here().groups().membersOf("Lisbon").get(0));
        assertThat(reasons(holders, Group.AUTHENTICATED))
                .extracting(ProvenanceContract::grant)
                .containsExactly(grants.get(4));
    }

    @Test
    default void tellsNobodyForAPermissionThatNobodyMayUse() {
        permissions("a", "retired");
        here().grants().grant(Grant.allow(ALICE, "retired"));
        here().permissions().retire("retired");

        assertThat(here().permissions().holdersOf("a")).isEmpty();
        assertThat(here().permissions().holdersOf("retired")).isEmpty();
        refused(NotFoundException.class, () -> here().permissions().holdersOf("missing"));
    }

    @Test
    default void agreesWithItselfInsideAWriteThatIsNotCommitted() {
        permissions("a");

        store().write(() -> {
            here().grants().grant(Grant.allow(ALICE, "a"));
            assertThat(here().subjects().permissionsOf(ALICE))
                    .extracting(HeldPermission::permission)
                    .containsExactly("a");
            assertThat(here().permissions().holdersOf("a"))
                    .extracting(PermissionHolder::holder)
                    .containsExactly(ALICE);
            here().grants().revokeAll(ALICE);
            assertThat(here().subjects().permissionsOf(ALICE)).isEmpty();
            return true;
        });
    }

    private static RecordedGrant grant(Reason reason) {
        return ((Reason.ByGrant) reason).grant();
    }

    private static List<Reason> reasons(List<PermissionHolder> holders, Holder of) {
        return holders.stream()
                .filter(holder -> holder.holder().equals(of))
                .findFirst()
                .orElseThrow()
                .reasons();
    }
}
