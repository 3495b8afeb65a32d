package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be asked of trees. */
interface ResourceReadContract extends ResourceScene {

    @Test
    default void pagesThroughChildrenAndRoots() {
        tree("a", "b", "a/1", "a/2", "a/3", "1/below");

        assertThat(here().resources().children(folder("a"), 1, 5))
                .extracting(ResourceEntry::resource)
                .containsExactly(folder("2"), folder("3"));
        assertThat(here().resources().children(folder("a"), 0, 1))
                .extracting(ResourceEntry::parent)
                .containsExactly(folder("a"));
        assertThat(here().resources().children(folder("a"), 3, 5)).isEmpty();
        assertThat(here().resources().roots(1, 9))
                .extracting(ResourceEntry::resource)
                .containsExactly(folder("b"));
        assertThat(here().resources().countChildren(folder("a"))).isEqualTo(3);
        assertThat(here().resources().countRoots()).isEqualTo(2);
        assertThat(here().resources().size(folder("a"))).isEqualTo(5);
        assertThat(here().resources().size(folder("below"))).isEqualTo(1);
    }

    @Test
    default void nestsASubtreeDownToADepth() {
        tree("a", "a/b", "a/c", "b/d", "d/e");
        assertThat(ids(here().resources().subtree(folder("a"), 0, 9))).isEqualTo("a[]");
        assertThat(ids(here().resources().subtree(folder("a"), 1, 9))).isEqualTo("a[b[], c[]]");
        assertThat(ids(here().resources().subtree(folder("b"), 9, 9))).isEqualTo("b[d[e[]]]");
        assertThat(ids(here().resources().subtree(folder("a"), 2, 4))).isEqualTo("a[b[d[]], c[]]");
        assertThatThrownBy(() -> here().resources().subtree(folder("a"), 2, 3))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "'folder:a' has more than 3 resources down to 2 levels below it, itself counted. Ask for fewer"
                                + " levels, or give a greater limit.");
    }

    @Test
    default void findsSeveralInTheOrderInWhichTheyAreAskedFor() {
        tree("a", "a/b", "c");
        assertThat(here().resources().find(List.of(folder("c"), folder("none"), folder("b"), folder("c"))))
                .extracting(ResourceEntry::resource)
                .containsExactly(folder("c"), folder("b"));
        assertThat(here().resources().find(List.of())).isEmpty();
    }

    @Test
    default void asksOnlyAboutWhatIsRegistered() {
        folders();
        assertThatThrownBy(() -> here().resources().path(folder("a")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("There is no resource 'folder:a' in tenant '" + here().tenant()
                        + "'. Check its id's case and spaces, or register it.");
        assertThatThrownBy(() -> here().resources().position(folder("a"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> here().resources().children(folder("a"), 0, 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> here().resources().countChildren(folder("a"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> here().resources().size(folder("a"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> here().resources().subtree(folder("a"), 0, 1)).isInstanceOf(NotFoundException.class);
    }

    private static String ids(ResourceNode node) {
        return node.entry().resource().id()
                + node.children().stream().map(ResourceReadContract::ids).toList();
    }
}
