package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.SUBJECT_SUSPENDED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.admin.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 3 and 6: DENY wins, and why a denial is one. */
interface DenialRules extends Rules {

    @Test
    default void denyWinsWhereverItStands() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        group("office", ALICE);
        List<Holder> holders = List.of(ALICE, office(), Group.AUTHENTICATED, Group.EVERYONE);
        List<What> whats = List.of(
                What.permission("invoice.approve"),
                What.permission("invoice.*"),
                What.permission("*"),
                What.bundle("clerk"));
        for (Holder holder : holders) {
            for (What what : whats) {
                grant(Grant.allow(holder, what));
            }
        }
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);

        for (Holder holder : holders) {
            for (What what : whats) {
                Grant deny = Grant.deny(holder, what);
                grant(deny);
                assertThat(check(ALICE, "invoice.approve")).as(deny.toString()).isEqualTo(DENIED);
                assertThat(administration().grants().revoke(deny)).isOne();
                assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
            }
        }
    }

    @Test
    default void orderDoesNotMatter() {
        permissions("allowed.last", "denied.last");
        grant(Grant.deny(ALICE, "allowed.last"), Grant.allow(ALICE, "allowed.last"));
        grant(Grant.allow(ALICE, "denied.last"), Grant.deny(ALICE, "denied.last"));

        assertThat(check(ALICE, "allowed.last")).isEqualTo(DENIED);
        assertThat(check(ALICE, "denied.last")).isEqualTo(DENIED);
    }

    @Test
    default void theMoreSpecificDoesNotWin() {
        permissions("invoice.approve");
        grant(Grant.deny(Group.EVERYONE, "*"), Grant.allow(ALICE, "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
    }

    @Test
    default void aDenyOfAnotherPermissionOrHolderDoesNotApply() {
        permissions("invoice.approve", "invoice.read");
        group("warehouse", BOB);
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.deny(ALICE, "invoice.read"),
                Grant.deny(BOB, "invoice.approve"),
                Grant.deny(Group.of("warehouse"), "*"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
    }

    @Test
    default void aDenyAloneIsDeniedAndNothingAtAllIsNotGranted() {
        permissions("invoice.approve", "invoice.read");
        grant(Grant.deny(ALICE, "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
        assertThat(check(ALICE, "invoice.read")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aNameThatIsNotInTheCatalogueIsUnknown() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "*"));

        for (String name : List.of("invoice", "invoice.approve ", "invoice.approv", "", " ", "\0", "no such", "*")) {
            assertThat(check(ALICE, name)).as(name).isEqualTo(UNKNOWN_PERMISSION);
            assertThat(holders(name)).as(name).isEmpty();
        }
    }

    @Test
    default void unknownPermissionComesBeforeSuspended() {
        permissions("invoice.approve");
        administration().subjects().suspend(ALICE);

        assertThat(check(ALICE, "no.such")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void suspendedComesBeforeDenied() {
        permissions("invoice.approve");
        grant(Grant.deny(ALICE, "invoice.approve"));
        administration().subjects().suspend(ALICE);

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void aSuspendedSubjectMayNothingAndReinstatedWhatItMightBefore() {
        permissions("invoice.approve", "invoice.read");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "*"),
                Grant.allow(office(), "invoice.approve"),
                Grant.allow(Group.EVERYONE, "invoice.read"),
                Grant.allow(Group.AUTHENTICATED, "invoice.read"));

        administration().subjects().suspend(ALICE);
        assertThat(held(ALICE)).isEmpty();
        assertThat(check(ALICE, "invoice.read")).as("though the anonymous may").isEqualTo(SUBJECT_SUSPENDED);
        assertThat(check(BOB, "invoice.read")).isEqualTo(GRANTED);

        administration().subjects().reinstate(ALICE);
        assertThat(held(ALICE)).contains("invoice.approve", "invoice.read");
    }

    @Test
    default void whoIsSuspendedBeforeAnythingElseIsKnownStaysSo() {
        permissions("invoice.approve");
        administration().subjects().suspend(Subject.user("newcomer"));
        grant(Grant.allow(Subject.user("newcomer"), "invoice.approve"));

        assertThat(check(Subject.user("newcomer"), "invoice.approve")).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void retiredPermissionIsUnknownEvenThroughStarAndBundle() {
        permissions("invoice.approve", "invoice.read", "tiergate.administrate");
        bundle("clerk", "invoice.approve", "invoice.read");
        Subject administrator = Subject.user("root");
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.allow(BOB, What.bundle("clerk")),
                Grant.allow(administrator, "*"),
                Grant.allow(administrator, "invoice.*"),
                Grant.allow(administrator, "tiergate.*"),
                Grant.allow(Group.EVERYONE, "invoice.approve"));

        assertThat(administration().permissions().retire("invoice.approve")).isTrue();
        assertThat(administration().permissions().retire("tiergate.administrate"))
                .isTrue();

        for (Subject subject : List.of(ALICE, BOB, administrator, Subject.anonymous())) {
            assertThat(check(subject, "invoice.approve")).as(subject.toString()).isEqualTo(UNKNOWN_PERMISSION);
            assertThat(held(subject)).as(subject.toString()).doesNotContain("invoice.approve");
        }
        assertThat(check(administrator, "tiergate.administrate")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(holders("invoice.approve")).isEmpty();
        assertThat(check(BOB, "invoice.read")).isEqualTo(GRANTED);
    }

    @Test
    default void restoringRevivesGrants() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.allow(BOB, What.bundle("clerk")),
                Grant.deny(Subject.user("carol"), "invoice.approve"));

        administration().permissions().retire("invoice.approve");
        assertThat(administration().permissions().restore("invoice.approve")).isTrue();

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(Subject.user("carol"), "invoice.approve")).isEqualTo(DENIED);
    }

    @Test
    default void whatIsRetiredCannotBeGrantedOrBundledAnew() {
        permissions("invoice.approve");
        bundle("clerk");
        administration().permissions().retire("invoice.approve");

        assertThatThrownBy(() -> grant(Grant.allow(ALICE, "invoice.approve"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> administration().bundles().add("clerk", List.of("invoice.approve")))
                .isInstanceOf(RefusedException.class);
    }
}
