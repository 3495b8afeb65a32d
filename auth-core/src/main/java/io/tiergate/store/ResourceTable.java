package io.tiergate.store;

import io.tiergate.Resource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resources with their trees. Positions are 1-based and contiguous, because they are ranks: the n-th of those with the
 * same parent, by {@link ResourceRow#order} and then by key.
 */
public interface ResourceTable {

    @Nullable
    ResourceRow find(long tenantId, Resource resource);

    /** Those of these that are registered, in no order. */
    List<ResourceRow> find(long tenantId, Collection<Resource> resources);

    @Nullable
    ResourceRow find(long id);

    /**
     * Lets this transaction add to the trees of the tenant. Others may do so too; who {@linkplain #lockTrees has them alone}
     * waits, or is waited for. Before every other lock.
     */
    void shareTrees(long tenantId);

    /** Gives this transaction the trees of the tenant alone, before every other lock. What was added before is seen. */
    void lockTrees(long tenantId);

    /**
     * Adds a resource below that parent, which this transaction has read since it {@linkplain #shareTrees shares} the
     * trees.
     *
     * @param parent null for a root
     * @param order see {@link #orderAt}
     */
    ResourceRow insert(
            long tenantId,
            ResourceTypeRow type,
            Resource resource,
            @Nullable ResourceRow parent,
            long order,
            @Nullable Long ownerSubjectId,
            @Nullable Long ownerGroupId);

    /** How many stand directly below the parent, or are roots. */
    long countChildren(long tenantId, @Nullable Long parentId);

    /** A page of those directly below the parent, or of the roots, in their order. */
    List<ResourceRow> children(long tenantId, @Nullable Long parentId, long offset, int limit);

    /** The 1-based rank among those with the same parent. */
    long positionOf(ResourceRow row);

    /**
     * Makes room at a position among those with that parent: an order for a new row that so comes to stand there. Spreads
     * the orders of the others where there is no room left.
     *
     * @param position from 1 to one more than there are without {@code moved}; null for the end, which reads one row
     * @param moved the row that is to stand there and is not to be counted, or null if it is a new one
     */
    long orderAt(long tenantId, @Nullable Long parentId, @Nullable Long position, @Nullable ResourceRow moved);

    /**
     * The resource and what lies below it, parents before children, siblings in their order.
     *
     * @param depth how many levels below the resource at most; 0 for itself alone
     */
    List<ResourceRow> subtree(ResourceRow root, int depth, int limit);

    /** How many the resource and what lies below it are. */
    long sizeOf(ResourceRow root);

    /** How many levels it and what lies below it take: 1 for a leaf. */
    int depthOf(ResourceRow root);

    /** The resources above it, from the root down, without itself. */
    List<ResourceRow> ancestors(ResourceRow row);

    /** Gives it and all below it a new place. This transaction {@linkplain #lockTrees has} the trees alone. */
    ResourceRow move(ResourceRow row, @Nullable ResourceRow parent, long order);

    /** Gives it another order among its siblings. */
    ResourceRow reorder(ResourceRow row, long order);

    /** Another owner, if the row has the one that was read. Otherwise the transaction fails with a conflict. */
    ResourceRow changeOwner(ResourceRow row, @Nullable Long ownerSubjectId, @Nullable Long ownerGroupId);

    /** Owned by exactly that subject, by key. */
    List<ResourceRow> ownedBySubject(long subjectId);

    /** Owned by exactly that group, by key. */
    List<ResourceRow> ownedByGroup(long groupId);

    /**
     * Removes one that has no children and no grants.
     *
     * @throws StillReferredToException if rows of the host's point at it
     */
    void delete(ResourceRow row);

    /**
     * Removes it and all below it, whose grants are gone. This transaction has the trees alone.
     *
     * @throws StillReferredToException if rows of the host's point at one of them
     */
    void deleteBranch(ResourceRow row);
}
