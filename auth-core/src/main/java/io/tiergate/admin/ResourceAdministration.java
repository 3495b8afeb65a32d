package io.tiergate.admin;

import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one tenant: which are registered, where each stands in its tree, and who owns it. What is granted on a
 * resource holds for all below it, at the place that it has now.
 *
 * <p>Those below one parent, and the roots, have an order: their positions are 1, 2, 3 and so on, without gaps. Trees have at
 * most {@value io.tiergate.store.TreePath#MAX_DEPTH} levels. The shared tenant has no resources.
 *
 * <p>That a resource is registered, or changes its place among its siblings, is not in the change log; all other changes are.
 * Registering without a position costs the same however many there are, and many may do it at once. Moving, deleting a branch
 * and giving a position wait for all others that change trees of the tenant, until their transactions end.
 */
public final class ResourceAdministration {

    private final Scope scope;

    ResourceAdministration(Scope scope) {
        this.scope = scope;
    }

    /** Registers a root without an owner, after all other roots; otherwise as {@link #register(NewResource)}. */
    public ResourceEntry register(Resource resource) {
        return register(NewResource.of(resource));
    }

    /**
     * Registers a resource.
     *
     * @throws AlreadyExistsException if it is registered
     * @throws NotFoundException if its type is not declared, or its parent or the group that is to own it does not exist
     * @throws RefusedException if it would stand too deep, if there is no such position, or if a built-in group or the anonymous
     *     subject is to own it
     */
    public ResourceEntry register(NewResource resource) {
        Objects.requireNonNull(resource, "resource");
        return registerAll(List.of(resource)).get(0);
    }

    /**
     * Registers a resource unless it is registered; then it is left as it is.
     *
     * @return whether it was not
     */
    public boolean registerIfMissing(NewResource resource) {
        Objects.requireNonNull(resource, "resource");
        return registerMissing(List.of(resource)) > 0;
    }

    /**
     * Registers several resources, all or none, as {@link #register(NewResource)} does. Parents may be among them, before their
     * children. Takes few statements for many; give some thousands at once, and all of a large import in several calls.
     *
     * @return them in that order
     */
    public List<ResourceEntry> registerAll(Collection<NewResource> resources) {
        Texts.items("resources", resources);
        return scope.edit(edit -> ResourceEntries.list(edit, new Registration(edit).add(resources, false)));
    }

    /**
     * Registers those that are not registered, as {@link #registerAll} does; others are left as they are.
     *
     * @return how many were not
     */
    public int registerMissing(Collection<NewResource> resources) {
        Texts.items("resources", resources);
        return scope.edit(edit -> new Registration(edit).add(resources, true).size());
    }

    /**
     * Moves a resource with all below it below a parent, after those that are there.
     *
     * @throws NotFoundException if one of them is not registered in this tenant
     * @throws RefusedException if the parent is the resource or lies below it, or if something would stand too deep
     */
    public ResourceEntry move(Resource resource, Resource parent) {
        Objects.requireNonNull(parent, "parent");
        return move(resource, parent, null);
    }

    /**
     * The same to a position.
     *
     * @throws IllegalArgumentException if the position is below 1
     * @throws RefusedException also if there is no such position
     */
    public ResourceEntry move(Resource resource, Resource parent, long position) {
        Objects.requireNonNull(parent, "parent");
        NewResource.requirePosition(Objects.requireNonNull(resource, "resource"), position);
        return move(resource, parent, (Long) position);
    }

    /** Makes a resource with all below it a tree of its own, after the other roots. */
    public ResourceEntry moveToRoot(Resource resource) {
        return move(resource, null, null);
    }

    /** The same to a position among the roots, as {@link #move(Resource, Resource, long)}. */
    public ResourceEntry moveToRoot(Resource resource, long position) {
        NewResource.requirePosition(Objects.requireNonNull(resource, "resource"), position);
        return move(resource, null, (Long) position);
    }

    /**
     * Moves a resource to a position among its siblings.
     *
     * @throws IllegalArgumentException if the position is below 1
     * @throws RefusedException if there is no such position
     */
    public ResourceEntry moveTo(Resource resource, long position) {
        NewResource.requirePosition(Objects.requireNonNull(resource, "resource"), position);
        return scope.edit(edit -> ResourceEntries.of(edit, new Trees(edit).moveTo(resource, position)));
    }

    /**
     * Deletes a resource that has none below it, with the grants on it.
     *
     * @throws NotFoundException if it is not registered
     * @throws RefusedException if there are some below it, or rows of the host application's refer to it
     */
    public void delete(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        scope.edit(edit -> {
            new Trees(edit).delete(resource);
            return true;
        });
    }

    /**
     * Deletes a resource and all below it, with the grants on them.
     *
     * @return how many resources
     * @throws NotFoundException if it is not registered
     * @throws RefusedException if rows of the host application's refer to one of them
     */
    public long deleteBranch(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.edit(edit -> new Trees(edit).deleteBranch(resource));
    }

    /**
     * Deletes those of these that are registered, with the grants on them. What lies below one of them must be among them.
     * Takes few statements for many.
     *
     * @return how many were registered
     * @throws RefusedException if there are others below one of them, or rows of the host application's refer to one of them
     */
    public int deleteAll(Collection<Resource> resources) {
        Texts.items("resources", resources);
        return scope.edit(edit -> new Trees(edit).deleteAll(resources));
    }

    /**
     * Gives a resource another owner. An owner that the store has not heard of is noted.
     *
     * @param owner null for none
     * @throws NotFoundException if the resource or the group does not exist
     * @throws RefusedException if it is a built-in group or the anonymous subject
     */
    public ResourceEntry transferOwnership(Resource resource, @Nullable Holder owner) {
        Objects.requireNonNull(resource, "resource");
        return scope.edit(edit -> {
            edit.shareTrees();
            ResourceRow row = edit.resource(resource);
            Ownership to = Ownership.by(edit, owner);
            if (!Ownership.of(row).equals(to)) {
                to.take(edit, List.of(row));
            }
            return ResourceEntries.of(edit, row.owned(to.subjectId(), to.groupId()));
        });
    }

    /**
     * Gives everything that one owns to another. What a subject owns through its groups stays theirs.
     *
     * @param to null for nobody
     * @return how many resources
     */
    public int transferAll(Holder from, @Nullable Holder to) {
        Objects.requireNonNull(from, "from");
        return scope.edit(edit -> {
            edit.requireNotShared("resources");
            return Ownership.held(edit, from).handOver(edit, Ownership.by(edit, to));
        });
    }

    /** The resource, if it is registered. */
    public Optional<ResourceEntry> find(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.look(look -> Optional.ofNullable(look.store().resources().find(look.tenantId(), resource))
                .map(row -> ResourceEntries.of(look, row)));
    }

    /** Those of these that are registered, in the order of these. Takes few statements for many. */
    public List<ResourceEntry> find(Collection<Resource> resources) {
        Texts.items("resources", resources);
        return scope.look(look -> {
            Map<Resource, ResourceRow> found = new HashMap<>();
            look.store().resources().find(look.tenantId(), resources).forEach(row -> found.put(row.resource(), row));
            return ResourceEntries.list(
                    look,
                    resources.stream()
                            .distinct()
                            .filter(found::containsKey)
                            .map(found::get)
                            .toList());
        });
    }

    /** The resource with that key, if this tenant has it. */
    public Optional<ResourceEntry> find(long key) {
        return scope.look(look -> Optional.ofNullable(look.store().resources().find(key))
                .filter(row -> row.tenantId() == look.tenantId())
                .map(row -> ResourceEntries.of(look, row)));
    }

    /**
     * The resources from the root down to this one, itself the last.
     *
     * @throws NotFoundException if it is not registered
     */
    public List<ResourceEntry> path(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.look(look -> {
            ResourceRow row = look.resource(resource);
            List<ResourceRow> rows = new ArrayList<>(look.store().resources().ancestors(row));
            rows.add(row);
            return ResourceEntries.list(look, rows);
        });
    }

    /** The position among its siblings. Costs as much as it is. */
    public long position(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.look(look -> look.store().resources().positionOf(look.resource(resource)));
    }

    /**
     * A page of those directly below a resource, in their order. Costs what it skips and returns.
     *
     * @param offset how many to skip, at least 0
     * @param limit at least 1
     */
    public List<ResourceEntry> children(Resource parent, long offset, int limit) {
        Objects.requireNonNull(parent, "parent");
        Texts.page(offset, limit, "resource");
        return scope.look(look -> children(look, look.resource(parent).id(), offset, limit));
    }

    /** A page of the roots, as {@link #children} gives one of what is below a resource. */
    public List<ResourceEntry> roots(long offset, int limit) {
        Texts.page(offset, limit, "resource");
        return scope.look(look -> children(look, null, offset, limit));
    }

    /** How many stand directly below a resource. Costs as much. */
    public long countChildren(Resource parent) {
        Objects.requireNonNull(parent, "parent");
        return scope.look(look -> {
            Long parentId = look.resource(parent).id();
            return look.store().resources().countChildren(look.tenantId(), parentId);
        });
    }

    /** How many roots there are. Costs as much. */
    public long countRoots() {
        return scope.look(look -> look.store().resources().countChildren(look.tenantId(), null));
    }

    /** How many a resource and all below it are. Costs as much. */
    public long size(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.look(look -> look.store().resources().sizeOf(look.resource(resource)));
    }

    /**
     * A resource with what lies below it. Takes a statement or more for each level.
     *
     * @param depth how many levels below it at most; 0 for itself alone
     * @param limit how many resources at most, at least 1
     * @throws RefusedException if they are more than the limit: what is returned is whole
     */
    public ResourceNode subtree(Resource resource, int depth, int limit) {
        Objects.requireNonNull(resource, "resource");
        if (depth < 0) {
            throw new IllegalArgumentException("The depth is " + depth + "; give 0 for the resource alone, or more.");
        }
        Texts.page(0, limit, "resource");
        return scope.look(look -> {
            ResourceTable table = look.store().resources();
            List<ResourceRow> rows =
                    table.subtree(look.resource(resource), depth, limit == Integer.MAX_VALUE ? limit : limit + 1);
            if (rows.size() > limit) {
                throw new RefusedException("'" + resource + "' has more than " + limit + " resources down to " + depth
                        + " levels below it, itself counted. Ask for fewer levels, or give a greater limit.");
            }
            return Nesting.of(look, rows);
        });
    }

    private ResourceEntry move(Resource resource, @Nullable Resource parent, @Nullable Long position) {
        Objects.requireNonNull(resource, "resource");
        return scope.edit(edit -> ResourceEntries.of(edit, new Trees(edit).move(resource, parent, position)));
    }

    private static List<ResourceEntry> children(Look look, @Nullable Long parentId, long offset, int limit) {
        return ResourceEntries.list(look, look.store().resources().children(look.tenantId(), parentId, offset, limit));
    }
}
