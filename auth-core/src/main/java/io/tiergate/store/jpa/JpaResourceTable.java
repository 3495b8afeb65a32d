package io.tiergate.store.jpa;

import io.tiergate.Resource;
import io.tiergate.schema.Vendor;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;

/** The resources with their trees. */
final class JpaResourceTable implements ResourceTable {

    /** Is nobody's key. */
    private static final Long NOBODY = 0L;

    private final Sql sql;
    private final ResourceRows rows;
    private final Keys keys;
    private final TreeLocks locks;
    private final Siblings siblings;
    private final Branches branches;
    private final ReferredRows referred;
    private final Registering registering;
    private final ListedRows listed;

    JpaResourceTable(
            Sql sql,
            ResourceRows rows,
            Vendor vendor,
            Keys keys,
            TreeLocks locks,
            Branches branches,
            ReferredRows referred,
            Registering registering) {
        this.registering = registering;
        this.sql = sql;
        this.rows = rows;
        this.keys = keys;
        this.locks = locks;
        this.listed = new ListedRows(sql, rows, vendor);
        this.siblings = new Siblings(sql, rows);
        this.branches = branches;
        this.referred = referred;
    }

    @Override
    public @Nullable ResourceRow find(long tenantId, Resource resource) {
        return DataAccessUtils.singleResult(rows.find(tenantId, List.of(resource)));
    }

    @Override
    public List<ResourceRow> find(long tenantId, Collection<Resource> resources) {
        return rows.find(tenantId, resources);
    }

    @Override
    public @Nullable ResourceRow find(long id) {
        return rows.find("where r.id = ?", id);
    }

    @Override
    public List<ResourceRow> find(Collection<Long> ids) {
        return rows.listOf("where r.id in (:keys)", Map.of(), ids);
    }

    @Override
    public void shareTrees(long tenantId) {
        locks.share(tenantId);
    }

    @Override
    public void lockTrees(long tenantId) {
        locks.lock(tenantId);
    }

    @Override
    public void requireWhole(List<ResourceRow> roots) {
        locks.requireWhole(roots);
    }

    @Override
    public List<Long> newKeys(int count) {
        return keys.take(count);
    }

    @Override
    public void insert(List<ResourceRow> added) {
        added.stream().map(ResourceRow::ownerSubjectId).distinct().forEach(id -> holdOwner(id, null));
        added.stream().map(ResourceRow::ownerGroupId).distinct().forEach(id -> holdOwner(null, id));
        Set<Long> own = added.stream().map(ResourceRow::id).collect(Collectors.toSet());
        added.stream()
                .flatMap(row -> Stream.ofNullable(row.parentId()))
                .distinct()
                .filter(id -> !own.contains(id))
                .forEach(referred::holdResource);
        registering.note();
        rows.insert(added);
    }

    @Override
    public long countChildren(long tenantId, @Nullable Long parentId) {
        return siblings.count(tenantId, parentId);
    }

    @Override
    public List<ResourceRow> children(long tenantId, @Nullable Long parentId, long offset, int limit) {
        return siblings.page(tenantId, parentId, offset, limit);
    }

    @Override
    public long positionOf(ResourceRow row) {
        return siblings.positionOf(row);
    }

    @Override
    public long orderAtEnd(long tenantId, @Nullable Long parentId) {
        return siblings.orderAtEnd(tenantId, parentId);
    }

    @Override
    public @Nullable Long orderAt(long tenantId, @Nullable Long parentId, long position, @Nullable ResourceRow moved) {
        return siblings.orderAt(tenantId, parentId, position, moved);
    }

    @Override
    public long orderGap() {
        return Siblings.GAP;
    }

    @Override
    public List<ResourceRow> subtree(ResourceRow root, int depth, int limit) {
        List<ResourceRow> all = new ArrayList<>(List.of(root));
        List<ResourceRow> level = all;
        for (int below = 1; below <= depth && !level.isEmpty() && all.size() < limit; below++) {
            level = siblings.below(level.stream().map(ResourceRow::id).toList(), limit - all.size());
            all.addAll(level);
        }
        return all;
    }

    @Override
    public List<ResourceRow> branch(ResourceRow root, @Nullable ResourceRow after, int limit) {
        return after == null
                ? rows.list(
                        "where r.path >= ? and r.path < ? order by r.path limit ?",
                        root.path().text(),
                        root.path().end(),
                        limit)
                : rows.list(
                        "where r.path > ? and r.path < ? order by r.path limit ?",
                        after.path().text(),
                        root.path().end(),
                        limit);
    }

    @Override
    public long sizeOf(ResourceRow root) {
        return branches.size(root);
    }

    @Override
    public int depthOf(ResourceRow root) {
        return branches.depth(root);
    }

    @Override
    public List<ResourceRow> ancestors(ResourceRow row) {
        List<Long> above = Arrays.stream(row.path().keys())
                .limit(row.path().depth() - 1L)
                .boxed()
                .toList();
        return rows.listOf("where r.id in (:keys) order by r.path", Map.of(), above);
    }

    @Override
    public ResourceRow move(ResourceRow row, @Nullable ResourceRow parent, long order) {
        if (parent != null) {
            referred.holdResource(parent.id());
        }
        branches.move(row, parent, order);
        return Objects.requireNonNull(find(row.id()), "moved");
    }

    @Override
    public ResourceRow reorder(ResourceRow row, long order) {
        siblings.reorder(row, order);
        return Objects.requireNonNull(find(row.id()), "reordered");
    }

    @Override
    public void changeOwner(List<ResourceRow> owned, @Nullable Long ownerSubjectId, @Nullable Long ownerGroupId) {
        if (owned.isEmpty()) {
            return;
        }
        holdOwner(ownerSubjectId, ownerGroupId);
        sql.changeAll(
                "update tiergate_resource set owner_subject_id = :subject, owner_group_id = :group where id in (:keys)"
                        + " and coalesce(owner_subject_id, 0) = :formerSubject"
                        + " and coalesce(owner_group_id, 0) = :formerGroup",
                ownership(owned, ownerSubjectId, ownerGroupId),
                owned.stream().map(ResourceRow::id).toList());
    }

    @Override
    public List<ResourceRow> ownedBySubject(long subjectId, int limit) {
        return rows.list("where r.owner_subject_id = ? order by r.owner_subject_id, r.id limit ?", subjectId, limit);
    }

    @Override
    public List<ResourceRow> ownedByGroup(long groupId, int limit) {
        return rows.list("where r.owner_group_id = ? order by r.owner_group_id, r.id limit ?", groupId, limit);
    }

    @Override
    public List<ResourceRow> list(ResourceFilter filter, long offset, int limit) {
        return listed.page(filter, offset, limit);
    }

    @Override
    public long count(ResourceFilter filter) {
        return listed.count(filter);
    }

    @Override
    public long countOfType(long typeId) {
        return Objects.requireNonNull(sql.find(
                "select count(*) from tiergate_resource where type_id = ?", (row, number) -> row.getLong(1), typeId));
    }

    @Override
    public void delete(ResourceRow row) {
        branches.delete(row, row.path().depth());
    }

    @Override
    public void deleteBranch(ResourceRow row) {
        branches.delete(row, row.path().depth() + branches.depth(row) - 1);
    }

    @Override
    public List<ResourceRow> childrenOf(Collection<Long> parentIds) {
        return rows.listOf("where r.parent_id in (:keys)", Map.of(), parentIds);
    }

    @Override
    public void deleteAll(List<ResourceRow> deleted) {
        branches.deleteAll(deleted.stream().map(ResourceRow::id).toList());
    }

    private static Map<String, @Nullable Object> ownership(
            List<ResourceRow> owned, @Nullable Long ownerSubjectId, @Nullable Long ownerGroupId) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("subject", ownerSubjectId);
        values.put("group", ownerGroupId);
        values.put("formerSubject", Objects.requireNonNullElse(owned.get(0).ownerSubjectId(), NOBODY));
        values.put("formerGroup", Objects.requireNonNullElse(owned.get(0).ownerGroupId(), NOBODY));
        return values;
    }

    private void holdOwner(@Nullable Long subjectId, @Nullable Long groupId) {
        if (subjectId != null) {
            referred.holdSubject(subjectId);
        }
        if (groupId != null) {
            referred.holdGroup(groupId);
        }
    }
}
