package io.tiergate.oracle;

import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Decision;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.RefusedException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Rules 1 and 2: to whom a grant applies. */
interface HolderRules extends Rules {

    @Test
    default void nothingIsAllowedUnlessAnAllowApplies() {
        permissions("invoice.approve", "invoice.read");

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.anonymous(), "invoice.approve")).isEqualTo(NOT_GRANTED);

        grant(Grant.allow(ALICE, "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(ALICE, "invoice.read")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void onlyGrantedCountsAsAllowed() {
        for (Decision.Code code : Decision.Code.values()) {
            assertThat(new Decision(code, new Revision(1, 1)).allowed())
                    .as(code.name())
                    .isEqualTo(code == GRANTED);
        }
    }

    @Test
    default void aGrantToASubjectAppliesToNoOther() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.service("alice"), "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.anonymous(), "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aGrantToAGroupAppliesToItsMembersOnly() {
        permissions("invoice.approve");
        group("office", ALICE);
        group("warehouse", BOB);
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void whoJoinsAGroupHoldsWhatItHoldsAndWhoLeavesItDoesNot() {
        permissions("invoice.approve");
        group("office");
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        administration().groups().addMember("office", ALICE);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
        administration().groups().removeMember("office", ALICE);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aSubjectHoldsDirectlyAndThroughBundlesAndThroughGroups() {
        permissions("directly", "by.bundle", "by.group", "by.bundle-of-group", "not.at-all");
        bundle("clerk", "by.bundle");
        bundle("reader", "by.bundle-of-group");
        group("office", ALICE);
        grant(
                Grant.allow(ALICE, "directly"),
                Grant.allow(ALICE, What.bundle("clerk")),
                Grant.allow(office(), "by.group"),
                Grant.allow(office(), What.bundle("reader")));

        assertThat(held(ALICE)).containsExactly("by.bundle", "by.bundle-of-group", "by.group", "directly");
        assertThat(check(ALICE, "not.at-all")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aGroupWithoutMembersGivesNobodyAnything() {
        permissions("invoice.approve");
        group("office");
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(administration().groups().addMembers("office", List.of())).isZero();
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(holders("invoice.approve")).isEmpty();
    }

    @Test
    default void trailingSpacesInSubjectIdsCount() {
        permissions("invoice.approve");
        grant(Grant.allow(Subject.user("alice "), "invoice.approve"));

        assertThat(check(Subject.user("alice "), "invoice.approve")).isEqualTo(GRANTED);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.user("alice  "), "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(holders("invoice.approve")).containsExactly(Subject.user("alice "));
    }

    @Test
    default void namesAreCaseSensitive() {
        permissions("invoice.approve", "Invoice.approve");
        bundle("clerk", "invoice.approve");
        bundle("Clerk", "Invoice.approve");
        group("office", ALICE);
        group("Office", Subject.user("Alice"));
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.allow(office(), What.bundle("clerk")),
                Grant.allow(Group.of("Office"), What.bundle("Clerk")));

        assertThat(held(ALICE)).containsExactly("invoice.approve");
        assertThat(held(Subject.user("Alice"))).containsExactly("Invoice.approve");
        assertThat(check(ALICE, "INVOICE.APPROVE")).isEqualTo(UNKNOWN_PERMISSION);
        Tenant capital = Tenant.of(tenant().key().toUpperCase(Locale.ROOT));
        assertThat(check(capital, ALICE, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);
    }

    @Test
    default void theAnonymousSubjectCanHoldNothingAndBeNowhereAMember() {
        permissions("invoice.approve");
        group("office");

        assertThatThrownBy(() -> Grant.allow(Subject.anonymous(), "invoice.approve"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> administration().groups().addMember("office", Subject.anonymous()))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> administration().subjects().suspend(Subject.anonymous()))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    default void aCheckNeverCreatesARow() {
        permissions("invoice.approve");
        group("office", ALICE);
        Subject stranger = Subject.user("stranger");
        int changesBefore = administration().changesAfter(0, 100).size();
        Tenant nowhere = Tenant.of(unique("nowhere"));

        check(stranger, "invoice.approve");
        check(stranger, "no.such.permission");
        check(Subject.anonymous(), "invoice.approve");
        check(nowhere, stranger, "invoice.approve");
        explain(stranger, "invoice.approve");
        held(stranger);
        holders("invoice.approve");
        holders("no.such.permission");
        decisions().holdersOf(nowhere, "invoice.approve");

        assertThat(administration().subjects().list())
                .extracting(entry -> entry.subject())
                .containsExactly(ALICE);
        assertThat(administration().permissions().find("no.such.permission")).isEmpty();
        assertThat(administration().tenants().exists(nowhere)).isFalse();
        assertThat(administration().changesAfter(0, 100)).hasSize(changesBefore);
    }
}
