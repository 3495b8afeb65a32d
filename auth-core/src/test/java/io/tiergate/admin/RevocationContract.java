package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.What;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking grants back. */
interface RevocationContract extends AdministrationScene {

    Instant FROM = Instant.parse("2026-05-01T00:00:00Z");
    Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    default void revokesAGrantAndNothingElse() {
        permissions("a", "b");
        here().bundles().define("a", "", List.of("a"));
        here().groups().define("alice", "");
        List<Grant> others = List.of(
                Grant.deny(ALICE, "a"),
                Grant.allow(ALICE, "b"),
                Grant.allow(ALICE, "a.*"),
                Grant.allow(ALICE, What.bundle("a")),
                Grant.allow(BOB, "a"),
                Grant.allow(Group.of("alice"), "a"));
        here().grants().grant(others);
        here().grants().grant(Grant.allow(ALICE, "a").because("ticket 1"));
        there().permissions().define("a", "");
        there().grants().grant(Grant.allow(ALICE, "a"));

        assertThat(here().grants().revoke(Grant.allow(ALICE, "a").because("whatever")))
                .isEqualTo(1);

        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactlyElementsOf(others);
        assertThat(there().grants().list()).hasSize(1);
        assertThat(lastChanges(here()))
                .containsExactly("GRANT REMOVED {effect=ALLOW, permission=a, reason=ticket 1, subject=user:alice}");
        changesNothing(() ->
                assertThat(here().grants().revoke(Grant.allow(ALICE, "a"))).isZero());
    }

    @Test
    default void revokesByBundleWildcardAndGroup() {
        permissions("a");
        here().bundles().define("clerk", "", List.of("a"));
        List<Grant> grants = List.of(
                Grant.allow(ALICE, What.bundle("clerk")), Grant.deny(Group.EVERYONE, "a.*"), Grant.allow(ALICE, "*"));
        here().grants().grant(grants);

        for (Grant grant : grants) {
            assertThat(here().grants().revoke(grant)).isEqualTo(1);
            assertThat(here().grants().list()).extracting(RecordedGrant::grant).doesNotContain(grant);
        }
        assertThat(here().grants().list()).isEmpty();
    }

    @Test
    default void revokesAllValiditiesWithoutOne() {
        permissions("a");
        here().grants()
                .grant(List.of(
                        Grant.allow(ALICE, "a"),
                        Grant.allow(ALICE, "a").from(FROM),
                        Grant.allow(ALICE, "a").from(FROM).until(UNTIL),
                        Grant.deny(ALICE, "a").from(FROM)));

        assertThat(here().grants().revoke(Grant.allow(ALICE, "a"))).isEqualTo(3);

        assertThat(here().grants().list())
                .extracting(RecordedGrant::grant)
                .containsExactly(Grant.deny(ALICE, "a").from(FROM));
        assertThat(last(here()).changes()).hasSize(3);
    }

    @Test
    default void revokesExactlyTheValidityThatItIsGiven() {
        permissions("a");
        Grant always = Grant.allow(ALICE, "a");
        here().grants()
                .grant(List.of(
                        always,
                        always.from(FROM),
                        always.until(UNTIL),
                        always.from(FROM).until(UNTIL)));

        assertThat(here().grants().revoke(always.from(FROM))).isEqualTo(1);
        changesNothing(
                () -> assertThat(here().grants().revoke(always.from(FROM))).isZero());
        changesNothing(
                () -> assertThat(here().grants().revoke(always.from(UNTIL))).isZero());

        assertThat(here().grants().list())
                .extracting(RecordedGrant::grant)
                .containsExactly(always, always.until(UNTIL), always.from(FROM).until(UNTIL));
    }

    @Test
    default void revokesSeveralInOneChangeSet() {
        permissions("a", "b");
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(ALICE, "b"), Grant.allow(BOB, "a")));
        long before = revision(here());

        assertThat(here().grants()
                        .revoke(List.of(
                                Grant.allow(ALICE, "a"),
                                Grant.allow(ALICE, "a"),
                                Grant.allow(BOB, "a"),
                                Grant.allow(CAROL, "a"))))
                .isEqualTo(2);

        assertThat(revision(here())).isEqualTo(before + 1);
        assertThat(here().grants().list()).hasSize(1);
        changesNothing(() -> assertThat(here().grants().revoke(List.of())).isZero());
    }

    @Test
    default void revokesAllOfSeveralOrNone() {
        permissions("a");
        here().grants().grant(Grant.allow(ALICE, "a"));

        for (Grant bad : List.of(
                Grant.allow(ALICE, "missing"),
                Grant.allow(ALICE, What.bundle("missing")),
                Grant.allow(Group.of("missing"), "a"))) {
            refused(NotFoundException.class, () -> here().grants().revoke(bad));
            refused(NotFoundException.class, () -> here().grants().revoke(List.of(Grant.allow(ALICE, "a"), bad)));
        }
    }

    @Test
    default void revokesAGrantByItsNumber() {
        permissions("a", "b");
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(ALICE, "b")));
        long id = here().grants().list().get(0).id();

        here().grants().revoke(id);

        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactly(Grant.allow(ALICE, "b"));
        assertThat(lastChanges(here()))
                .containsExactly("GRANT REMOVED {effect=ALLOW, permission=a, subject=user:alice}");
        refused(NotFoundException.class, () -> here().grants().revoke(id));
        refused(NotFoundException.class, () -> here().grants().revoke(0));
    }

    @Test
    default void revokesNoGrantOfAnotherTenantByItsNumber() {
        there().grants().grant(Grant.allow(ALICE, "*"));
        long id = there().grants().list().get(0).id();

        refused(NotFoundException.class, () -> here().grants().revoke(id));
        refused(NotFoundException.class, () -> shared().grants().revoke(id));
    }

    @Test
    default void revokesEverythingThatAHolderItselfHolds() {
        permissions("a", "b");
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().grants()
                .grant(List.of(
                        Grant.allow(ALICE, "a"),
                        Grant.deny(ALICE, "b").until(FROM),
                        Grant.allow(Group.of("Lisbon"), "a"),
                        Grant.allow(BOB, "a")));

        assertThat(here().grants().revokeAll(ALICE)).isEqualTo(2);

        assertThat(here().grants().of(ALICE)).isEmpty();
        assertThat(here().grants().list()).hasSize(2);
        assertThat(here().subjects().find(ALICE)).isPresent();
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
        assertThat(here().grants().revokeAll(Group.of("Lisbon"))).isEqualTo(1);
        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
        changesNothing(() -> assertThat(here().grants().revokeAll(ALICE)).isZero());
        changesNothing(() ->
                assertThat(here().grants().revokeAll(Subject.user("nobody"))).isZero());
        refused(NotFoundException.class, () -> here().grants().revokeAll(Group.of("missing")));
    }

    @Test
    default void notesNobodyWhoHadNothingToLose() {
        permissions("a");

        changesNothing(() ->
                assertThat(here().grants().revoke(Grant.allow(ALICE, "a"))).isZero());

        assertThat(here().subjects().find(ALICE)).isEmpty();
    }
}
