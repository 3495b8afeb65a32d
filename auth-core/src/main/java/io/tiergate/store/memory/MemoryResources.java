package io.tiergate.store.memory;

import io.tiergate.Resource;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.TreePath;
import io.tiergate.store.memory.Tables.Rank;
import io.tiergate.store.memory.Tables.Siblings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources in memory. */
final class MemoryResources implements ResourceTable {

    private static final long GAP = 1L << 32;

    private final Transactions transactions;
    private final Tables tables;

    MemoryResources(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable ResourceRow find(long tenantId, Resource resource) {
        return transactions.<@Nullable ResourceRow>read(
                () -> tables.resourceByName.first(new InTenant<>(tenantId, resource)));
    }

    @Override
    public List<ResourceRow> find(long tenantId, Collection<Resource> resources) {
        return transactions.read(() -> resources.stream()
                .distinct()
                .flatMap(resource -> Stream.ofNullable(tables.resourceByName.first(new InTenant<>(tenantId, resource))))
                .toList());
    }

    @Override
    public @Nullable ResourceRow find(long id) {
        return transactions.<@Nullable ResourceRow>read(() -> tables.resources.find(id));
    }

    @Override
    public List<ResourceRow> find(Collection<Long> ids) {
        return transactions.read(() -> ids.stream()
                .distinct()
                .flatMap(id -> Stream.ofNullable(tables.resources.find(id)))
                .toList());
    }

    /** A write is alone; only that there is a write is to be made sure of. */
    @Override
    public void shareTrees(long tenantId) {
        transactions.change(() -> true);
    }

    @Override
    public void lockTrees(long tenantId) {
        transactions.change(() -> true);
    }

    @Override
    public void requireWhole(List<ResourceRow> roots) {
        transactions.change(() -> true);
    }

    @Override
    public List<Long> newKeys(int count) {
        return transactions.change(() ->
                LongStream.range(0, count).mapToObj(any -> tables.nextId()).toList());
    }

    @Override
    public void insert(List<ResourceRow> rows) {
        transactions.change(() -> {
            rows.forEach(tables.resources::insert);
            return true;
        });
    }

    @Override
    public long countChildren(long tenantId, @Nullable Long parentId) {
        return transactions.read(() -> (long) siblings(tenantId, parentId).size());
    }

    @Override
    public List<ResourceRow> children(long tenantId, @Nullable Long parentId, long offset, int limit) {
        return transactions.read(() -> siblings(tenantId, parentId).values().stream()
                .skip(offset)
                .limit(limit)
                .toList());
    }

    @Override
    public long positionOf(ResourceRow row) {
        return transactions.read(() -> 1L
                + siblings(row.tenantId(), row.parentId())
                        .headMap(new Rank(row.order(), row.id()), false)
                        .size());
    }

    @Override
    public long orderAtEnd(long tenantId, @Nullable Long parentId) {
        return transactions.read(() -> {
            NavigableMap<Rank, ResourceRow> siblings = siblings(tenantId, parentId);
            return siblings.isEmpty() ? 0 : Math.addExact(siblings.lastKey().order(), GAP);
        });
    }

    @Override
    public @Nullable Long orderAt(long tenantId, @Nullable Long parentId, long position, @Nullable ResourceRow moved) {
        return transactions.<@Nullable Long>change(() -> {
            List<ResourceRow> around = siblings(tenantId, parentId).values().stream()
                    .filter(row -> moved == null || row.id() != moved.id())
                    .skip(Math.max(position - 2, 0))
                    .limit(2)
                    .toList();
            if (position == 1) {
                return around.isEmpty() ? 0 : Math.subtractExact(around.get(0).order(), GAP);
            }
            if (around.isEmpty()) {
                return null;
            }
            long previous = around.get(0).order();
            if (around.size() == 1) {
                return Math.addExact(previous, GAP);
            }
            ResourceRow next = around.get(1);
            if (next.order() - previous < 2) {
                shift(next);
                return Math.addExact(previous, GAP);
            }
            return previous + (next.order() - previous) / 2;
        });
    }

    @Override
    public long orderGap() {
        return GAP;
    }

    @Override
    public List<ResourceRow> subtree(ResourceRow root, int depth, int limit) {
        return transactions.read(() -> {
            List<ResourceRow> all = new ArrayList<>(List.of(root));
            List<ResourceRow> level = all;
            for (int below = 1; below <= depth && !level.isEmpty() && all.size() < limit; below++) {
                level = level.stream()
                        .flatMap(row -> siblings(row.tenantId(), row.id()).values().stream())
                        .limit(limit - (long) all.size())
                        .toList();
                all.addAll(level);
            }
            return all;
        });
    }

    @Override
    public List<ResourceRow> branch(ResourceRow root, @Nullable ResourceRow after, int limit) {
        return transactions.read(() -> branch(root).values().stream()
                .filter(row -> after == null || row.path().compareTo(after.path()) > 0)
                .limit(limit)
                .toList());
    }

    @Override
    public long sizeOf(ResourceRow root) {
        return transactions.read(() -> (long) branch(root).size());
    }

    @Override
    public int depthOf(ResourceRow root) {
        return transactions.read(() ->
                branch(root).keySet().stream().mapToInt(TreePath::depth).max().orElseThrow()
                        - root.path().depth()
                        + 1);
    }

    @Override
    public List<ResourceRow> ancestors(ResourceRow row) {
        return transactions.read(() -> Arrays.stream(row.path().keys())
                .limit(row.path().depth() - 1L)
                .mapToObj(tables.resources::get)
                .toList());
    }

    @Override
    public ResourceRow move(ResourceRow row, @Nullable ResourceRow parent, long order) {
        return transactions.change(() -> {
            TreePath to =
                    parent == null ? TreePath.root(row.id()) : parent.path().child(row.id());
            for (ResourceRow below : List.copyOf(branch(row).values())) {
                tables.resources.update(
                        below.placed(below.parentId(), below.path().moved(row.path(), to), below.order()));
            }
            ResourceRow there = tables.resources.get(row.id());
            tables.resources.update(there.placed(parent == null ? null : parent.id(), to, order));
            return tables.resources.get(row.id());
        });
    }

    @Override
    public ResourceRow reorder(ResourceRow row, long order) {
        return transactions.change(() -> {
            ResourceRow there = tables.resources.get(row.id());
            tables.resources.update(there.placed(there.parentId(), there.path(), order));
            return tables.resources.get(row.id());
        });
    }

    @Override
    public void changeOwner(List<ResourceRow> rows, @Nullable Long ownerSubjectId, @Nullable Long ownerGroupId) {
        transactions.change(() -> {
            for (ResourceRow row : rows) {
                tables.resources.update(tables.resources.get(row.id()).owned(ownerSubjectId, ownerGroupId));
            }
            return true;
        });
    }

    @Override
    public List<ResourceRow> ownedBySubject(long subjectId, int limit) {
        return transactions.read(() -> tables.resourcesByOwnerSubject.of(subjectId).stream()
                .limit(limit)
                .toList());
    }

    @Override
    public List<ResourceRow> ownedByGroup(long groupId, int limit) {
        return transactions.read(() ->
                tables.resourcesByOwnerGroup.of(groupId).stream().limit(limit).toList());
    }

    @Override
    public List<ResourceRow> list(ResourceFilter filter, long offset, int limit) {
        return transactions.read(() ->
                new ListedRows(tables, filter).all().skip(offset).limit(limit).toList());
    }

    @Override
    public long count(ResourceFilter filter) {
        return transactions.read(() -> new ListedRows(tables, filter).all().count());
    }

    @Override
    public long countOfType(long typeId) {
        return transactions.read(() -> (long) tables.resourcesByType.count(typeId));
    }

    @Override
    public void delete(ResourceRow row) {
        transactions.change(() -> {
            tables.resources.delete(row.id());
            return true;
        });
    }

    @Override
    public void deleteBranch(ResourceRow row) {
        transactions.change(() -> {
            // By path backwards, children come before their parents.
            List.copyOf(branch(row).descendingMap().values()).forEach(below -> tables.resources.delete(below.id()));
            return true;
        });
    }

    @Override
    public List<ResourceRow> childrenOf(Collection<Long> parentIds) {
        return transactions.read(() -> parentIds.stream()
                .flatMap(id -> Stream.ofNullable(tables.resources.find(id)))
                .flatMap(row -> siblings(row.tenantId(), row.id()).values().stream())
                .toList());
    }

    @Override
    public void deleteAll(List<ResourceRow> rows) {
        transactions.change(() -> {
            rows.forEach(row -> tables.resources.delete(row.id()));
            return true;
        });
    }

    private NavigableMap<Rank, ResourceRow> siblings(long tenantId, @Nullable Long parentId) {
        return tables.resourcesInOrder.of(new Siblings(tenantId, parentId));
    }

    private NavigableMap<TreePath, ResourceRow> branch(ResourceRow root) {
        NavigableMap<TreePath, ResourceRow> from =
                tables.resourcesByPath.of(root.tenantId()).tailMap(root.path(), true);
        TreePath beyond = null;
        for (TreePath path : from.keySet()) {
            if (!path.isWithin(root.path())) {
                beyond = path;
                break;
            }
        }
        return beyond == null ? from : from.headMap(beyond, false);
    }

    /** Those from that one on: so many as come after it. */
    private void shift(ResourceRow from) {
        SortedMap<Rank, ResourceRow> rest =
                siblings(from.tenantId(), from.parentId()).tailMap(new Rank(from.order(), from.id()), true);
        List<ResourceRow> shifted = List.copyOf(rest.values());
        shifted.forEach(row ->
                tables.resources.update(row.placed(row.parentId(), row.path(), Math.addExact(row.order(), 2 * GAP))));
    }
}
