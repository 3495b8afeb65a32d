package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How resources come to be registered, and where. */
interface ResourceRegistrationContract extends ResourceScene {

    @Test
    default void registersARootAtTheEnd() {
        folders();
        ResourceEntry a = here().resources().register(folder("a"));
        ResourceEntry b = here().resources().register(folder("b"));

        assertThat(a).isEqualTo(new ResourceEntry(a.key(), folder("a"), null, null, 1));
        assertThat(b.key()).isNotEqualTo(a.key());
        assertThat(here().resources().find(folder("a"))).contains(a);
        assertThat(here().resources().find(a.key())).contains(a);
        assertThat(there().resources().find(folder("a"))).isEmpty();
        assertThat(there().resources().find(a.key())).isEmpty();
        assertThat(trees()).isEqualTo("a b");
    }

    @Test
    default void isNeitherLoggedNorARevision() {
        folders();
        long revision = revision(here());
        tree("a", "a/b");
        assertThat(revision(here())).isEqualTo(revision);
    }

    @Test
    default void registersBelowAParentWithAnOwnerAtAPosition() {
        here().groups().define("Lisbon", "");
        tree("a", "a/b");

        ResourceEntry c = here().resources()
                .register(NewResource.of(folder("c")).below(folder("a")).at(1).ownedBy(Group.of("Lisbon")));
        ResourceEntry d = here().resources()
                .register(NewResource.of(folder("d")).below(folder("c")).ownedBy(ALICE));

        assertThat(c).isEqualTo(new ResourceEntry(c.key(), folder("c"), folder("a"), Group.of("Lisbon"), 2));
        assertThat(d).isEqualTo(new ResourceEntry(d.key(), folder("d"), folder("c"), ALICE, 3));
        assertThat(here().resources().find(folder("d"))).contains(d);
        assertThat(here().subjects().find(ALICE)).isPresent();
        assertThat(trees()).isEqualTo("a(c(d) b)");
    }

    @Test
    default void registersAtEveryPosition() {
        tree("r", "r/a", "r/b", "r/c");
        here().resources()
                .register(NewResource.of(folder("1")).below(folder("r")).at(1));
        here().resources()
                .register(NewResource.of(folder("3")).below(folder("r")).at(3));
        here().resources()
                .register(NewResource.of(folder("6")).below(folder("r")).at(6));
        here().resources().register(NewResource.of(folder("0")).at(1));

        assertThat(trees()).isEqualTo("0 r(1 a 3 b c 6)");
        assertThat(here().resources().position(folder("3"))).isEqualTo(3);
        refused(
                RefusedException.class,
                () -> here().resources()
                        .register(NewResource.of(folder("8")).below(folder("r")).at(8)));
        assertThatThrownBy(() -> here().resources()
                        .register(NewResource.of(folder("8")).below(folder("r")).at(8)))
                .hasMessageContaining("The position of 'folder:8' is 8; below 'folder:r' the greatest is 7.");
        refused(
                RefusedException.class,
                () -> here().resources().register(NewResource.of(folder("8")).at(4)));
        assertThatThrownBy(() ->
                        here().resources().register(NewResource.of(folder("8")).at(4)))
                .hasMessageContaining("among the roots the greatest is 3.");
    }

    @Test
    default void registersWhatIsDeclaredAndOnce() {
        tree("a");
        refused(AlreadyExistsException.class, () -> here().resources().register(folder("a")));
        refused(NotFoundException.class, () -> here().resources().register(Resource.of("document", 1)));
        refused(
                NotFoundException.class,
                () -> here().resources().register(NewResource.of(folder("b")).below(folder("c"))));
        assertThatThrownBy(() ->
                        here().resources().register(NewResource.of(folder("b")).below(folder("c"))))
                .hasMessageContaining("The parent 'folder:c' of 'folder:b' is not registered");
        there().resourceTypes().define("folder", "", List.of());
        there().resources().register(folder("c"));
        refused(
                NotFoundException.class,
                () -> here().resources().register(NewResource.of(folder("b")).below(folder("c"))));
        refused(RefusedException.class, () -> shared().resources().register(folder("a")));
    }

    @Test
    default void noOwnerIsBuiltInOrAnonymousOrMissing() {
        folders();
        for (Group group : List.of(Group.EVERYONE, Group.AUTHENTICATED)) {
            refused(
                    RefusedException.class,
                    () -> here().resources()
                            .register(NewResource.of(folder("a")).ownedBy(group)));
        }
        refused(
                RefusedException.class,
                () -> here().resources().register(NewResource.of(folder("a")).ownedBy(Subject.anonymous())));
        refused(
                NotFoundException.class,
                () -> here().resources().register(NewResource.of(folder("a")).ownedBy(Group.of("Porto"))));
    }

    @Test
    default void registersManyWithTheirParentsAmongThem() {
        tree("there");
        List<ResourceEntry> added = here().resources()
                .registerAll(List.of(
                        NewResource.of(folder("a")),
                        NewResource.of(folder("b")).below(folder("a")).ownedBy(ALICE),
                        NewResource.of(folder("c")).below(folder("b")).ownedBy(ALICE),
                        NewResource.of(folder("d")).below(folder("a")),
                        NewResource.of(folder("e")).below(folder("there")),
                        NewResource.of(folder("f")).below(folder("a")).at(2),
                        NewResource.of(folder("g")).below(folder("a"))));

        assertThat(added).extracting(entry -> entry.resource().id()).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(added.get(2)).isEqualTo(here().resources().find(folder("c")).orElseThrow());
        assertThat(trees()).isEqualTo("there(e) a(b(c) f d g)");
    }

    @Test
    default void registersAllOrNone() {
        tree("there");
        refused(
                AlreadyExistsException.class,
                () -> here().resources()
                        .registerAll(List.of(NewResource.of(folder("a")), NewResource.of(folder("there")))));
        refused(
                NotFoundException.class,
                () -> here().resources()
                        .registerAll(
                                List.of(NewResource.of(folder("a")).below(folder("b")), NewResource.of(folder("b")))));
        refused(
                RefusedException.class,
                () -> here().resources()
                        .registerAll(List.of(NewResource.of(folder("a")), NewResource.of(folder("a")))));
        assertThat(here().resources().registerAll(List.of())).isEmpty();
    }

    @Test
    default void registersWhatIsMissing() {
        tree("there", "other");
        assertThat(here().resources()
                        .registerMissing(List.of(
                                NewResource.of(folder("there")).below(folder("other")),
                                NewResource.of(folder("a")).below(folder("there")))))
                .isEqualTo(1);
        assertThat(trees()).isEqualTo("there(a) other");
        changesNothing(() -> {
            assertThat(here().resources().registerIfMissing(NewResource.of(folder("a"))))
                    .isFalse();
            assertThat(here().resources().registerMissing(List.of())).isZero();
        });
        assertThat(here().resources().registerIfMissing(NewResource.of(folder("b"))))
                .isTrue();
    }

    @Test
    default void registersThousandsAtOnce() {
        folders();
        List<NewResource> many = new ArrayList<>();
        many.add(NewResource.of(folder("root")));
        for (int i = 0; i < 3_000; i++) {
            many.add(NewResource.of(folder("n" + i)).below(folder(i < 50 ? "root" : "n" + i / 50)));
        }
        assertThat(here().resources().registerAll(many)).hasSize(3_001);
        assertThat(here().resources().size(folder("root"))).isEqualTo(3_001);
        assertThat(here().resources().countChildren(folder("n7"))).isEqualTo(50);
        assertThat(here().resources().position(folder("n357"))).isEqualTo(8);
    }

    @Test
    default void noTreeIsDeeperThanItsPathIsLong() {
        folders();
        List<NewResource> chain = new ArrayList<>();
        chain.add(NewResource.of(folder("1")));
        for (int level = 2; level <= TreePath.MAX_DEPTH; level++) {
            chain.add(NewResource.of(folder("" + level)).below(folder("" + (level - 1))));
        }
        here().resources().registerAll(chain);
        assertThat(here().resources().path(folder("250"))).hasSize(250);

        NewResource below = NewResource.of(folder("251")).below(folder("250"));
        refused(RefusedException.class, () -> here().resources().register(below));
        assertThatThrownBy(() -> here().resources().register(below))
                .hasMessage("'folder:251' would stand on level 251 of its tree; there are at most 250."
                        + " Choose a parent further up.");
        here().resources().register(folder("root"));
        refused(RefusedException.class, () -> here().resources().move(folder("1"), folder("root")));
        assertThat(here().resources().move(folder("2"), folder("root")).level()).isEqualTo(2);
    }
}
