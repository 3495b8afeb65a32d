package io.tiergate.memory;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be asked in memory, about subjects and about groups. */
class InMemoryQuestionsTest {

    private static final Resource FOLDER = Resource.of("folder", "plans");
    private static final Resource DRAFT = Resource.of("document", 1);
    private static final Resource LETTER = Resource.of("document", 2);
    private static final Group OFFICE = Group.of("office");
    private static final Group GUESTS = Group.of("guests");

    private final InMemoryPermissions permissions = new InMemoryPermissions()
            .definePermissions("read", "write", "print")
            .defineType("folder", "read", "write")
            .defineType("document", "read", "write", "print")
            .defineGroups("office", "guests")
            .addMembers("office", user("bob"))
            .addResources(FOLDER, LETTER)
            .addBelow(FOLDER, DRAFT)
            .allow(OFFICE, FOLDER, "read", "write")
            .deny(OFFICE, LETTER, "write")
            .allow(GUESTS, DRAFT, "read", "print")
            .allow(user("alice"), LETTER, "print");

    @Test
    void aGroupMayWhatAMemberMayThatHoldsNothingElse() {
        permissions.allow(user("bob"), "print").allow(Group.AUTHENTICATED, LETTER, "read");

        assertThat(permissions.check(OFFICE, "write", DRAFT)).isTrue();
        assertThat(permissions.check(OFFICE, "write")).isFalse();
        assertThat(permissions.check(OFFICE, "print")).as("only bob's").isFalse();
        assertThat(permissions.check(OFFICE, "read", LETTER)).isTrue();
        assertThat(permissions.check(GUESTS, "print", DRAFT)).isTrue();
        assertThat(permissions.check(GUESTS, "write", DRAFT)).isFalse();
    }

    @Test
    void aGroupThatOwnsMayWhatItsMembersMay() {
        permissions.setOwner(FOLDER, GUESTS);

        assertThat(permissions.check(GUESTS, "write", DRAFT)).isTrue();
        assertThat(permissions.check(GUESTS, "write", LETTER)).isFalse();
    }

    @Test
    void builtInGroupsMayWhatEachOfTheirsMay() {
        permissions.allow(Group.EVERYONE, "read").allow(Group.AUTHENTICATED, "write");

        assertThat(permissions.check(Group.EVERYONE, "read")).isTrue();
        assertThat(permissions.check(Group.EVERYONE, "write")).isFalse();
        assertThat(permissions.check(Group.AUTHENTICATED, "read")).isTrue();
        assertThat(permissions.check(Group.AUTHENTICATED, "write")).isTrue();
        assertThat(permissions.check(Subject.anonymous(), "write")).isFalse();
    }

    @Test
    void aSubjectNamedAsTheOneThatStandsForMembersGivesGroupsNothing() {
        permissions.allow(user("member"), "print").allow(user("member"), DRAFT, "write");

        assertThat(permissions.check(GUESTS, "print")).isFalse();
        assertThat(permissions.check(GUESTS, "write", DRAFT)).isFalse();
    }

    @Test
    void aGroupThatDoesNotExistIsAnError() {
        assertThatThrownBy(() -> permissions.check(Group.of("ofice"), "read"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ofice'");
    }

    @Test
    void whatIsUnknownIsNotAllowed() {
        permissions.allow(user("alice"), "*");

        assertThat(permissions.check(user("alice"), "shred")).isFalse();
        assertThat(permissions.check(user("alice"), "read", Resource.of("page", 1)))
                .isFalse();
        assertThat(permissions.check(user("nobody"), "read")).isFalse();
    }

    @Test
    void anyIsOneOfTheHoldersAndAllIsEach() {
        List<Group> both = List.of(OFFICE, GUESTS);

        assertThat(permissions.checkAny(both, "print", DRAFT)).isTrue();
        assertThat(permissions.checkAll(both, "print", DRAFT)).isFalse();
        assertThat(permissions.checkAll(both, "read", DRAFT)).isTrue();
        assertThat(permissions.checkAny(both, "print")).isFalse();
        permissions.allow(OFFICE, "print");
        assertThat(permissions.checkAny(both, "print")).isTrue();
        assertThat(permissions.checkAll(both, "print")).isFalse();
        permissions.allow(GUESTS, "print");
        assertThat(permissions.checkAll(both, "print")).isTrue();
        assertThat(permissions.checkAny(List.of(user("alice"), OFFICE), "write", FOLDER))
                .as("subjects and groups")
                .isTrue();
    }

    @Test
    void nobodyMayNothing() {
        permissions.allow(Group.EVERYONE, "read");

        assertThat(permissions.checkAny(List.of(), "read")).isFalse();
        assertThat(permissions.checkAll(List.of(), "read")).isFalse();
        assertThat(permissions.checkAny(List.of(), "read", DRAFT)).isFalse();
        assertThat(permissions.checkAll(List.of(), "read", DRAFT)).isFalse();
        assertThat(permissions.whichPermissionsAny(List.of(), DRAFT)).isEmpty();
        assertThat(permissions.whichPermissionsAll(List.of(), DRAFT)).isEmpty();
        assertThat(permissions.whichAny(List.of())).isEmpty();
        assertThat(permissions.whichAll(List.of())).isEmpty();
    }

    @Test
    void severalPermissionsOnSeveralResourcesAreOneQuestion() {
        assertThat(permissions.check(OFFICE, all("read", "write"), List.of(FOLDER, DRAFT)))
                .isTrue();
        assertThat(permissions.check(OFFICE, all("read", "write"), List.of(FOLDER, LETTER)))
                .isFalse();
        assertThat(permissions.check(GUESTS, any("write", all("read", "print")), List.of(DRAFT)))
                .isTrue();
        assertThat(permissions.check(OFFICE, all("read"))).isFalse();
        assertThat(permissions.check(OFFICE, all("read"), List.of()))
                .as("no resource")
                .isFalse();
        assertThatThrownBy(() -> permissions.check(OFFICE, where(subject -> true)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void permissionsOnAResourceAreJoinedOrIntersected() {
        assertThat(permissions.whichPermissions(OFFICE, DRAFT)).containsExactly("read", "write");
        assertThat(permissions.whichPermissions(OFFICE)).isEmpty();
        assertThat(permissions.whichPermissionsAny(List.of(OFFICE, GUESTS), DRAFT))
                .containsExactly("print", "read", "write");
        assertThat(permissions.whichPermissionsAll(List.of(OFFICE, GUESTS), DRAFT))
                .containsExactly("read");
    }

    @Test
    void resourcesComeWithWhatIsAllowedThereAndNoneWithoutAnything() {
        assertThat(permissions.which(OFFICE))
                .isEqualTo(Map.of(FOLDER, Set.of("read", "write"), DRAFT, Set.of("read", "write")));
        assertThat(permissions.whichAny(List.of(OFFICE, user("alice"))))
                .isEqualTo(Map.of(
                        FOLDER, Set.of("read", "write"), DRAFT, Set.of("read", "write"), LETTER, Set.of("print")));
        assertThat(permissions.whichAll(List.of(OFFICE, GUESTS))).isEqualTo(Map.of(DRAFT, Set.of("read")));
        assertThat(permissions.whichAll(List.of(OFFICE, user("alice"))))
                .as("disjoint")
                .isEmpty();
    }

    @Test
    void answersAgreeWithTheDecisionPoint() {
        for (Subject subject : List.of(user("alice"), user("bob"), user("nobody"))) {
            for (Resource resource : permissions.resources()) {
                List<String> decided = permissions.decisions().permissionsOn(Tenant.DEFAULT, subject, resource).stream()
                        .map(HeldPermission::permission)
                        .toList();
                assertThat(permissions.whichPermissions(subject, resource)).containsExactlyElementsOf(decided);
            }
        }
    }

    @Test
    void aChangeIsSeenByTheNextQuestion() {
        assertThat(permissions.check(GUESTS, "write", LETTER)).isFalse();
        permissions.allow(GUESTS, "write");
        assertThat(permissions.check(GUESTS, "write", LETTER)).isTrue();
        permissions.revokeAll(GUESTS);
        assertThat(permissions.check(GUESTS, "write", LETTER)).isFalse();
    }
}
