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

    /** Those with these keys, in no order. */
    List<ResourceRow> find(Collection<Long> ids);

    /**
     * Lets this transaction add to the trees of the tenant. Others may do so too; who {@linkplain #lockTrees has them alone}
     * waits, or is waited for. Before every other lock. If this transaction reads an older state than the one that others
     * have made by moving or removing branches, it fails with a conflict.
     */
    void shareTrees(long tenantId);

    /** Gives this transaction the trees of the tenant alone, before every other lock; otherwise as {@link #shareTrees}. */
    void lockTrees(long tenantId);

    /**
     * Makes sure that this transaction, which {@linkplain #lockTrees has the trees alone}, sees all that lies below the
     * resources, with what is granted there: where it reads an older state than what others have added to since, it fails with
     * a conflict. Before single resources are deleted, sharing the trees is enough: foreign keys hold the rest.
     */
    void requireWhole(List<ResourceRow> roots);

    /** Keys that no row has had, for rows to {@linkplain #insert insert}. */
    List<Long> newKeys(int count);

    /**
     * Adds resources, parents before their children. The transaction {@linkplain #shareTrees shares} the trees since before it
     * has read their parents; for roots at the end it need not.
     */
    void insert(List<ResourceRow> rows);

    /** How many stand directly below the parent, or are roots. Costs as much as there are. */
    long countChildren(long tenantId, @Nullable Long parentId);

    /** A page of those directly below the parent, or of the roots, in their order. Costs what it skips and returns. */
    List<ResourceRow> children(long tenantId, @Nullable Long parentId, long offset, int limit);

    /** The 1-based rank among those with the same parent. Costs as much as it is. */
    long positionOf(ResourceRow row);

    /** The order of a row that is to come after all others with that parent. Reads one row. */
    long orderAtEnd(long tenantId, @Nullable Long parentId);

    /**
     * Makes room at a position among those with that parent: an order for a row that so comes to stand there. Where there is no
     * room left, those from there on are given greater orders. This transaction has the trees alone.
     *
     * @param position from 1
     * @param moved the row that is to stand there and is not to be counted, or null if it is a new one
     * @return null if there are fewer than {@code position - 1} others
     */
    @Nullable
    Long orderAt(long tenantId, @Nullable Long parentId, long position, @Nullable ResourceRow moved);

    /** How far from one another the orders of those are that are added one after another at the end. */
    long orderGap();

    /**
     * The resource and what lies below it, level by level, siblings in their order. Takes a statement or more for each level.
     *
     * @param depth how many levels below the resource at most; 0 for itself alone
     */
    List<ResourceRow> subtree(ResourceRow root, int depth, int limit);

    /**
     * A part of the resource and all that lies below it, by path.
     *
     * @param after the last of the part before, or null
     */
    List<ResourceRow> branch(ResourceRow root, @Nullable ResourceRow after, int limit);

    /** How many the resource and what lies below it are. Costs as much. */
    long sizeOf(ResourceRow root);

    /** How many levels it and what lies below it take: 1 for a leaf. Costs as much as {@link #sizeOf}. */
    int depthOf(ResourceRow root);

    /** The resources above it, from the root down, without itself. */
    List<ResourceRow> ancestors(ResourceRow row);

    /**
     * Gives it another parent, and so a new place to it and to all below it. This transaction {@linkplain #lockTrees has} the
     * trees alone.
     */
    ResourceRow move(ResourceRow row, @Nullable ResourceRow parent, long order);

    /** Gives it another order among its siblings. */
    ResourceRow reorder(ResourceRow row, long order);

    /** Another owner for rows with one and the same, if they still have it. Otherwise the transaction fails with a conflict. */
    void changeOwner(List<ResourceRow> rows, @Nullable Long ownerSubjectId, @Nullable Long ownerGroupId);

    /** The first that are owned by exactly that subject, by key. */
    List<ResourceRow> ownedBySubject(long subjectId, int limit);

    /** The first that are owned by exactly that group, by key. */
    List<ResourceRow> ownedByGroup(long groupId, int limit);

    /** A page of those that pass the filter, in the order of their keys. One statement. */
    List<ResourceRow> list(ResourceFilter filter, long offset, int limit);

    /** How many pass the filter. One statement; costs as much as they are. */
    long count(ResourceFilter filter);

    /** All that stand directly below one of these, in no order. */
    List<ResourceRow> childrenOf(Collection<Long> parentIds);

    /** How many are of that type, in all tenants. Costs as much. */
    long countOfType(long typeId);

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

    /**
     * Deletes resources of one level, which nothing stands below.
     *
     * @throws StillReferredToException if rows of a table that is not ours refer to one of them
     */
    void deleteAll(List<ResourceRow> rows);
}
