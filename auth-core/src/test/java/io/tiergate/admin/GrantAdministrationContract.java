package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Giving grants; taking them back is in {@link RevocationContract}. */
interface GrantAdministrationContract extends AdministrationScene {

    Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    default void grantsAndNotesTheSubject() {
        permissions("a");

        assertThat(here().grants()
                        .grant(Grant.allow(ALICE, "a").from(MAY).until(JUNE).because("ticket 1")))
                .isTrue();

        assertThat(here().grants().list()).singleElement().satisfies(recorded -> {
            assertThat(recorded.grant())
                    .isEqualTo(Grant.allow(ALICE, "a").from(MAY).until(JUNE).because("ticket 1"));
            assertThat(recorded.grantedBy()).isEqualTo(ADMIN);
            assertThat(recorded.grantedAt()).isEqualTo(Instant.parse("2026-05-01T12:00:00Z"));
        });
        assertThat(here().grants().of(ALICE)).isEqualTo(here().grants().list());
        assertThat(here().subjects().find(ALICE)).contains(new SubjectEntry(ALICE, "", false));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "SUBJECT ADDED -> {displayName=, subject=user:alice, suspended=false}",
                        "GRANT ADDED -> {effect=ALLOW, from=2026-05-01T00:00:00Z, permission=a, reason=ticket 1,"
                                + " subject=user:alice, until=2026-06-01T00:00:00Z}");
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
        assertThat(check(there(), ALICE, "a")).isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    default void grantsEachKindOfWhatToEachKindOfHolder() {
        permissions("a.b");
        here().bundles().define("clerk", "", List.of("a.b"));
        here().groups().define("Lisbon", "");
        List<What> whats =
                List.of(What.permission("a.b"), What.permission("a.*"), What.permission("*"), What.bundle("clerk"));
        for (Holder holder : List.of(ALICE, Group.of("Lisbon"), Group.EVERYONE, Group.AUTHENTICATED)) {
            for (What what : whats) {
                assertThat(here().grants().grant(Grant.allow(holder, what))).isTrue();
                assertThat(here().grants().grant(Grant.deny(holder, what))).isTrue();
            }

            assertThat(here().grants().of(holder))
                    .extracting(recorded -> recorded.grant().what())
                    .containsExactlyElementsOf(whats.stream()
                            .flatMap(what -> List.of(what, what).stream())
                            .toList());
        }
        assertThat(here().grants().list()).hasSize(32);
        assertThat(lastChanges(here()))
                .containsExactly("GRANT ADDED -> {bundle=clerk, effect=DENY, group=authenticated}");
    }

    @Test
    default void grantsTheSameOnce() {
        permissions("a");
        here().groups().define("Lisbon", "");
        for (Grant grant : List.of(
                Grant.allow(ALICE, "a"),
                Grant.allow(ALICE, "a.*"),
                Grant.deny(Group.of("Lisbon"), "a").from(MAY),
                Grant.allow(Group.EVERYONE, "a").until(JUNE),
                Grant.allow(ALICE, "a").from(MAY).until(JUNE))) {
            assertThat(here().grants().grant(grant)).isTrue();

            changesNothing(() -> assertThat(here().grants().grant(grant)).isFalse());
            changesNothing(() -> assertThat(here().actingAs(BOB).grants().grant(grant.because("another reason")))
                    .isFalse());
        }
    }

    @Test
    default void takesAnotherValidityOrEffectForAnotherGrant() {
        permissions("a");
        Grant grant = Grant.allow(ALICE, "a");

        List<Grant> all = List.of(
                grant,
                grant.from(MAY),
                grant.until(JUNE),
                grant.from(MAY).until(JUNE),
                grant.from(MAY.plusNanos(1_000)),
                new Grant(ALICE, What.permission("a"), Effect.DENY, Validity.ALWAYS, null));
        assertThat(here().grants().grant(all)).isEqualTo(6);

        assertThat(here().grants().of(ALICE)).extracting(RecordedGrant::grant).containsExactlyElementsOf(all);
        changesNothing(() -> assertThat(here().grants().grant(grant.from(MAY.plusNanos(1_999))))
                .isFalse());
    }

    @Test
    default void grantsSeveralInOneChangeSet() {
        permissions("a", "b");
        here().grants().grant(Grant.allow(ALICE, "a"));
        long before = revision(here());

        assertThat(here().grants()
                        .grant(List.of(
                                Grant.allow(ALICE, "a"),
                                Grant.allow(ALICE, "b"),
                                Grant.allow(BOB, "b"),
                                Grant.allow(BOB, "b").because("twice"))))
                .isEqualTo(2);

        assertThat(revision(here())).isEqualTo(before + 1);
        assertThat(last(here()).changes()).hasSize(3);
        changesNothing(() -> assertThat(here().grants().grant(List.of())).isZero());
    }

    @Test
    default void grantsAllOfSeveralOrNone() {
        permissions("a", "retired");
        here().permissions().retire("retired");
        for (Grant bad : List.of(
                Grant.allow(BOB, "missing"),
                Grant.allow(BOB, "retired"),
                Grant.allow(BOB, What.bundle("missing")),
                Grant.allow(Group.of("missing"), "a"))) {
            Class<? extends RuntimeException> refusal =
                    bad.what().name().equals("retired") ? RefusedException.class : NotFoundException.class;

            refused(refusal, () -> here().grants().grant(bad));
            refused(refusal, () -> here().grants().grant(List.of(Grant.allow(ALICE, "a"), bad)));
            refused(refusal, () -> here().grants().grant(List.of(bad, Grant.allow(ALICE, "a"))));
        }
        assertThat(here().subjects().list()).isEmpty();
    }

    @Test
    default void grantsOnlyWhatItsTenantSees() {
        there().permissions().define("foreign", "");
        there().bundles().define("foreign", "", List.of());
        there().groups().define("foreign", "");

        refused(NotFoundException.class, () -> here().grants().grant(Grant.allow(ALICE, "foreign")));
        refused(NotFoundException.class, () -> here().grants().grant(Grant.allow(ALICE, What.bundle("foreign"))));
        refused(NotFoundException.class, () -> here().grants().grant(Grant.allow(Group.of("foreign"), "*")));
    }

    /** Retiring keeps grants; to give the same again is no change, as with any other grant. */
    @Test
    default void leavesTheGrantsOfARetiredPermission() {
        permissions("a");
        here().grants().grant(Grant.allow(ALICE, "a"));
        here().permissions().retire("a");

        changesNothing(
                () -> assertThat(here().grants().grant(Grant.allow(ALICE, "a"))).isFalse());
        changesNothing(() -> here().grants().replaceAll(ALICE, List.of(Grant.allow(ALICE, "a"))));
        refused(RefusedException.class, () -> here().grants().grant(Grant.deny(ALICE, "a")));
        assertThat(here().grants().revoke(Grant.allow(ALICE, "a"))).isEqualTo(1);
    }

    @Test
    default void replacesWhatAHolderHoldsAndKeepsWhatStays() {
        permissions("a", "b", "c");
        here().groups().define("Lisbon", "");
        for (Holder holder : List.of(ALICE, Group.of("Lisbon"))) {
            clock().set("2026-05-01T12:00:00Z");
            here().grants()
                    .grant(List.of(
                            Grant.allow(holder, "a").because("first"),
                            Grant.allow(holder, "b"),
                            Grant.allow(holder, "c").until(JUNE)));
            RecordedGrant kept = here().grants().of(holder).get(0);
            clock().set("2026-05-02T12:00:00Z");
            long before = revision(here());

            here().actingAs(BOB)
                    .grants()
                    .replaceAll(
                            holder,
                            List.of(
                                    Grant.allow(holder, "c"),
                                    Grant.allow(holder, "a").because("second"),
                                    Grant.allow(holder, "c").because("twice")));

            List<RecordedGrant> held = here().grants().of(holder);
            assertThat(held).hasSize(2);
            assertThat(held.get(0)).isEqualTo(kept);
            assertThat(held.get(1).grant()).isEqualTo(Grant.allow(holder, "c"));
            assertThat(held.get(1).grantedBy()).isEqualTo(BOB);
            assertThat(held.get(1).grantedAt()).isEqualTo(Instant.parse("2026-05-02T12:00:00Z"));
            assertThat(revision(here())).isEqualTo(before + 1);
            assertThat(last(here()).changes()).hasSize(3);
            changesNothing(() ->
                    here().grants().replaceAll(holder, List.of(Grant.allow(holder, "a"), Grant.allow(holder, "c"))));
        }
    }

    @Test
    default void replacesWhatAHolderHoldsByNothing() {
        permissions("a");
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(BOB, "a")));

        here().grants().replaceAll(ALICE, List.of());

        assertThat(here().grants().of(ALICE)).isEmpty();
        assertThat(here().grants().of(BOB)).hasSize(1);
        changesNothing(() -> here().grants().replaceAll(ALICE, List.of()));
        changesNothing(() -> here().grants().replaceAll(Subject.user("nobody"), List.of()));
    }

    @Test
    default void replacesAllOrNothing() {
        permissions("a", "b");
        here().grants().grant(Grant.allow(ALICE, "a"));

        refused(
                NotFoundException.class,
                () -> here().grants()
                        .replaceAll(ALICE, List.of(Grant.allow(ALICE, "b"), Grant.allow(ALICE, "missing"))));
        refused(
                IllegalArgumentException.class,
                () -> here().grants().replaceAll(ALICE, List.of(Grant.allow(ALICE, "b"), Grant.allow(BOB, "b"))));
        refused(NotFoundException.class, () -> here().grants().replaceAll(Group.of("missing"), List.of()));
    }

    @Test
    default void listsTheGrantsOfItsTenantInTheOrderInWhichTheyWereGiven() {
        permissions("a", "b");
        here().grants().grant(Arrays.asList(Grant.allow(BOB, "b"), Grant.allow(ALICE, "a"), Grant.allow(BOB, "a")));
        there().grants().grant(Grant.allow(ALICE, "*"));

        assertThat(here().grants().list())
                .extracting(recorded -> recorded.grant().toString())
                .containsExactly("ALLOW b to user:bob", "ALLOW a to user:alice", "ALLOW a to user:bob");
        assertThat(here().grants().of(BOB)).hasSize(2);
        changesNothing(
                () -> assertThat(here().grants().of(Subject.user("nobody"))).isEmpty());
        refused(NotFoundException.class, () -> here().grants().of(Group.of("missing")));
    }
}
