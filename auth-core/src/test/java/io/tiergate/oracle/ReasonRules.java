package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.SUBJECT_SUSPENDED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 9 and 10: explanations and lists say what checks say, and nobody answers who cannot know. */
interface ReasonRules extends Rules {

    Subject CAROL = Subject.user("carol");

    @Test
    default void grantedReasonsNameEveryAllow() {
        permissions("invoice.approve", "invoice.read");
        bundle("clerk", "invoice.approve");
        group("office", ALICE);
        List<Grant> allows = List.of(
                Grant.allow(ALICE, "invoice.approve").because("ticket 1"),
                Grant.allow(Group.EVERYONE, "*"),
                Grant.allow(office(), What.bundle("clerk")),
                Grant.allow(Group.AUTHENTICATED, "invoice.*"),
                Grant.allow(ALICE, "invoice.*").until(NOON.plusSeconds(1)));
        administration().grants().grant(allows);
        grant(
                Grant.allow(ALICE, "invoice.read"),
                Grant.allow(ALICE, "*").until(NOON),
                Grant.deny(ALICE, "invoice.read"),
                Grant.allow(BOB, "*"));

        assertThat(explain(ALICE, "invoice.approve").decision().code()).isEqualTo(GRANTED);
        assertThat(reasons(ALICE, "invoice.approve"))
                .as("in the order of their keys")
                .containsExactlyElementsOf(allows);
    }

    @Test
    default void deniedReasonsNameEveryDeny() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        group("office", ALICE);
        List<Grant> denies = List.of(
                Grant.deny(Group.AUTHENTICATED, "invoice.*").from(NOON),
                Grant.deny(office(), What.bundle("clerk")),
                Grant.deny(ALICE, "invoice.approve").because("ticket 2"));
        administration().grants().grant(denies);
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.deny(ALICE, "*").from(NOON.plusSeconds(1)),
                Grant.deny(BOB, "*"));

        assertThat(explain(ALICE, "invoice.approve").decision().code()).isEqualTo(DENIED);
        assertThat(reasons(ALICE, "invoice.approve")).containsExactlyElementsOf(denies);
    }

    @Test
    default void otherDenialsHaveNoReasons() {
        permissions("invoice.approve", "invoice.read", "invoice.retired");
        grant(Grant.deny(CAROL, "*"), Grant.allow(ALICE, "invoice.retired"), Grant.deny(ALICE, "invoice.retired"));
        administration().subjects().suspend(CAROL);
        administration().permissions().retire("invoice.retired");

        for (Explanation explanation : List.of(
                explain(ALICE, "no.such"),
                explain(ALICE, "invoice.retired"),
                explain(CAROL, "invoice.read"),
                explain(ALICE, "invoice.approve"))) {
            assertThat(explanation.reasons()).as(explanation.toString()).isEmpty();
        }
        assertThat(explain(ALICE, "invoice.retired").decision().code()).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(explain(CAROL, "invoice.read").decision().code()).isEqualTo(SUBJECT_SUSPENDED);
        assertThat(explain(ALICE, "invoice.approve").decision().code()).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void reasonsNameEveryMembershipThatLeadsToAGrant() {
        permissions("invoice.approve");
        group("office", ALICE);
        group("auditors", ALICE);
        administration().groups().addMember("office", ALICE, Validity.until(NOON.plusSeconds(1)));
        administration().groups().addMember("office", ALICE, Validity.until(NOON));
        grant(
                Grant.allow(office(), "invoice.approve"),
                Grant.allow(Group.of("auditors"), "*"),
                Grant.allow(ALICE, "invoice.*"));

        assertThat(ways(ALICE, "invoice.approve")).containsExactly("office", "office", "auditors", "");
    }

    @Test
    default void permissionsOfNamesWhatACheckGrants() {
        permissions("by.star", "by.bundle", "by.office", "by.everyone", "denied", "retired", "tiergate.read");
        bundle("clerk", "by.bundle", "denied");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "by.star"),
                Grant.allow(ALICE, What.bundle("clerk")),
                Grant.allow(office(), "by.office"),
                Grant.allow(Group.EVERYONE, "by.everyone"),
                Grant.allow(ALICE, "retired"),
                Grant.deny(office(), "denied"));
        administration().permissions().retire("retired");

        assertThat(held(ALICE)).containsExactly("by.bundle", "by.everyone", "by.office", "by.star");
        assertThat(held(CAROL)).containsExactly("by.everyone");
    }

    @Test
    default void holdersOfNamesWhomACheckGrants() {
        permissions("invoice.approve");
        bundle("clerk", "invoice.approve");
        group("office", BOB, CAROL, Subject.service("billing"));
        grant(
                Grant.allow(ALICE, What.bundle("clerk")),
                Grant.allow(office(), "invoice.*"),
                Grant.deny(CAROL, "*"),
                Grant.allow(Subject.user("expired"), "*").until(NOON));

        assertThat(holders("invoice.approve"))
                .as("by type and id")
                .containsExactly(Subject.service("billing"), ALICE, BOB);
    }

    @Test
    default void listsOfSubjectsNameThoseWhoAreKnownAndNotSuspended() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "*"), Grant.allow(BOB, "*"), Grant.allow(CAROL, "invoice.approve"));

        administration().subjects().suspend(BOB);
        assertThat(holders("invoice.approve")).containsExactly(ALICE, CAROL);
        administration().subjects().delete(CAROL);
        assertThat(holders("invoice.approve")).containsExactly(ALICE);
        administration().subjects().reinstate(BOB);
        assertThat(holders("invoice.approve")).containsExactly(ALICE, BOB);
    }

    @Test
    default void listsNameBuiltInGroupsAsGroupsUnexpanded() {
        permissions("invoice.read");
        administration().subjects().register(ALICE, "known, and allowed by the group only");
        grant(
                Grant.allow(Group.EVERYONE, "invoice.read"),
                Grant.allow(Group.AUTHENTICATED, "invoice.*"),
                Grant.allow(BOB, "*"));

        assertThat(check(ALICE, "invoice.read")).isEqualTo(GRANTED);
        List<Holder> holders = holders("invoice.read");
        assertThat(holders).hasSize(3).startsWith(Group.EVERYONE).endsWith(BOB).contains(Group.AUTHENTICATED);
    }

    @Test
    default void aDeniedBuiltInGroupIsNotListed() {
        permissions("sign.up", "sign.in");
        grant(
                Grant.allow(Group.EVERYONE, "sign.up"),
                Grant.deny(Group.AUTHENTICATED, "sign.up"),
                Grant.allow(Group.AUTHENTICATED, "sign.in"),
                Grant.deny(Group.EVERYONE, "sign.in"));

        assertThat(holders("sign.up")).containsExactly(Group.EVERYONE);
        assertThat(holders("sign.in")).isEmpty();
    }

    @Test
    default void allFormsAgree() {
        permissions("a", "a.b", "a.b.c", "tiergate.a", "retired");
        bundle("some", "a", "a.b.c", "retired");
        group("office", ALICE, BOB);
        grant(
                Grant.allow(office(), What.bundle("some")),
                Grant.allow(Group.AUTHENTICATED, "a.*"),
                Grant.deny(BOB, "a.b.c"),
                Grant.allow(CAROL, "*"),
                Grant.allow(CAROL, "tiergate.*"));
        administration().permissions().retire("retired");

        for (String permission : List.of("a", "a.b", "a.b.c", "tiergate.a", "retired", "no.such")) {
            for (Subject subject : List.of(ALICE, BOB, CAROL, Subject.anonymous(), Subject.user("stranger"))) {
                AccessRequest request = new AccessRequest(tenant(), subject, permission);
                boolean allowed = decisions().check(request).allowed();
                assertThat(decisions().explain(request).decision())
                        .isEqualTo(decisions().check(request));
                assertThat(held(subject).contains(permission)).isEqualTo(allowed);
                boolean byAuthenticated =
                        !subject.isAnonymous() && holders(permission).contains(Group.AUTHENTICATED);
                if (!byAuthenticated) {
                    assertThat(holders(permission).contains(subject)).isEqualTo(allowed);
                }
            }
        }
    }

    @Test
    default void insideATransactionItsOwnChangesDecide() {
        permissions("invoice.approve");
        check(ALICE, "invoice.approve");

        inOneTransaction(() -> {
            grant(Grant.allow(Group.EVERYONE, "invoice.approve"));
            assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
            grant(Grant.deny(ALICE, "*"));
            assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
            assertThat(holders("invoice.approve")).containsExactly(Group.EVERYONE);
        });

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(DENIED);
    }

    @Test
    default void whatWasUndoneDecidesNothing() {
        permissions("invoice.approve");
        check(ALICE, "invoice.approve");

        assertThatThrownBy(() -> inOneTransaction(() -> {
                    permissions("invoice.read");
                    grant(Grant.allow(Group.EVERYONE, "*"));
                    assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "invoice.read")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(holders("invoice.approve")).isEmpty();
    }

    @Test
    default void aStoreThatCannotBeReadGivesNoAnswer() {
        Store unreachable = mock(Store.class);
        when(unreachable.changes()).thenReturn(mock(ChangeLog.class));
        DecisionReads reads = mock(DecisionReads.class, invocation -> {
            throw new IllegalStateException("no connection");
        });
        when(unreachable.decisions()).thenReturn(reads);
        DecisionPoint blind = new StoreDecisionPoint(unreachable, clock());
        AccessRequest request = new AccessRequest(tenant(), ALICE, "invoice.approve");

        assertThatThrownBy(() -> blind.check(request)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> blind.explain(request)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> blind.permissionsOf(tenant(), ALICE)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> blind.holdersOf(tenant(), "invoice.approve"))
                .isInstanceOf(DecisionUnavailableException.class);
    }
}
