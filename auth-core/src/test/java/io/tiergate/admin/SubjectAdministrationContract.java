package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The subjects that a tenant has heard of. */
interface SubjectAdministrationContract extends AdministrationScene {

    @Test
    default void registersASubjectWithAName() {
        SubjectEntry registered = here().subjects().register(ALICE, "Alice Liddell");

        assertThat(registered).isEqualTo(new SubjectEntry(ALICE, "Alice Liddell", false));
        assertThat(here().subjects().find(ALICE)).contains(registered);
        assertThat(there().subjects().find(ALICE)).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly(
                        "SUBJECT ADDED -> {displayName=, subject=user:alice, suspended=false}",
                        "SUBJECT CHANGED {displayName=, subject=user:alice, suspended=false}"
                                + " -> {displayName=Alice Liddell, subject=user:alice, suspended=false}");
    }

    @Test
    default void registersASubjectAgainUnderAnotherName() {
        here().subjects().register(ALICE, "Alice");
        here().subjects().suspend(ALICE);

        assertThat(here().subjects().register(ALICE, "Alice L.")).isEqualTo(new SubjectEntry(ALICE, "Alice L.", true));

        assertThat(here().subjects().list()).hasSize(1);
        changesNothing(() -> here().subjects().register(ALICE, "Alice L."));
        refused(RefusedException.class, () -> here().subjects().register(Subject.anonymous(), "nobody"));
    }

    @Test
    default void countsSubjectsNoFurtherThanTheLimit() {
        assertThat(here().subjects().count(10)).isZero();
        here().subjects().suspend(List.of(ALICE, BOB, Subject.of("service", "billing")));
        there().subjects().suspend(ALICE);

        assertThat(here().subjects().count(10)).isEqualTo(3);
        assertThat(here().subjects().count(3)).isEqualTo(3);
        assertThat(here().subjects().count(2)).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here().subjects().count(0))
                .withMessage("The limit is 0; at least 1 subject must be counted.");
    }

    @Test
    default void suspendsAndReinstatesASubject() {
        permissions("a");
        here().grants().grant(Grant.allow(ALICE, "a"));

        assertThat(here().subjects().suspend(ALICE)).isTrue();
        assertThat(check(ALICE, "a")).isEqualTo(Code.SUBJECT_SUSPENDED);
        assertThat(here().grants().of(ALICE)).hasSize(1);
        assertThat(lastChanges(here()))
                .containsExactly("SUBJECT CHANGED {displayName=, subject=user:alice, suspended=false}"
                        + " -> {displayName=, subject=user:alice, suspended=true}");
        changesNothing(() -> assertThat(here().subjects().suspend(ALICE)).isFalse());

        assertThat(here().subjects().reinstate(ALICE)).isTrue();
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
        changesNothing(() -> assertThat(here().subjects().reinstate(ALICE)).isFalse());
    }

    @Test
    default void suspendsASubjectThatTheStoreDoesNotKnowYet() {
        permissions("a");
        here().grants().grant(Grant.allow(Group.AUTHENTICATED, "a"));

        assertThat(here().subjects().suspend(ALICE)).isTrue();

        assertThat(here().subjects().find(ALICE)).contains(new SubjectEntry(ALICE, "", true));
        assertThat(check(ALICE, "a")).isEqualTo(Code.SUBJECT_SUSPENDED);
        changesNothing(() -> assertThat(here().subjects().reinstate(BOB)).isFalse());
        assertThat(here().subjects().find(BOB)).isEmpty();
    }

    @Test
    default void suspendsSeveralSubjectsAllOrNone() {
        here().subjects().suspend(BOB);
        long before = revision(here());

        assertThat(here().subjects().suspend(List.of(ALICE, BOB, CAROL, ALICE))).isEqualTo(2);

        assertThat(revision(here())).isEqualTo(before + 1);
        changesNothing(
                () -> assertThat(here().subjects().suspend(List.of(ALICE, BOB))).isZero());
        refused(
                RefusedException.class,
                () -> here().subjects().suspend(List.of(Subject.user("dan"), Subject.anonymous())));
    }

    @Test
    default void deletesASubjectWithItsGrantsAndMemberships() {
        permissions("a", "b");
        here().groups().define("Lisbon", "");
        here().subjects().register(ALICE, "Alice");
        here().groups().addMembers("Lisbon", List.of(ALICE, BOB));
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.deny(ALICE, "b.*"), Grant.allow(BOB, "a")));
        there().subjects().register(ALICE, "another Alice");

        here().subjects().delete(ALICE);

        assertThat(here().subjects().find(ALICE)).isEmpty();
        assertThat(there().subjects().find(ALICE)).isPresent();
        assertThat(here().groups().membersOf("Lisbon"))
                .singleElement()
                .satisfies(member -> assertThat(member.subject()).isEqualTo(BOB));
        assertThat(here().grants().list())
                .extracting(recorded -> recorded.grant().holder())
                .containsExactly(BOB);
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, permission=a, subject=user:alice}",
                        "GRANT REMOVED {effect=DENY, subject=user:alice, wildcard=b.*}",
                        "MEMBERSHIP REMOVED {group=Lisbon, subject=user:alice}",
                        "SUBJECT REMOVED {displayName=Alice, subject=user:alice, suspended=false}");
        refused(NotFoundException.class, () -> here().subjects().delete(ALICE));
        refused(NotFoundException.class, () -> here().subjects().delete(Subject.anonymous()));
    }

    @Test
    default void startsWithNothingWhenASubjectOfADeletedOnesIdComes() {
        permissions("a");
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(Group.of("Lisbon"), "a")));
        here().subjects().suspend(ALICE);
        here().subjects().delete(ALICE);

        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
        here().subjects().register(ALICE, "another Alice");

        assertThat(here().subjects().find(ALICE)).contains(new SubjectEntry(ALICE, "another Alice", false));
        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
        assertThat(here().groups().membershipsOf(ALICE)).isEmpty();
        assertThat(here().grants().of(ALICE)).isEmpty();
    }

    @Test
    default void listsSubjectsByTypeAndId() {
        here().subjects().register(Subject.user("b"), "");
        here().subjects().register(Subject.user("a"), "");
        here().subjects().register(Subject.user("B"), "");
        here().subjects().register(Subject.service("z"), "");
        there().subjects().register(Subject.user("c"), "");

        assertThat(here().subjects().list())
                .extracting(entry -> entry.subject().toString())
                .containsExactly("service:z", "user:B", "user:a", "user:b");
    }

    @Test
    default void findsSubjectsByExactlyTheirId() {
        here().subjects().register(ALICE, "");

        for (Subject other : List.of(
                Subject.user("Alice"),
                Subject.user("alice "),
                Subject.user("%"),
                Subject.service("alice"),
                Subject.anonymous())) {
            assertThat(here().subjects().find(other)).isEmpty();
            refused(NotFoundException.class, () -> here().subjects().delete(other));
            changesNothing(() -> assertThat(here().subjects().reinstate(other)).isFalse());
        }
    }
}
