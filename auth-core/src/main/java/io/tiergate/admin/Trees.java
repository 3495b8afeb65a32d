package io.tiergate.admin;

import io.tiergate.Resource;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.StillReferredToException;
import io.tiergate.store.TreePath;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes the trees of a tenant: what stands where, and that it goes. */
final class Trees {

    /** So many at once, that it does not matter how many there are. */
    private static final int SOME = 1_000;

    private final Edit edit;
    private final ResourceTable table;

    Trees(Edit edit) {
        this.edit = edit;
        this.table = edit.store().resources();
    }

    /** Refuses what would stand deeper than trees can be. */
    static void requireDepth(Resource resource, int level) {
        if (level > TreePath.MAX_DEPTH) {
            throw new RefusedException("'" + resource + "' would stand on level " + level
                    + " of its tree; there are at most " + TreePath.MAX_DEPTH + ". Choose a parent further up.");
        }
    }

    /** An order for that position, of which there is one. */
    static long orderAt(
            Edit edit, Resource resource, @Nullable ResourceRow parent, long position, @Nullable ResourceRow moved) {
        ResourceTable table = edit.store().resources();
        Long parentId = parent == null ? null : parent.id();
        Long order = table.orderAt(edit.tenantId(), parentId, position, moved);
        if (order == null) {
            boolean among = moved != null && Objects.equals(moved.parentId(), parentId);
            long greatest = table.countChildren(edit.tenantId(), parentId) + (among ? 0 : 1);
            throw new RefusedException("The position of '" + resource + "' is " + position + "; "
                    + (parent == null ? "among the roots" : "below '" + parent.resource() + "'")
                    + " the greatest is " + greatest + ". Give one from 1 to " + greatest + ".");
        }
        return order;
    }

    /** @param position null for the end */
    ResourceRow move(Resource resource, @Nullable Resource to, @Nullable Long position) {
        table.lockTrees(edit.tenantId());
        ResourceRow row = edit.resource(resource);
        return move(row, to == null ? null : edit.resource(to), position);
    }

    ResourceRow moveTo(Resource resource, long position) {
        table.lockTrees(edit.tenantId());
        ResourceRow row = edit.resource(resource);
        return move(row, row.parentId() == null ? null : table.find(row.parentId()), position);
    }

    void delete(Resource resource) {
        table.shareTrees(edit.tenantId());
        ResourceRow row = edit.resource(resource);
        table.requireWhole(List.of(row));
        if (!table.children(edit.tenantId(), row.id(), 0, 1).isEmpty()) {
            long below = table.sizeOf(row) - 1;
            throw new RefusedException("'" + resource + "' has " + (below == 1 ? "1 resource" : below + " resources")
                    + " below it: it cannot be deleted alone. Move or delete them first, or delete all with"
                    + " deleteBranch(...).");
        }
        logRemoved(List.of(row));
        removing(row, table::delete);
    }

    long deleteBranch(Resource resource) {
        table.lockTrees(edit.tenantId());
        ResourceRow root = edit.resource(resource);
        table.requireWhole(List.of(root));
        long count = 0;
        for (List<ResourceRow> some = table.branch(root, null, SOME);
                !some.isEmpty();
                some = table.branch(root, some.get(some.size() - 1), SOME)) {
            logRemoved(some);
            edit.writeLog();
            count += some.size();
        }
        removing(root, table::deleteBranch);
        return count;
    }

    int deleteAll(Collection<Resource> resources) {
        table.shareTrees(edit.tenantId());
        List<ResourceRow> rows = table.find(edit.tenantId(), resources);
        Set<Long> keys = rows.stream().map(ResourceRow::id).collect(Collectors.toSet());
        // What stands below another one of them goes with it.
        table.requireWhole(rows.stream()
                .filter(row -> row.parentId() == null || !keys.contains(row.parentId()))
                .toList());
        for (ResourceRow child : table.childrenOf(keys)) {
            if (!keys.contains(child.id())) {
                throw new RefusedException(
                        "'" + child.resource() + "' stands below one of the resources that are to be"
                                + " deleted, and is none of them. Move or delete it first, or delete all with deleteBranch(...).");
            }
        }
        for (int from = 0; from < rows.size(); from += SOME) {
            logRemoved(rows.subList(from, Math.min(from + SOME, rows.size())));
            edit.writeLog();
        }
        rows.stream()
                .collect(Collectors.groupingBy(row -> row.path().depth(), TreeMap::new, Collectors.toList()))
                .descendingMap()
                .values()
                .forEach(this::removeLevel);
        return rows.size();
    }

    private ResourceRow move(ResourceRow row, @Nullable ResourceRow parent, @Nullable Long position) {
        Resource resource = row.resource();
        boolean among = Objects.equals(row.parentId(), parent == null ? null : parent.id());
        if (parent != null && parent.path().isWithin(row.path())) {
            throw new RefusedException("'" + resource + "' cannot be moved below "
                    + (parent.id() == row.id() ? "itself" : "'" + parent.resource() + "', which lies below it")
                    + ". Choose a parent outside of it.");
        }
        if (!among) {
            table.requireWhole(List.of(row));
            requireDepth(resource, (parent == null ? 0 : parent.path().depth()) + table.depthOf(row));
        }
        long order = position == null
                ? table.orderAtEnd(edit.tenantId(), parent == null ? null : parent.id())
                : orderAt(edit, resource, parent, position, row);
        if (among) {
            return table.reorder(row, order);
        }
        ResourceRow moved = table.move(row, parent, order);
        edit.log(Change.changed(Kind.RESOURCE, row.id(), null, null, state(row), state(moved))
                .at(row.id()));
        return moved;
    }

    private void logRemoved(List<ResourceRow> rows) {
        edit.deleteGrants(edit.store()
                .grants()
                .ofResources(rows.stream().map(ResourceRow::id).toList()));
        ResourceEntries entries = ResourceEntries.of(edit, rows);
        for (ResourceRow row : rows) {
            edit.log(Change.removed(Kind.RESOURCE, row.id(), null, null, entries.state(row))
                    .at(row.id()));
        }
    }

    /** Of those on one level nobody is below another one. */
    private void removeLevel(List<ResourceRow> rows) {
        try {
            table.deleteAll(rows);
        } catch (StillReferredToException referred) {
            throw new RefusedException("Rows of the table '" + referred.table()
                    + "' refer to one of the resources that are" + " to be deleted: '"
                    + rows.get(0).resource() + "' or another one. Delete or change them first.");
        }
    }

    private static void removing(ResourceRow row, Consumer<ResourceRow> removal) {
        try {
            removal.accept(row);
        } catch (StillReferredToException referred) {
            throw new RefusedException("Rows of the table '" + referred.table() + "' refer to '" + row.resource()
                    + "' or to what lies below it: it cannot be deleted. Delete or change them first.");
        }
    }

    private String state(ResourceRow row) {
        return ResourceEntries.of(edit, List.of(row)).state(row);
    }
}
