package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.change.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How resources go. */
interface ResourceRemovalContract extends ResourceScene {

    @Test
    default void deletesALeaf() {
        here().groups().define("Lisbon", "");
        tree("a", "a/b");
        here().resources().transferOwnership(folder("b"), Group.of("Lisbon"));
        long key = here().resources().find(folder("b")).orElseThrow().key();

        here().resources().delete(folder("b"));

        assertThat(trees()).isEqualTo("a");
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE REMOVED {ownerGroup=Lisbon, parent=folder:a, resource=folder:b}");
        assertThat(last(here()).changes().get(0).resourceId()).isEqualTo(key);
        refused(NotFoundException.class, () -> here().resources().delete(folder("b")));
        refused(NotFoundException.class, () -> here().resources().deleteBranch(folder("b")));
    }

    @Test
    default void anIdThatComesAgainIsAnotherResource() {
        tree("a");
        ResourceEntry first = here().resources().transferOwnership(folder("a"), ALICE);
        here().resources().delete(folder("a"));
        ResourceEntry second = here().resources().register(folder("a"));

        assertThat(second.key()).isNotEqualTo(first.key());
        assertThat(second.owner()).isNull();
    }

    @Test
    default void refusesToDeleteWhatHasSomethingBelowIt() {
        tree("a", "a/b", "b/c", "c/d");
        refused(RefusedException.class, () -> here().resources().delete(folder("a")));
        assertThatThrownBy(() -> here().resources().delete(folder("a")))
                .hasMessage(
                        "'folder:a' has 3 resources below it: it cannot be deleted alone. Move or delete them first,"
                                + " or delete all with deleteBranch(...).");
        assertThatThrownBy(() -> here().resources().delete(folder("c"))).hasMessageContaining("has 1 resource below");
    }

    @Test
    default void deletesABranchAndLogsEachOfIt() {
        tree("a", "a/b", "b/c", "b/d", "a/e");

        assertThat(here().resources().deleteBranch(folder("b"))).isEqualTo(3);

        assertThat(trees()).isEqualTo("a(e)");
        assertThat(lastChanges(here()))
                .containsExactly(
                        "RESOURCE REMOVED {parent=folder:a, resource=folder:b}",
                        "RESOURCE REMOVED {parent=folder:b, resource=folder:c}",
                        "RESOURCE REMOVED {parent=folder:b, resource=folder:d}");
    }

    @Test
    default void takeTheGrantsOnThemAlong() {
        permissions("read");
        here().groups().define("Lisbon", "");
        tree("a", "a/b", "b/c");
        here().resourceTypes().add("folder", List.of("read"));
        here().grants()
                .grant(List.of(
                        Grant.allow(ALICE, "read").on(folder("a")),
                        Grant.allow(ALICE, "read").on(folder("b")),
                        Grant.deny(Group.of("Lisbon"), "*").on(folder("c")),
                        Grant.allow(ALICE, "read")));
        long key = here().resources().find(folder("c")).orElseThrow().key();

        here().resources().delete(folder("c"));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=DENY, group=Lisbon, resource=folder:c, wildcard=*}",
                        "RESOURCE REMOVED {parent=folder:b, resource=folder:c}");
        assertThat(last(here()).changes()).extracting(Change::resourceId).containsOnly(key);
        assertThat(last(here()).changes()).noneMatch(Change::definitional);

        here().resources().deleteBranch(folder("a"));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, permission=read, resource=folder:a, subject=user:alice}",
                        "GRANT REMOVED {effect=ALLOW, permission=read, resource=folder:b, subject=user:alice}",
                        "RESOURCE REMOVED {resource=folder:a}",
                        "RESOURCE REMOVED {parent=folder:a, resource=folder:b}");
        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactly(Grant.allow(ALICE, "read"));
    }

    @Test
    default void deletesThousandsAtOnce() {
        folders();
        List<NewResource> many = new ArrayList<>(List.of(NewResource.of(folder("root"))));
        for (int i = 0; i < 2_500; i++) {
            many.add(NewResource.of(folder("n" + i)).below(folder(i < 10 ? "root" : "n" + i / 10)));
        }
        here().resources().registerAll(many);

        assertThat(here().resources().deleteBranch(folder("root"))).isEqualTo(2_501);
        assertThat(here().resources().countRoots()).isZero();
        assertThat(last(here()).changes()).hasSize(2_501);
    }

    @Test
    default void goWithTheirTenant() {
        tree("a", "a/b");
        long key = here().resources().find(folder("b")).orElseThrow().key();
        here().tenants().delete(here().tenant());
        assertThat(store().read(() -> store().resources().find(key) == null)).isTrue();

        here().tenants().create(here().tenant());
        assertThat(here().resourceTypes().find("folder")).isEmpty();
        assertThat(here().resources().countRoots()).isZero();
        tree("a", "a/b");
    }
}
