package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.admin.AdministrationException;
import io.tiergate.admin.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: the groups {@code everyone} and {@code authenticated}. */
interface BuiltInGroupRules extends Rules {

    Subject STRANGER = Subject.user("stranger");

    @Test
    default void aGrantToEveryoneAppliesToNamedAndAnonymous() {
        permissions("invoice.read");
        grant(Grant.allow(Group.EVERYONE, "invoice.read"));

        assertThat(check(ALICE, "invoice.read")).isEqualTo(GRANTED);
        assertThat(check(STRANGER, "invoice.read")).isEqualTo(GRANTED);
        assertThat(check(Subject.anonymous(), "invoice.read")).isEqualTo(GRANTED);
    }

    @Test
    default void anUnknownNamedSubjectCountsAsAuthenticated() {
        permissions("invoice.read");
        grant(Grant.allow(Group.AUTHENTICATED, "invoice.read"));

        assertThat(administration().subjects().find(STRANGER)).isEmpty();
        assertThat(check(STRANGER, "invoice.read")).isEqualTo(GRANTED);
    }

    @Test
    default void anUnknownNamedSubjectHoldsOnlyWhatTheBuiltInGroupsHold() {
        permissions("to.everyone", "to.authenticated", "to.alice", "to.office");
        group("office", ALICE);
        grant(
                Grant.allow(Group.EVERYONE, "to.everyone"),
                Grant.allow(Group.AUTHENTICATED, "to.authenticated"),
                Grant.allow(ALICE, "to.alice"),
                Grant.allow(office(), "to.office"));

        assertThat(held(STRANGER)).containsExactly("to.authenticated", "to.everyone");
        assertThat(held(ALICE)).containsExactly("to.alice", "to.authenticated", "to.everyone", "to.office");
    }

    @Test
    default void anonymousMatchesEveryoneOnly() {
        permissions("to.everyone", "to.authenticated", "to.office");
        group("office", ALICE);
        grant(
                Grant.allow(Group.EVERYONE, "to.everyone"),
                Grant.allow(Group.AUTHENTICATED, "to.authenticated"),
                Grant.allow(office(), "to.office"));

        assertThat(held(Subject.anonymous())).containsExactly("to.everyone");
        assertThat(check(Subject.anonymous(), "to.authenticated")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aDenyToAuthenticatedLeavesTheAnonymousAlone() {
        permissions("sign.up");
        grant(Grant.allow(Group.EVERYONE, "sign.up"), Grant.deny(Group.AUTHENTICATED, "sign.up"));

        assertThat(check(Subject.anonymous(), "sign.up")).isEqualTo(GRANTED);
        assertThat(check(ALICE, "sign.up")).isEqualTo(DENIED);
        assertThat(check(STRANGER, "sign.up")).isEqualTo(DENIED);
    }

    @Test
    default void aSubjectThatIsCalledAnonymousIsNamed() {
        permissions("to.everyone", "to.authenticated");
        grant(Grant.allow(Group.EVERYONE, "to.everyone"), Grant.allow(Group.AUTHENTICATED, "to.authenticated"));

        assertThat(held(Subject.user("anonymous"))).containsExactly("to.authenticated", "to.everyone");
    }

    @Test
    default void builtInGroupsCannotBeRenamedOrDeletedOrHaveMembers() {
        group("office", ALICE);
        for (String name : List.of("everyone", "authenticated")) {
            var groups = administration().groups();
            assertThat(groups.find(name)).isPresent();
            assertThatThrownBy(() -> groups.rename(name, "others")).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.delete(name)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.addMember(name, ALICE)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.addMembers(name, List.of(ALICE))).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.replaceMembers(name, List.of(ALICE)))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.membersOf(name)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> groups.define(name, "")).isInstanceOf(AdministrationException.class);
            assertThatThrownBy(() -> groups.rename("office", name)).isInstanceOf(AdministrationException.class);
        }
        assertThat(administration().groups().membershipsOf(ALICE))
                .extracting(membership -> membership.group())
                .containsExactly(office());
    }

    @Test
    default void aGroupThatIsNamedAlmostLikeABuiltInOneIsAnother() {
        permissions("invoice.read");
        group("Everyone", ALICE);
        group("AUTHENTICATED", BOB);
        grant(Grant.allow(Group.of("Everyone"), "invoice.read"), Grant.deny(Group.of("AUTHENTICATED"), "invoice.read"));

        assertThat(check(ALICE, "invoice.read")).isEqualTo(GRANTED);
        assertThat(check(BOB, "invoice.read")).isEqualTo(DENIED);
        assertThat(check(STRANGER, "invoice.read")).isEqualTo(NOT_GRANTED);
    }
}
