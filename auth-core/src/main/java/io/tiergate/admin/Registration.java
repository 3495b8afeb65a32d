package io.tiergate.admin;

import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers resources, many by few statements. It is not logged and takes no revision: caches never hold that a resource is not
 * there.
 */
final class Registration {

    private final Edit edit;
    private final ResourceTable table;
    private final Map<Resource, ResourceRow> known = new HashMap<>();
    private final Map<String, ResourceTypeRow> types = new HashMap<>();
    private final Map<Holder, Ownership> owners = new HashMap<>();
    private final Map<Long, Long> nextOrders = new HashMap<>();
    private final List<ResourceRow> waiting = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();

    Registration(Edit edit) {
        edit.requireNotShared("resources");
        this.edit = edit;
        this.table = edit.store().resources();
    }

    /**
     * Registers those that are not there.
     *
     * @return all that are new, in the order in which they were given
     * @throws AlreadyExistsException if one is there and must not be
     */
    List<ResourceRow> add(Collection<NewResource> wanted, boolean missingOnly) {
        requireOnce(wanted);
        lock(wanted);
        Set<Resource> named = new LinkedHashSet<>();
        for (NewResource item : wanted) {
            named.add(item.resource());
            if (item.parent() != null) {
                named.add(item.parent());
            }
        }
        table.find(edit.tenantId(), named).forEach(row -> known.put(row.resource(), row));
        List<NewResource> missing = new ArrayList<>();
        for (NewResource item : wanted) {
            if (!known.containsKey(item.resource())) {
                missing.add(item);
            } else if (!missingOnly) {
                throw new AlreadyExistsException("There is a resource '" + item.resource() + "' already in tenant '"
                        + edit.tenant().tenant() + "'. Move it, or use another id.");
            }
        }
        keys.addAll(table.newKeys(missing.size()));
        List<ResourceRow> added = new ArrayList<>();
        for (NewResource item : missing) {
            ResourceRow row = row(item, keys.get(added.size()));
            added.add(row);
            waiting.add(row);
            known.put(row.resource(), row);
        }
        flush();
        return added;
    }

    private static void requireOnce(Collection<NewResource> wanted) {
        Set<Resource> seen = new HashSet<>();
        int number = 1;
        for (NewResource item : wanted) {
            if (!seen.add(item.resource())) {
                throw new RefusedException("The resource '" + item.resource() + "' is given again at number " + number
                        + ". Leave one out.");
            }
            number++;
        }
    }

    private void lock(Collection<NewResource> wanted) {
        if (wanted.stream().anyMatch(item -> item.position() != null)) {
            table.lockTrees(edit.tenantId());
        } else if (wanted.stream().anyMatch(item -> item.parent() != null)) {
            table.shareTrees(edit.tenantId());
        }
    }

    private ResourceRow row(NewResource item, long key) {
        ResourceTypeRow type = types.computeIfAbsent(item.resource().type(), edit::resourceType);
        ResourceRow parent = parent(item);
        Ownership owner = item.owner() == null
                ? Ownership.NONE
                : owners.computeIfAbsent(item.owner(), holder -> Ownership.by(edit, holder));
        Long parentId = parent == null ? null : parent.id();
        return new ResourceRow(
                key,
                edit.tenantId(),
                type.id(),
                item.resource(),
                parentId,
                parent == null ? TreePath.root(key) : parent.path().child(key),
                item.position() == null ? orderAtEnd(parentId) : orderAt(item.resource(), parent, item.position()),
                owner.subjectId(),
                owner.groupId());
    }

    private @Nullable ResourceRow parent(NewResource item) {
        if (item.parent() == null) {
            return null;
        }
        ResourceRow parent = known.get(item.parent());
        if (parent == null) {
            throw new NotFoundException("The parent '" + item.parent() + "' of '" + item.resource()
                    + "' is not registered in tenant '" + edit.tenant().tenant()
                    + "'. Register it first, or give another one.");
        }
        Trees.requireDepth(item.resource(), parent.path().depth() + 1);
        return parent;
    }

    /** Read once for each parent, and then counted here. */
    private long orderAtEnd(@Nullable Long parentId) {
        Long key = Objects.requireNonNullElse(parentId, 0L);
        long order = nextOrders.computeIfAbsent(key, any -> table.orderAtEnd(edit.tenantId(), parentId));
        nextOrders.put(key, order + table.orderGap());
        return order;
    }

    private long orderAt(Resource resource, @Nullable ResourceRow parent, long position) {
        flush();
        nextOrders.clear();
        return Trees.orderAt(edit, resource, parent, position, null);
    }

    private void flush() {
        table.insert(List.copyOf(waiting));
        waiting.clear();
    }
}
