package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Group;
import io.tiergate.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who owns resources. */
interface OwnershipContract extends ResourceScene {

    @Test
    default void goesFromOneToAnother() {
        here().groups().define("Lisbon", "");
        tree("a");

        assertThat(here().resources().transferOwnership(folder("a"), ALICE).owner())
                .isEqualTo(ALICE);
        assertThat(here().resources().find(folder("a")).orElseThrow().owner()).isEqualTo(ALICE);
        changesNothing(() -> here().resources().transferOwnership(folder("a"), ALICE));
        here().resources().transferOwnership(folder("a"), Group.of("Lisbon"));
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE CHANGED {ownerSubject=user:alice, resource=folder:a} ->"
                        + " {ownerGroup=Lisbon, resource=folder:a}");
        assertThat(here().resources().transferOwnership(folder("a"), null).owner())
                .isNull();
        assertThat(here().resources().find(folder("a")).orElseThrow().owner()).isNull();
        refused(RefusedException.class, () -> here().resources().transferOwnership(folder("a"), Group.EVERYONE));
        refused(RefusedException.class, () -> here().resources().transferOwnership(folder("a"), Subject.anonymous()));
        refused(NotFoundException.class, () -> here().resources().transferOwnership(folder("a"), Group.of("Porto")));
        refused(NotFoundException.class, () -> here().resources().transferOwnership(folder("b"), ALICE));
    }

    @Test
    default void allOfOneGoesToAnother() {
        here().groups().define("Lisbon", "");
        folders();
        List<NewResource> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(NewResource.of(folder("a" + i)).ownedBy(ALICE));
        }
        many.add(NewResource.of(folder("bobs")).ownedBy(BOB));
        here().resources().registerAll(many);

        assertThat(here().resources().transferAll(ALICE, Group.of("Lisbon"))).isEqualTo(1_200);
        assertThat(last(here()).changes()).hasSize(1_200);
        assertThat(here().resources().find(folder("a7")).orElseThrow().owner()).isEqualTo(Group.of("Lisbon"));
        assertThat(here().resources().find(folder("bobs")).orElseThrow().owner())
                .isEqualTo(BOB);
        changesNothing(() -> {
            assertThat(here().resources().transferAll(ALICE, BOB)).isZero();
            assertThat(here().resources().transferAll(BOB, BOB)).isZero();
            assertThat(here().resources().transferAll(Subject.user("nobody"), BOB))
                    .isZero();
        });
        assertThat(here().resources().transferAll(BOB, null)).isEqualTo(1);
        refused(NotFoundException.class, () -> here().resources().transferAll(Group.of("Porto"), BOB));
        refused(RefusedException.class, () -> here().resources().transferAll(Group.EVERYONE, BOB));
        refused(RefusedException.class, () -> here().resources().transferAll(BOB, Group.EVERYONE));
    }

    @Test
    default void whatADeletedSubjectOrGroupOwnedHasNoOwner() {
        here().groups().define("Lisbon", "");
        tree("a", "b");
        here().resources().transferOwnership(folder("a"), ALICE);
        here().resources().transferOwnership(folder("b"), Group.of("Lisbon"));

        here().subjects().delete(ALICE);
        assertThat(lastChanges(here()))
                .containsExactly(
                        "RESOURCE CHANGED {ownerSubject=user:alice, resource=folder:a} -> {resource=folder:a}",
                        "SUBJECT REMOVED {displayName=, subject=user:alice, suspended=false}");
        here().groups().delete("Lisbon");
        assertThat(lastChanges(here()))
                .containsExactly(
                        "RESOURCE CHANGED {ownerGroup=Lisbon, resource=folder:b} -> {resource=folder:b}",
                        "GROUP REMOVED {description=, name=Lisbon}");
        assertThat(here().resources().roots(0, 9))
                .extracting(ResourceEntry::owner)
                .containsExactly(null, null);
    }

    @Test
    default void aRenamedGroupStillOwns() {
        here().groups().define("Lisbon", "");
        tree("a");
        here().resources().transferOwnership(folder("a"), Group.of("Lisbon"));
        here().groups().rename("Lisbon", "Lisboa");
        assertThat(here().resources().find(folder("a")).orElseThrow().owner()).isEqualTo(Group.of("Lisboa"));
    }
}
