package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Validity;
import io.tiergate.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6, and promises of the store that decisions show: what renaming, revoking and deleting take along. */
interface RemovalRules extends Rules {

    @Test
    default void deletingRemovesGrants() {
        permissions("invoice.approve", "invoice.read");
        bundle("clerk", "invoice.approve", "invoice.read");
        grant(Grant.allow(ALICE, "invoice.approve"), Grant.allow(BOB, What.bundle("clerk")));

        administration().permissions().delete("invoice.approve");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);

        permissions("invoice.approve");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "invoice.approve")).as("nor is it in the bundle").isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "invoice.read")).as("which stays").isEqualTo(GRANTED);
    }

    @Test
    default void aRetiredPermissionThatIsDeletedComesBackWithNothing() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve"));
        administration().permissions().retire("invoice.approve");
        administration().permissions().delete("invoice.approve");

        permissions("invoice.approve");

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void deletingASharedPermissionRemovesItsGrantsInEveryTenant() {
        String permission = unique("ledger.close");
        permissions(shared(), permission);
        bundle("clerk", permission);
        grant(Grant.allow(ALICE, permission), Grant.allow(BOB, What.bundle("clerk")));
        elsewhere().grants().grant(Grant.deny(Group.EVERYONE, permission));

        shared().permissions().delete(permission);
        permissions(shared(), permission);

        assertThat(check(ALICE, permission)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, permission)).isEqualTo(NOT_GRANTED);
        assertThat(check(otherTenant(), ALICE, permission)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void anIdUsedAgainStartsWithNothing() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.allow(office(), "invoice.approve"),
                Grant.allow(BOB, What.bundle("clerk")));
        administration().subjects().suspend(ALICE);

        administration().subjects().delete(ALICE);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        administration().subjects().register(ALICE, "another one");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(administration().groups().membershipsOf(ALICE)).isEmpty();

        administration().bundles().delete("clerk");
        bundle("clerk", "invoice.approve");
        assertThat(check(BOB, "invoice.approve")).isEqualTo(NOT_GRANTED);

        administration().groups().delete("office");
        group("office", ALICE);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void nothingCascadesIntoAGroupOrBundle() {
        permissions("invoice.approve", "invoice.read");
        bundle("clerk", "invoice.approve");
        group("office", ALICE, BOB);
        grant(Grant.allow(office(), What.bundle("clerk")), Grant.allow(office(), "invoice.read"));

        administration().subjects().delete(ALICE);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(GRANTED);
        administration().permissions().delete("invoice.approve");
        assertThat(administration().bundles().find("clerk")).isPresent();
        administration().bundles().delete("clerk");
        assertThat(held(BOB)).containsExactly("invoice.read");
        administration().groups().delete("office");
        assertThat(administration().subjects().find(BOB)).isPresent();
        assertThat(administration().permissions().find("invoice.read")).isPresent();
    }

    @Test
    default void aDeletedDenyDoesNotApplyAnyMore() {
        permissions("invoice.approve");
        bundle("barred", "invoice.approve");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.deny(ALICE, What.bundle("barred")),
                Grant.deny(office(), "*"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
        administration().bundles().delete("barred");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
        administration().groups().delete("office");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
    }

    @Test
    default void renamingKeepsGrantsAndMembersAndContents() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        group("office", ALICE);
        grant(Grant.allow(office(), What.bundle("clerk")), Grant.allow(BOB, "invoice.approve"));

        administration().permissions().rename("invoice.approve", "invoice.sign");
        administration().bundles().rename("clerk", "signer");
        administration().groups().rename("office", "Lisbon office");

        assertThat(check(ALICE, "invoice.sign")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.sign")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(reasons(ALICE, "invoice.sign"))
                .containsExactly(Grant.allow(Group.of("Lisbon office"), What.bundle("signer")));
    }

    @Test
    default void theSameGrantAgainIsNoChangeAndAnotherWindowIsAnotherGrant() {
        permissions("invoice.approve");
        Grant grant = Grant.allow(ALICE, "invoice.approve");
        grant(grant.because("first"));
        int changesBefore = administration().changesAfter(0, 100).size();

        assertThat(administration().grants().grant(grant.because("again"))).isFalse();
        assertThat(administration().changesAfter(0, 100)).hasSize(changesBefore);
        assertThat(administration().grants().grant(grant.until(NOON.plusSeconds(1))))
                .isTrue();
        assertThat(administration().grants().grant(grant.until(NOON.plusSeconds(2))))
                .isTrue();
        assertThat(reasons(ALICE, "invoice.approve"))
                .containsExactly(
                        grant.because("first"), grant.until(NOON.plusSeconds(1)), grant.until(NOON.plusSeconds(2)));
    }

    @Test
    default void revokingWithAWindowTakesThatOneAndWithoutTakesAll() {
        permissions("invoice.approve");
        Grant grant = Grant.allow(ALICE, "invoice.approve");
        grant(grant, grant.until(NOON.plusSeconds(1)), grant.from(NOON), Grant.deny(BOB, "invoice.approve"));

        assertThat(administration().grants().revoke(grant.from(NOON))).isOne();
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(administration().grants().revoke(grant)).isEqualTo(2);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(DENIED);
    }

    @Test
    default void deletingOneGrantTouchesOnlyThatGrant() {
        permissions("invoice.approve", "invoice.read");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.deny(ALICE, "invoice.approve"),
                Grant.allow(ALICE, "invoice.read"),
                Grant.allow(ALICE, "invoice.*"),
                Grant.allow(office(), "invoice.approve"));
        long deny = administration().grants().of(ALICE).stream()
                .filter(recorded -> recorded.grant().equals(Grant.deny(ALICE, "invoice.approve")))
                .findFirst()
                .orElseThrow()
                .id();

        administration().grants().revoke(deny);

        assertThat(reasons(ALICE, "invoice.approve"))
                .containsExactly(
                        Grant.allow(ALICE, "invoice.approve"),
                        Grant.allow(ALICE, "invoice.*"),
                        Grant.allow(office(), "invoice.approve"));
        assertThat(reasons(ALICE, "invoice.read"))
                .containsExactly(Grant.allow(ALICE, "invoice.read"), Grant.allow(ALICE, "invoice.*"));
    }

    @Test
    default void revokingMembershipsByWindowTakesThatOne() {
        permissions("invoice.approve");
        group("office", ALICE);
        Validity shortly = Validity.until(NOON.plusSeconds(1));
        administration().groups().addMember("office", ALICE, shortly);
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(administration().groups().removeMember("office", ALICE, Validity.ALWAYS))
                .isTrue();
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(administration().groups().removeMembers("office", List.of(ALICE, BOB)))
                .isOne();
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }
}
