package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Resources and their trees, at the port. */
interface ResourceTreeContract extends ResourceTypeContract {

    @Test
    default void findsAResourceAsItWasAddedInItsOwnTenantOnly() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "1 ");
        ResourceRow child = below(root, folder, "1");
        ResourceTypeRow other = type(there(), "folder", null, false);
        ResourceRow elsewhere = root(other, "1");

        assertThat(find(root)).isEqualTo(root);
        assertThat(find(child)).isEqualTo(child);
        assertThat(child.path().keys()).containsExactly(root.id(), child.id());
        assertThat(read(() -> store().resources().find(here().id(), Resource.of("folder", "1"))))
                .isEqualTo(child);
        assertThat(read(() -> store().resources().find(there().id(), Resource.of("folder", "1"))))
                .isEqualTo(elsewhere);
        assertThat(read(() -> store().resources().find(here().id(), Resource.of("folder", "2"))))
                .isNull();
        assertThat(read(() -> store().resources()
                        .find(here().id(), List.of(root.resource(), child.resource(), Resource.of("document", "1")))))
                .containsExactlyInAnyOrder(root, child);
    }

    @Test
    default void keysOfResourcesAreNobodysElse() {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            keys.addAll(write(() -> store().resources().newKeys(40)));
            keys.add(permission("p" + i).id());
        }
        assertThat(keys).doesNotHaveDuplicates().hasSize(123);
    }

    @Test
    default void refusesAResourceTwiceAndWhatItRefersToBeforeIt() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "1");
        ResourceRow child = below(root, folder, "2");

        refused(() -> root(folder, "1"));
        refused(() -> change(() -> store().resources().delete(root)));
        change(() -> store().resources().delete(child));
        change(() -> store().resources().delete(root));
        assertThat(find(root)).isNull();
    }

    @Test
    default void positionsAreRanksInTheOrder() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "root");
        List<ResourceRow> children = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            children.add(below(root, folder, "c" + i));
        }
        for (int i = 1; i <= 5; i++) {
            ResourceRow row = children.get(i - 1);
            assertThat(read(() -> store().resources().positionOf(row))).isEqualTo(i);
        }
        assertThat(read(() -> store().resources().countChildren(here().id(), root.id())))
                .isEqualTo(5);
        assertThat(read(() -> store().resources().children(here().id(), root.id(), 1, 3)))
                .isEqualTo(children.subList(1, 4));
        assertThat(read(() -> store().resources().children(here().id(), null, 0, 3)))
                .containsExactly(root);
        assertThat(read(() -> store().resources().countChildren(there().id(), null)))
                .isZero();
    }

    @Test
    default void thereIsAlwaysRoomAtAPosition() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "root");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            // Always between the same two, so that all room is used up, and more than once.
            int position = i < 2 ? i + 1 : 2;
            String id = "c" + i;
            at(root, folder, id, position);
            expected.add(position - 1, id);
        }
        at(root, folder, "first", 1);
        expected.add(0, "first");
        assertThat(read(() -> store().resources().children(here().id(), root.id(), 0, 1000)))
                .extracting(row -> row.resource().id())
                .isEqualTo(expected);
        assertThat(write(() -> store().resources().orderAt(here().id(), root.id(), 103, null)))
                .isNull();
        assertThat(write(() -> store().resources().orderAt(here().id(), root.id(), 102, null)))
                .isNotNull();
    }

    @Test
    default void aMovedBranchHasNewPathsInAllOfIt() {
        ResourceTypeRow folder = folders();
        ResourceRow from = root(folder, "from");
        ResourceRow to = below(root(folder, "above"), folder, "to");
        ResourceRow branch = below(from, folder, "branch");
        ResourceRow leaf = below(below(branch, folder, "twig"), folder, "leaf");
        ResourceRow beside = below(from, folder, "beside");

        ResourceRow moved = write(() -> {
            store().resources().lockTrees(here().id());
            store().resources().requireWhole(List.of(branch));
            return store().resources().move(branch, to, 77);
        });

        assertThat(moved).isEqualTo(branch.placed(to.id(), to.path().child(branch.id()), 77));
        assertThat(find(leaf).path()).isEqualTo(leaf.path().moved(branch.path(), moved.path()));
        assertThat(read(() -> store().resources().ancestors(find(leaf))))
                .extracting(row -> row.resource().id())
                .containsExactly("above", "to", "branch", "twig");
        assertThat(find(beside)).isEqualTo(beside);
        assertThat(read(() -> store().resources().sizeOf(moved))).isEqualTo(3);
        assertThat(read(() -> store().resources().depthOf(moved))).isEqualTo(3);
        assertThat(read(() -> store().resources().depthOf(find(leaf)))).isEqualTo(1);

        ResourceRow atRoot = write(() -> {
            store().resources().lockTrees(here().id());
            return store().resources().move(moved, null, 5);
        });
        assertThat(atRoot).isEqualTo(branch.placed(null, TreePath.root(branch.id()), 5));
    }

    @Test
    default void aSubtreeComesLevelByLevelWithinItsLimits() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "root");
        ResourceRow b = at(root, folder, "b", 1);
        ResourceRow a = at(root, folder, "a", 1);
        ResourceRow below = below(b, folder, "below");

        assertThat(read(() -> store().resources().subtree(root, 0, 10))).containsExactly(root);
        assertThat(read(() -> store().resources().subtree(root, 1, 10))).containsExactly(root, a, b);
        assertThat(read(() -> store().resources().subtree(root, 9, 10))).containsExactly(root, a, b, below);
        assertThat(read(() -> store().resources().subtree(root, 9, 2))).containsExactly(root, a);
        assertThat(read(() -> store().resources().branch(root, null, 2))).containsExactly(root, b);
        assertThat(read(() -> store().resources().branch(root, b, 9))).containsExactly(below, a);
    }

    @Test
    default void aBranchIsRemovedAsAWhole() {
        ResourceTypeRow folder = folders();
        ResourceRow root = root(folder, "root");
        ResourceRow branch = below(root, folder, "branch");
        ResourceRow leaf = below(below(branch, folder, "twig"), folder, "leaf");
        ResourceRow beside = below(root, folder, "beside");
        change(() -> {
            store().resources().lockTrees(here().id());
            store().resources().deleteBranch(branch);
        });

        assertThat(find(branch)).isNull();
        assertThat(find(leaf)).isNull();
        assertThat(find(beside)).isEqualTo(beside);
        assertThat(read(() -> store().resources().countOfType(folder.id()))).isEqualTo(2);
    }

    @Test
    default void ownersStayWhileTheyOwn() {
        ResourceTypeRow folder = folders();
        SubjectRow alice = subject("alice");
        GroupRow lisbon = group("Lisbon");
        ResourceRow one = root(folder, "1");
        ResourceRow two = root(folder, "2");
        change(() -> store().resources().changeOwner(List.of(one, two), alice.id(), null));
        ResourceRow owned = one.owned(alice.id(), null);
        assertThat(read(() -> store().resources().ownedBySubject(alice.id(), 9)))
                .containsExactlyInAnyOrder(owned, two.owned(alice.id(), null));
        refused(() -> change(() -> store().subjects().delete(alice.id())));

        change(() -> store().resources().changeOwner(List.of(owned), null, lisbon.id()));
        assertThat(read(() -> store().resources().ownedByGroup(lisbon.id(), 9)))
                .containsExactly(one.owned(null, lisbon.id()));
        refused(() -> change(() -> store().groups().delete(lisbon.id())));
    }

    @Test
    default void goesWithItsTenant() {
        ResourceTypeRow folder = folders();
        PermissionRow read = permission("read");
        change(() -> store().resourceTypes().add(folder.id(), List.of(read.id())));
        SubjectRow alice = subject("alice");
        ResourceRow root = root(folder, "1");
        ResourceRow child = below(root, folder, "2");
        change(() -> store().resources().changeOwner(List.of(child), alice.id(), null));

        change(() -> store().tenants().delete(here().id()));
        assertThat(find(root)).isNull();
        assertThat(find(child)).isNull();
    }

    private ResourceTypeRow folders() {
        return type(here(), "folder", null, false);
    }

    private @Nullable ResourceRow find(ResourceRow row) {
        return store().read(() -> store().resources().find(row.id()));
    }

    @Override
    default ResourceRow root(ResourceTypeRow type, String id) {
        return insert(type, id, null, null);
    }

    default ResourceRow below(ResourceRow parent, ResourceTypeRow type, String id) {
        return insert(type, id, parent, null);
    }

    default ResourceRow at(ResourceRow parent, ResourceTypeRow type, String id, long position) {
        return insert(type, id, parent, position);
    }

    private ResourceRow insert(ResourceTypeRow type, String id, @Nullable ResourceRow parent, @Nullable Long position) {
        long tenantId = type.tenantId();
        return write(() -> {
            ResourceTable table = store().resources();
            Long parentId = parent == null ? null : parent.id();
            if (position == null) {
                table.shareTrees(tenantId);
            } else {
                table.lockTrees(tenantId);
            }
            Long order = position == null
                    ? (Long) table.orderAtEnd(tenantId, parentId)
                    : table.orderAt(tenantId, parentId, position, null);
            long key = table.newKeys(1).get(0);
            ResourceRow row = new ResourceRow(
                    key,
                    tenantId,
                    type.id(),
                    Resource.of(type.name(), id),
                    parentId,
                    parent == null ? TreePath.root(key) : parent.path().child(key),
                    order,
                    null,
                    null);
            table.insert(List.of(row));
            return row;
        });
    }
}
