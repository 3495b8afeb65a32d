package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.InvalidNameException;
import io.tiergate.What;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: what a grant gives, by a permission, a wildcard or a bundle. */
interface WhatRules extends Rules {

    @Test
    default void aPermissionGivesItselfAndNothingBelowIt() {
        permissions("invoice", "invoice.approve", "invoice.approve.twice");
        grant(Grant.allow(ALICE, "invoice.approve"));

        assertThat(held(ALICE)).containsExactly("invoice.approve");
    }

    @Test
    default void starCoversEveryName() {
        String shared = unique("launch-missiles");
        permissions(shared(), shared);
        permissions("invoice", "invoice.approve", "a.b.c.d");
        grant(Grant.allow(ALICE, "*"));

        assertThat(held(ALICE)).contains("invoice", "invoice.approve", "a.b.c.d", shared);
    }

    @Test
    default void starDoesNotCoverNamesBelowTiergate() {
        permissions("tiergate", "tiergates.read", "tiergate-x.read", "Tiergate.read", "tiergate:read", "tiergate.read");
        permissions("tiergate.grants.read");
        grant(Grant.allow(ALICE, "*"), Grant.deny(BOB, "*"), Grant.allow(BOB, "tiergate.read"));

        assertThat(held(ALICE))
                .contains("tiergate", "tiergates.read", "tiergate-x.read", "Tiergate.read", "tiergate:read")
                .doesNotContain("tiergate.read", "tiergate.grants.read");
        assertThat(check(ALICE, "tiergate.read")).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "tiergate.read")).as("a DENY of * neither").isEqualTo(GRANTED);
        assertThat(holders("tiergate.read")).containsExactly(BOB);
    }

    @Test
    default void tiergateWildcardCoversNamesBelowTiergate() {
        permissions("tiergate", "tiergate.read", "tiergate.grants.read", "tiergate.grants.deep.read", "tiergates.read");
        grant(Grant.allow(ALICE, "tiergate.*"), Grant.allow(BOB, "tiergate.grants.*"));

        assertThat(held(ALICE)).containsExactly("tiergate.grants.deep.read", "tiergate.grants.read", "tiergate.read");
        assertThat(held(BOB)).containsExactly("tiergate.grants.deep.read", "tiergate.grants.read");
    }

    @Test
    default void aBundleMayContainNamesBelowTiergate() {
        permissions("tiergate.read");
        bundle("administrator", "tiergate.read");
        grant(Grant.allow(ALICE, What.bundle("administrator")));

        assertThat(check(ALICE, "tiergate.read")).isEqualTo(GRANTED);
    }

    @Test
    default void wildcardCoversAnyDepthButNotTheNameItself() {
        permissions("invoice", "invoice.read", "invoice.line.read", "invoice.line.deep.read");
        grant(Grant.allow(ALICE, "invoice.*"), Grant.allow(BOB, "invoice.line.*"));

        assertThat(held(ALICE)).containsExactly("invoice.line.deep.read", "invoice.line.read", "invoice.read");
        assertThat(check(ALICE, "invoice")).isEqualTo(NOT_GRANTED);
        assertThat(held(BOB)).containsExactly("invoice.line.deep.read", "invoice.line.read");
    }

    @Test
    default void wildcardDoesNotCoverNamesThatOnlyBeginAlike() {
        permissions("invoices.read", "invoice-line.read", "invoice:read", "Invoice.read", "my.invoice.read");
        grant(Grant.allow(ALICE, "invoice.*"));

        assertThat(held(ALICE)).isEmpty();
    }

    @Test
    default void wildcardCoversCataloguedNamesOnly() {
        permissions("invoice.read");
        grant(Grant.allow(ALICE, "*"), Grant.allow(ALICE, "invoice.*"));

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(ALICE, "invoice.*")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(ALICE, "*")).isEqualTo(UNKNOWN_PERMISSION);

        permissions("invoice.approve");

        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);
    }

    @Test
    default void aRenamedPermissionIsCoveredByItsNewName() {
        permissions("invoice.read", "order.read");
        grant(Grant.allow(ALICE, "invoice.*"), Grant.allow(BOB, "order.*"), Grant.allow(BOB, "*"));

        administration().permissions().rename("invoice.read", "order.list");
        administration().permissions().rename("order.read", "tiergate.order.read");

        assertThat(held(ALICE)).isEmpty();
        assertThat(check(ALICE, "invoice.read")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(BOB, "order.list")).isEqualTo(GRANTED);
        assertThat(check(BOB, "tiergate.order.read")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void onlyStarAndNamesFollowedByDotStarAreWildcards() {
        for (String malformed :
                List.of("invoice*", "invoice.re*", "*.read", "invoice.*.read", ".*", "**", "a..*", "")) {
            assertThatThrownBy(() -> Grant.allow(ALICE, malformed))
                    .as(malformed)
                    .isInstanceOf(InvalidNameException.class);
        }
    }

    @Test
    default void aWildcardNeedNotCoverAnythingYet() {
        grant(Grant.allow(ALICE, "later.*"), Grant.deny(BOB, "later.*"));
        permissions("later.read");

        assertThat(check(ALICE, "later.read")).isEqualTo(GRANTED);
        assertThat(check(BOB, "later.read")).isEqualTo(DENIED);
    }

    @Test
    default void aBundleGivesWhatItContainsNow() {
        permissions("invoice.read", "invoice.approve", "invoice.delete");
        bundle("clerk", "invoice.read");
        grant(Grant.allow(ALICE, What.bundle("clerk")));
        var bundles = administration().bundles();

        assertThat(held(ALICE)).containsExactly("invoice.read");
        bundles.add("clerk", List.of("invoice.approve"));
        assertThat(held(ALICE)).containsExactly("invoice.approve", "invoice.read");
        bundles.remove("clerk", List.of("invoice.read"));
        assertThat(held(ALICE)).containsExactly("invoice.approve");
        bundles.replaceAll("clerk", List.of("invoice.delete"));
        assertThat(held(ALICE)).containsExactly("invoice.delete");
        bundles.replaceAll("clerk", List.of());
        assertThat(held(ALICE)).isEmpty();
    }

    @Test
    default void bundlesContainNoWildcards() {
        permissions("invoice.read");
        bundle("clerk", "invoice.read");
        var bundles = administration().bundles();

        for (String wildcard : List.of("*", "invoice.*", "tiergate.*")) {
            List<String> contents = List.of("invoice.read", wildcard);
            assertThatThrownBy(() -> bundles.define("other", "", contents)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> bundles.add("clerk", contents)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> bundles.replaceAll("clerk", contents)).isInstanceOf(RefusedException.class);
        }
        assertThat(bundles.find("other")).isEmpty();
        assertThat(bundles.find("clerk").orElseThrow().permissions()).containsExactly("invoice.read");
    }

    @Test
    default void bundlesDoNotNest() {
        permissions("invoice.read");
        bundle("clerk", "invoice.read");

        assertThatThrownBy(() -> bundle("senior", "clerk")).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void aBundleAndAPermissionOfOneNameAreTwoThings() {
        permissions("clerk", "invoice.read");
        bundle("clerk", "invoice.read");
        grant(Grant.allow(ALICE, "clerk"), Grant.allow(BOB, What.bundle("clerk")));

        assertThat(held(ALICE)).containsExactly("clerk");
        assertThat(held(BOB)).containsExactly("invoice.read");
    }

    @Test
    default void whatDoesNotExistCannotBeGranted() {
        assertThatThrownBy(() -> grant(Grant.allow(ALICE, "no.such"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> grant(Grant.allow(ALICE, What.bundle("no such"))))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> grant(Grant.allow(office(), "*"))).isInstanceOf(NotFoundException.class);
    }
}
