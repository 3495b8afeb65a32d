package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What subjects hold, as decisions read it: of one subject, and of all that may hold one permission. */
interface HoldingsContract extends StoreScene {

    @ParameterizedTest
    @EnumSource
    default void loadsWhatASubjectHoldsItself(View view) {
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        GroupRow lisbon = group("Lisbon");
        grant(lisbon, "report.*");
        SubjectRow alice = subject("alice");
        GrantRow single = grant(alice, approve);
        GrantRow bundled = grant(alice, clerk);
        Validity validity =
                Validity.between(Instant.parse("2026-06-01T00:00:00.000001Z"), Instant.parse("2026-07-01T00:00:00Z"));
        Grant deny = Grant.deny(alice.subject(), "invoice.*").valid(validity).because("audit");
        GrantRow wild = insert(here().id(), new GrantKeys(alice.id(), null, null, null), deny);
        MembershipRow membership = member(lisbon, alice, validity);
        SubjectRow bob = subject("bob");
        grant(bob, approve);
        member(lisbon, bob);
        SubjectRow elsewhere = subject(there(), "alice");
        grant(elsewhere, "*");

        SubjectHoldings held = store().decisions().holdings(here().tenant(), Subject.user("alice"), view);

        assertThat(held.known()).isTrue();
        assertThat(held.suspended()).isFalse();
        assertThat(held.grants())
                .containsExactlyInAnyOrder(
                        held(single, alice, approve.id(), null, null),
                        held(bundled, alice, null, clerk.id(), null),
                        new HeldGrant(
                                wild.id(),
                                false,
                                alice.id(),
                                null,
                                null,
                                "invoice.*",
                                null,
                                Effect.DENY,
                                validity,
                                AUTHOR.actor(),
                                AUTHOR.at(),
                                "audit"));
        assertThat(held.memberships())
                .containsExactly(new HeldMembership(
                        membership.id(),
                        lisbon.id(),
                        alice.id(),
                        validity,
                        AUTHOR.actor(),
                        AUTHOR.at(),
                        AUTHOR.reason()));
    }

    @Test
    default void loadsWhetherASubjectIsSuspended() {
        SubjectRow alice = subject("alice");
        change(() ->
                store().subjects().update(alice, new SubjectRow(alice.id(), here().id(), alice.subject(), "", true)));

        SubjectHoldings held = store().decisions().holdings(here().tenant(), alice.subject(), View.TRANSACTION);

        assertThat(held.known()).isTrue();
        assertThat(held.suspended()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    default void loadsAsNothingWhoIsNotKnown(View view) {
        SubjectRow alice = subject("alice");
        grant(alice, "*");

        for (Subject subject : List.of(Subject.user("nobody"), Subject.anonymous(), Subject.service("alice"))) {
            SubjectHoldings held = store().decisions().holdings(here().tenant(), subject, view);

            assertThat(held.known()).isFalse();
            assertThat(held.suspended()).isFalse();
            assertThat(held.grants()).isEmpty();
            assertThat(held.memberships()).isEmpty();
            assertThat(held.stamp().tenantId()).isEqualTo(here().id());
        }
    }

    @ParameterizedTest
    @EnumSource
    default void loadsNothingInATenantThatDoesNotExist(View view) {
        SubjectRow alice = subject("alice");
        grant(alice, "*");
        Tenant nowhere = Tenant.of(unique("nowhere"));

        SubjectHoldings held = store().decisions().holdings(nowhere, alice.subject(), view);
        PermissionHoldings holders = store().decisions()
                .holdersOf(nowhere, List.of(1L), List.of(), List.of("*"), List.of(), List.of(), view);

        assertThat(held.stamp().tenantExists()).isFalse();
        assertThat(held.stamp().revision().tenant()).isZero();
        assertThat(held.known()).isFalse();
        assertThat(held.grants()).isEmpty();
        assertThat(holders.stamp()).isEqualTo(held.stamp());
        assertThat(holders.subjects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void loadsThoseWhoMayHoldAPermission(View view) {
        PermissionRow approve = permission("invoice.approve");
        PermissionRow pay = permission("invoice.pay");
        BundleRow clerk = bundle("clerk");
        put(clerk, approve);
        GroupRow lisbon = group("Lisbon");
        GroupRow porto = group("Porto");
        SubjectRow alice = subject("alice");
        SubjectRow bob = subject("bob");
        SubjectRow carol = subject("carol");
        SubjectRow dan = subject("dan");
        SubjectRow eve = subject("eve");
        GrantRow direct = grant(alice, approve);
        grant(alice, pay);
        GrantRow bundled = grant(bob, clerk);
        GrantRow wild = grant(carol, "invoice.*");
        grant(carol, "report.*");
        grant(eve, pay);
        SubjectRow frank = subject("frank");
        MembershipRow member = member(lisbon, dan);
        member(porto, eve);
        MembershipRow both = member(lisbon, alice);
        SubjectRow elsewhere = subject(there(), "zoe");
        grant(elsewhere, "invoice.*");

        PermissionHoldings loaded = store().decisions()
                .holdersOf(
                        here().tenant(),
                        List.of(approve.id()),
                        List.of(clerk.id()),
                        List.of("*", "invoice.*"),
                        List.of(lisbon.id()),
                        List.of(frank.id()),
                        view);

        assertThat(loaded.subjects()).containsExactlyInAnyOrder(alice, bob, carol, dan, frank);
        assertThat(loaded.grants())
                .containsExactlyInAnyOrder(
                        held(direct, alice, approve.id(), null, null),
                        held(bundled, bob, null, clerk.id(), null),
                        held(wild, carol, null, null, "invoice.*"));
        assertThat(loaded.memberships())
                .extracting(HeldMembership::id)
                .containsExactlyInAnyOrder(member.id(), both.id());
    }

    @Test
    default void loadsHoldersOfOnePermissionWithoutAnythingElse() {
        PermissionRow approve = permission("invoice.approve");
        SubjectRow alice = subject("alice");
        GrantRow direct = grant(alice, approve);
        grant(alice, "*");

        PermissionHoldings loaded = store().decisions()
                .holdersOf(
                        here().tenant(),
                        List.of(approve.id()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        View.TRANSACTION);

        assertThat(loaded.subjects()).containsExactly(alice);
        assertThat(loaded.grants()).extracting(HeldGrant::id).containsExactly(direct.id());
        assertThat(loaded.memberships()).isEmpty();
    }

    /** More than a statement takes parameters, in any of the databases. */
    @Test
    default void loadsHoldersThroughManyBundlesAndGroups() {
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        GroupRow lisbon = group("Lisbon");
        SubjectRow alice = subject("alice");
        SubjectRow bob = subject("bob");
        grant(alice, clerk);
        member(lisbon, bob);
        List<Long> bundles = LongStream.concat(
                        LongStream.range(1L << 40, (1L << 40) + 70_000), LongStream.of(clerk.id()))
                .boxed()
                .toList();
        List<Long> groups = LongStream.concat(
                        LongStream.range(1L << 40, (1L << 40) + 70_000), LongStream.of(lisbon.id()))
                .boxed()
                .toList();

        PermissionHoldings loaded = store().decisions()
                .holdersOf(
                        here().tenant(),
                        List.of(approve.id()),
                        bundles,
                        List.of("*"),
                        groups,
                        List.of(),
                        View.TRANSACTION);

        assertThat(loaded.subjects()).containsExactlyInAnyOrder(alice, bob);
    }

    private static HeldGrant held(GrantRow row, SubjectRow holder, Long permissionId, Long bundleId, String wildcard) {
        return new HeldGrant(
                row.id(),
                false,
                holder.id(),
                permissionId,
                bundleId,
                wildcard,
                null,
                Effect.ALLOW,
                Validity.ALWAYS,
                AUTHOR.actor(),
                AUTHOR.at(),
                null);
    }
}
