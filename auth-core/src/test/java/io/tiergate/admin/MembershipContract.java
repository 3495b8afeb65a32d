package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Subject;
import io.tiergate.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is in a group, and for how long. */
interface MembershipContract extends AdministrationScene {

    Validity THIS_YEAR = Validity.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

    @Test
    default void addsAMemberAndNotesTheSubject() {
        here().groups().define("Lisbon", "");

        assertThat(here().because("moved").groups().addMember("Lisbon", ALICE)).isTrue();

        assertThat(here().groups().membersOf("Lisbon")).singleElement().satisfies(member -> {
            assertThat(member.group()).isEqualTo(Group.of("Lisbon"));
            assertThat(member.subject()).isEqualTo(ALICE);
            assertThat(member.validity()).isEqualTo(Validity.ALWAYS);
            assertThat(member.addedBy()).isEqualTo(ADMIN);
            assertThat(member.addedAt()).isEqualTo(Instant.parse("2026-05-01T12:00:00Z"));
            assertThat(member.reason()).isEqualTo("moved");
        });
        assertThat(here().subjects().find(ALICE)).contains(new SubjectEntry(ALICE, "", false));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "SUBJECT ADDED -> {displayName=, subject=user:alice, suspended=false}",
                        "MEMBERSHIP ADDED -> {group=Lisbon, reason=moved, subject=user:alice}");
    }

    @Test
    default void addsTheSameMembershipOnce() {
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().groups().addMember("Lisbon", BOB, THIS_YEAR);

        changesNothing(
                () -> assertThat(here().groups().addMember("Lisbon", ALICE)).isFalse());
        changesNothing(() ->
                assertThat(here().groups().addMember("Lisbon", BOB, THIS_YEAR)).isFalse());
        changesNothing(() -> assertThat(here().groups().addMembers("Lisbon", List.of(ALICE, ALICE)))
                .isZero());
        assertThat(here().groups().addMember("Lisbon", ALICE, THIS_YEAR)).isTrue();
        assertThat(here().groups().membersOf("Lisbon")).hasSize(3);
    }

    @Test
    default void membersComeInPagesWithTheirNumber() {
        here().groups().define("Lisbon", "");
        here().groups().define("Porto", "");
        assertThat(here().groups().countMembers("Lisbon")).isZero();
        assertThat(here().groups().membersOf("Lisbon", 0, 10)).isEmpty();
        for (int i = 0; i < 7; i++) {
            here().groups().addMember("Lisbon", Subject.user("u" + (7 - i)));
            here().groups().addMember("Porto", Subject.user("v" + i));
        }
        here().groups().addMember("Lisbon", Subject.user("u3"), THIS_YEAR);
        List<Membership> all = here().groups().membersOf("Lisbon");

        List<Membership> pages = new ArrayList<>();
        for (long offset = 0; offset < 9; offset += 3) {
            pages.addAll(here().groups().membersOf("Lisbon", offset, 3));
        }

        assertThat(pages).isEqualTo(all).hasSize(8);
        assertThat(here().groups().membersOf("Lisbon", 8, 3)).isEmpty();
        assertThat(here().groups().countMembers("Lisbon")).isEqualTo(8);
    }

    @Test
    default void addsSeveralMembersInOneChangeSet() {
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", BOB);
        long before = revision(here());

        assertThat(here().groups().addMembers("Lisbon", List.of(ALICE, BOB, CAROL, ALICE)))
                .isEqualTo(2);

        assertThat(revision(here())).isEqualTo(before + 1);
        assertThat(members("Lisbon")).containsExactly(ALICE, BOB, CAROL);
        changesNothing(() ->
                assertThat(here().groups().addMembers("Lisbon", List.of())).isZero());
    }

    @Test
    default void addsAllMembersOrNone() {
        here().groups().define("Lisbon", "");

        refused(
                RefusedException.class,
                () -> here().groups().addMembers("Lisbon", List.of(ALICE, Subject.anonymous(), BOB)));
        refused(NotFoundException.class, () -> here().groups().addMembers("lisbon", List.of(ALICE)));
        refused(NotFoundException.class, () -> here().groups().addMember("Porto", ALICE, THIS_YEAR));
        refused(RefusedException.class, () -> here().groups().addMember("Lisbon", Subject.anonymous()));
    }

    @Test
    default void removesAMemberWhateverTheValidity() {
        here().groups().define("Lisbon", "");
        here().groups().define("Porto", "");
        here().groups().addMembers("Lisbon", List.of(ALICE, BOB));
        here().groups().addMember("Lisbon", ALICE, THIS_YEAR);
        here().groups().addMember("Porto", ALICE);

        assertThat(here().groups().removeMember("Lisbon", ALICE)).isTrue();

        assertThat(members("Lisbon")).containsExactly(BOB);
        assertThat(members("Porto")).containsExactly(ALICE);
        assertThat(lastChanges(here()))
                .containsExactly(
                        "MEMBERSHIP REMOVED {group=Lisbon, subject=user:alice}",
                        "MEMBERSHIP REMOVED {from=2026-01-01T00:00:00Z, group=Lisbon, subject=user:alice,"
                                + " until=2027-01-01T00:00:00Z}");
        changesNothing(
                () -> assertThat(here().groups().removeMember("Lisbon", ALICE)).isFalse());
        changesNothing(() -> assertThat(here().groups().removeMember("Lisbon", Subject.user("nobody")))
                .isFalse());
        refused(NotFoundException.class, () -> here().groups().removeMember("lisbon", BOB));
    }

    @Test
    default void removesTheOneMembershipOfAValidity() {
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().groups().addMember("Lisbon", ALICE, THIS_YEAR);

        assertThat(here().groups().removeMember("Lisbon", ALICE, THIS_YEAR)).isTrue();

        assertThat(here().groups().membersOf("Lisbon"))
                .extracting(Membership::validity)
                .containsExactly(Validity.ALWAYS);
        changesNothing(() -> assertThat(here().groups().removeMember("Lisbon", ALICE, THIS_YEAR))
                .isFalse());
        assertThat(here().groups().removeMember("Lisbon", ALICE, Validity.ALWAYS))
                .isTrue();
    }

    @Test
    default void removesSeveralMembersAndCountsTheirMemberships() {
        here().groups().define("Lisbon", "");
        here().groups().addMembers("Lisbon", List.of(ALICE, BOB, CAROL));
        here().groups().addMember("Lisbon", ALICE, THIS_YEAR);
        long before = revision(here());

        assertThat(here().groups().removeMembers("Lisbon", List.of(ALICE, BOB, Subject.user("nobody"), ALICE)))
                .isEqualTo(3);

        assertThat(revision(here())).isEqualTo(before + 1);
        assertThat(members("Lisbon")).containsExactly(CAROL);
        changesNothing(() ->
                assertThat(here().groups().removeMembers("Lisbon", List.of())).isZero());
    }

    @Test
    default void replacesMembersAndKeepsThoseWhoStay() {
        here().groups().define("Lisbon", "");
        here().groups().addMembers("Lisbon", List.of(ALICE, BOB));
        here().groups().addMember("Lisbon", CAROL, THIS_YEAR);
        Membership ofBob = here().groups().membersOf("Lisbon").get(1);
        clock().set("2026-05-02T00:00:00Z");

        here().actingAs(CAROL).groups().replaceMembers("Lisbon", List.of(CAROL, BOB, CAROL));

        List<Membership> members = here().groups().membersOf("Lisbon");
        assertThat(members).extracting(Membership::subject).containsExactly(BOB, CAROL);
        assertThat(members.get(0)).isEqualTo(ofBob);
        assertThat(members.get(1).validity()).isEqualTo(Validity.ALWAYS);
        assertThat(members.get(1).addedBy()).isEqualTo(CAROL);
        assertThat(members.get(1).addedAt()).isEqualTo(Instant.parse("2026-05-02T00:00:00Z"));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "MEMBERSHIP REMOVED {group=Lisbon, subject=user:alice}",
                        "MEMBERSHIP REMOVED {from=2026-01-01T00:00:00Z, group=Lisbon, subject=user:carol,"
                                + " until=2027-01-01T00:00:00Z}",
                        "MEMBERSHIP ADDED -> {group=Lisbon, subject=user:carol}");
        changesNothing(() -> here().groups().replaceMembers("Lisbon", List.of(CAROL, BOB)));
        refused(
                RefusedException.class,
                () -> here().groups().replaceMembers("Lisbon", List.of(ALICE, Subject.anonymous())));
        here().groups().replaceMembers("Lisbon", List.of());
        assertThat(here().groups().membersOf("Lisbon")).isEmpty();
    }

    @Test
    default void listsTheMembershipsOfASubjectByGroup() {
        here().groups().define("Porto", "");
        here().groups().define("Lisbon", "");
        there().groups().define("Faro", "");
        here().groups().addMember("Porto", ALICE);
        here().groups().addMember("Lisbon", ALICE, THIS_YEAR);
        there().groups().addMember("Faro", ALICE);

        assertThat(here().groups().membershipsOf(ALICE))
                .extracting(membership -> membership.group().name())
                .containsExactly("Lisbon", "Porto");
        changesNothing(() -> assertThat(here().groups().membershipsOf(Subject.user("nobody")))
                .isEmpty());
    }

    @Test
    default void countsAMembershipOnlyWhileItIsValid() {
        permissions("a");
        here().groups().define("Lisbon", "");
        here().grants().grant(Grant.allow(Group.of("Lisbon"), "a"));
        here().groups().addMember("Lisbon", ALICE, THIS_YEAR);

        clock().set("2025-12-31T23:59:59.999999Z");
        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
        clock().set("2026-01-01T00:00:00Z");
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
        clock().set("2027-01-01T00:00:00Z");
        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
    }

    private List<Subject> members(String group) {
        return here().groups().membersOf(group).stream()
                .map(Membership::subject)
                .toList();
    }
}
