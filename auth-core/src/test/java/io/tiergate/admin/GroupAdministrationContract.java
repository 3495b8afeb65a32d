package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Validity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups themselves; their members are in {@link MembershipContract}. */
interface GroupAdministrationContract extends AdministrationScene {

    @Test
    default void definesAGroup() {
        GroupEntry defined = here().groups().define("Lisbon office", "All in Lisbon");

        assertThat(defined).isEqualTo(new GroupEntry(Group.of("Lisbon office"), "All in Lisbon"));
        assertThat(here().groups().find("Lisbon office")).contains(defined);
        assertThat(here().groups().membersOf("Lisbon office")).isEmpty();
        assertThat(there().groups().find("Lisbon office")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("GROUP ADDED -> {description=All in Lisbon, name=Lisbon office}");
    }

    @Test
    default void definesAGroupOnce() {
        here().groups().define("Lisbon", "");

        refused(AlreadyExistsException.class, () -> here().groups().define("Lisbon", "again"));

        here().groups().define("lisbon", "");
        there().groups().define("Lisbon", "");
    }

    @Test
    default void definesAGroupIfItIsMissing() {
        assertThat(here().groups().defineIfMissing("Lisbon", "first")).isTrue();

        changesNothing(() ->
                assertThat(here().groups().defineIfMissing("Lisbon", "second")).isFalse());
        changesNothing(() -> assertThat(here().groups().defineIfMissing("everyone", "second"))
                .isFalse());
        assertThat(here().groups().find("Lisbon"))
                .get()
                .extracting(GroupEntry::description)
                .isEqualTo("first");
    }

    @Test
    default void renamesAGroupWithItsGrantsAndMembers() {
        permissions("a");
        here().groups().define("Lisbon", "text");
        here().groups().addMember("Lisbon", ALICE);
        here().grants().grant(Grant.allow(Group.of("Lisbon"), "a"));

        GroupEntry renamed = here().groups().rename("Lisbon", "Lisboa");

        assertThat(renamed).isEqualTo(new GroupEntry(Group.of("Lisboa"), "text"));
        assertThat(lastChanges(here()))
                .containsExactly("GROUP CHANGED {description=text, name=Lisbon} -> {description=text, name=Lisboa}");
        assertThat(here().groups().find("Lisbon")).isEmpty();
        assertThat(here().groups().membersOf("Lisboa")).singleElement().satisfies(member -> {
            assertThat(member.subject()).isEqualTo(ALICE);
            assertThat(member.group()).isEqualTo(Group.of("Lisboa"));
        });
        assertThat(here().grants().of(Group.of("Lisboa")))
                .extracting(recorded -> recorded.grant().holder())
                .containsExactly(Group.of("Lisboa"));
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
    }

    @Test
    default void renamesAGroupOnlyToANameThatIsFree() {
        here().groups().define("one", "");
        here().groups().define("two", "");

        refused(AlreadyExistsException.class, () -> here().groups().rename("one", "two"));
        refused(AlreadyExistsException.class, () -> here().groups().rename("one", "everyone"));
        refused(NotFoundException.class, () -> here().groups().rename("One", "three"));
        changesNothing(() -> here().groups().rename("one", "one"));
    }

    @Test
    default void describesAGroupAnew() {
        here().groups().define("Lisbon", "");

        assertThat(here().groups().describe("Lisbon", "text").description()).isEqualTo("text");

        assertThat(lastChanges(here()))
                .containsExactly("GROUP CHANGED {description=, name=Lisbon} -> {description=text, name=Lisbon}");
        changesNothing(() -> here().groups().describe("Lisbon", "text"));
        refused(NotFoundException.class, () -> here().groups().describe("lisbon", "text"));
    }

    @Test
    default void deletesAGroupWithItsGrantsAndMemberships() {
        permissions("a");
        here().groups().define("Lisbon", "");
        here().groups().define("Porto", "");
        here().groups().addMember("Lisbon", ALICE);
        here().groups().addMember("Lisbon", BOB, Validity.until(Instant.parse("2030-01-01T00:00:00Z")));
        here().groups().addMember("Porto", ALICE);
        here().grants().grant(Grant.allow(Group.of("Lisbon"), "a"));
        here().grants().grant(Grant.allow(ALICE, "a"));

        here().groups().delete("Lisbon");

        assertThat(here().groups().find("Lisbon")).isEmpty();
        assertThat(here().subjects().list()).extracting(SubjectEntry::subject).containsExactly(ALICE, BOB);
        assertThat(here().groups().membershipsOf(ALICE))
                .extracting(membership -> membership.group().name())
                .containsExactly("Porto");
        assertThat(here().groups().membershipsOf(BOB)).isEmpty();
        assertThat(here().grants().list())
                .extracting(recorded -> recorded.grant().holder())
                .containsExactly(ALICE);
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, group=Lisbon, permission=a}",
                        "MEMBERSHIP REMOVED {group=Lisbon, subject=user:alice}",
                        "MEMBERSHIP REMOVED {group=Lisbon, subject=user:bob, until=2030-01-01T00:00:00Z}",
                        "GROUP REMOVED {description=, name=Lisbon}");
        refused(NotFoundException.class, () -> here().groups().delete("Lisbon"));
    }

    @Test
    default void startsWithNothingWhenADeletedGroupComesAgain() {
        permissions("a");
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().grants().grant(Grant.allow(Group.of("Lisbon"), "a"));
        here().groups().delete("Lisbon");

        here().groups().define("Lisbon", "");

        assertThat(here().groups().membersOf("Lisbon")).isEmpty();
        assertThat(here().grants().of(Group.of("Lisbon"))).isEmpty();
        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    default void listsGroupsByNameWithTheBuiltInOnes() {
        here().groups().define("Porto", "");
        here().groups().define("fado", "");
        there().groups().define("Faro", "");

        assertThat(here().groups().list())
                .extracting(entry -> entry.group().name())
                .containsExactly("Porto", "authenticated", "everyone", "fado");
        assertThat(here().groups().find("everyone"))
                .get()
                .extracting(GroupEntry::group)
                .isEqualTo(Group.EVERYONE);
    }

    @Test
    default void leavesBuiltInGroupsAsTheyAre() {
        for (String name : List.of("everyone", "authenticated")) {
            refused(AlreadyExistsException.class, () -> here().groups().define(name, ""));
            refused(RefusedException.class, () -> here().groups().rename(name, "all"));
            refused(RefusedException.class, () -> here().groups().describe(name, "text"));
            refused(RefusedException.class, () -> here().groups().delete(name));
            refused(RefusedException.class, () -> here().groups().addMember(name, ALICE));
            refused(RefusedException.class, () -> here().groups().addMembers(name, List.of(ALICE)));
            refused(RefusedException.class, () -> here().groups().removeMember(name, ALICE));
            refused(RefusedException.class, () -> here().groups().removeMember(name, ALICE, Validity.ALWAYS));
            refused(RefusedException.class, () -> here().groups().removeMembers(name, List.of(ALICE)));
            refused(RefusedException.class, () -> here().groups().replaceMembers(name, List.of(ALICE)));
            refused(RefusedException.class, () -> here().groups().membersOf(name));
        }
    }

    @Test
    default void givesBuiltInGroupsGrants() {
        permissions("a", "b");

        here().grants().grant(Grant.allow(Group.EVERYONE, "a"));
        here().grants().grant(Grant.allow(Group.AUTHENTICATED, "b"));

        assertThat(check(Subject.anonymous(), "a")).isEqualTo(Code.GRANTED);
        assertThat(check(Subject.anonymous(), "b")).isEqualTo(Code.NOT_GRANTED);
        assertThat(check(ALICE, "b")).isEqualTo(Code.GRANTED);
        assertThat(here().grants().revokeAll(Group.EVERYONE)).isEqualTo(1);
    }
}
