package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.change.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How resources change their places. */
interface ResourceMoveContract extends ResourceScene {

    @Test
    default void movesABranchBelowAnotherParent() {
        tree("a", "a/b", "b/c", "x", "x/y");

        ResourceEntry moved = here().resources().move(folder("b"), folder("x"));

        assertThat(moved).isEqualTo(new ResourceEntry(moved.key(), folder("b"), folder("x"), null, 2));
        assertThat(trees()).isEqualTo("a x(y b(c))");
        assertThat(here().resources().find(folder("c")).orElseThrow().level()).isEqualTo(3);
        assertThat(here().resources().path(folder("c")))
                .extracting(entry -> entry.resource().id())
                .containsExactly("x", "b", "c");
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE CHANGED {parent=folder:a, resource=folder:b} ->"
                        + " {parent=folder:x, resource=folder:b}");
        Change change = last(here()).changes().get(0);
        assertThat(change.objectId()).isEqualTo(moved.key());
        assertThat(change.resourceId()).isEqualTo(moved.key());
        assertThat(change.definitional()).isFalse();
    }

    @Test
    default void movesToAPositionOfAnotherParent() {
        tree("a", "a/b", "x", "x/y", "x/z");
        here().resources().move(folder("b"), folder("x"), 2);
        assertThat(trees()).isEqualTo("a x(y b z)");
        here().resources().move(folder("b"), folder("a"), 1);
        assertThat(trees()).isEqualTo("a(b) x(y z)");
    }

    @Test
    default void movesToTheRootAndBack() {
        tree("a", "a/b", "b/c");
        assertThat(here().resources().moveToRoot(folder("b")).parent()).isNull();
        assertThat(trees()).isEqualTo("a b(c)");
        here().resources().moveToRoot(folder("c"), 1);
        assertThat(trees()).isEqualTo("c a b");
        here().resources().move(folder("a"), folder("b"));
        assertThat(trees()).isEqualTo("c b(a)");
    }

    @Test
    default void movesAmongItsSiblingsWithoutALogEntry() {
        tree("r", "r/a", "r/b", "r/c", "r/d");
        long revision = revision(here());
        here().resources().moveTo(folder("d"), 1);
        assertThat(trees()).isEqualTo("r(d a b c)");
        here().resources().moveTo(folder("d"), 3);
        assertThat(trees()).isEqualTo("r(a b d c)");
        here().resources().moveTo(folder("a"), 4);
        assertThat(trees()).isEqualTo("r(b d c a)");
        here().resources().moveTo(folder("c"), 3);
        assertThat(trees()).isEqualTo("r(b d c a)");
        here().resources().move(folder("b"), folder("r"));
        assertThat(trees()).isEqualTo("r(d c a b)");
        here().resources().move(folder("b"), folder("r"), 2);
        assertThat(trees()).isEqualTo("r(d b c a)");
        tree("s");
        here().resources().moveTo(folder("s"), 1);
        assertThat(trees()).isEqualTo("s r(d b c a)");
        assertThat(revision(here())).isEqualTo(revision);
    }

    @Test
    default void positionsStayContiguousWhateverMoves() {
        tree("r", "r/0", "r/1", "r/2", "r/3", "r/4", "r/5");
        for (int i = 0; i < 120; i++) {
            here().resources().moveTo(folder("" + (i * 7 % 6)), i * 5 % 6 + 1);
            for (int position = 1; position <= 6; position++) {
                ResourceEntry there = here().resources()
                        .children(folder("r"), position - 1, 1)
                        .get(0);
                assertThat(here().resources().position(there.resource())).isEqualTo(position);
            }
        }
    }

    @Test
    default void refusesAPositionThatIsNotThere() {
        tree("r", "r/a", "r/b", "x");
        refused(RefusedException.class, () -> here().resources().moveTo(folder("a"), 3));
        assertThatThrownBy(() -> here().resources().moveTo(folder("a"), 3))
                .hasMessage(
                        "The position of 'folder:a' is 3; below 'folder:r' the greatest is 2. Give one from 1 to 2.");
        refused(RefusedException.class, () -> here().resources().move(folder("x"), folder("r"), 4));
        assertThatThrownBy(() -> here().resources().move(folder("x"), folder("r"), 4))
                .hasMessageContaining("the greatest is 3.");
        refused(RefusedException.class, () -> here().resources().moveToRoot(folder("x"), 3));
        refused(IllegalArgumentException.class, () -> here().resources().moveTo(folder("a"), 0));
        refused(IllegalArgumentException.class, () -> here().resources().move(folder("a"), folder("x"), -1));
    }

    @Test
    default void refusesToMakeAnythingItsOwnAncestor() {
        tree("a", "a/b", "b/c");
        refused(RefusedException.class, () -> here().resources().move(folder("a"), folder("a")));
        refused(RefusedException.class, () -> here().resources().move(folder("a"), folder("c")));
        assertThatThrownBy(() -> here().resources().move(folder("a"), folder("c")))
                .hasMessage("'folder:a' cannot be moved below 'folder:c', which lies below it."
                        + " Choose a parent outside of it.");
        refused(NotFoundException.class, () -> here().resources().move(folder("a"), folder("z")));
        refused(NotFoundException.class, () -> here().resources().move(folder("z"), folder("a")));
    }

    @Test
    default void nothingMovesIntoAnotherTenant() {
        tree("a", "b");
        there().resourceTypes().define("folder", "", List.of());
        there().resources().register(folder("theirs"));
        refused(NotFoundException.class, () -> here().resources().move(folder("a"), folder("theirs")));
        refused(NotFoundException.class, () -> there().resources().move(folder("a"), folder("theirs")));
    }
}
