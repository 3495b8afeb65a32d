package io.tiergate.store;

import io.tiergate.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource at its place.
 *
 * @param parentId the resource above it, or null for a root
 * @param order among those with the same parent; of two with the same, the one with the smaller key comes first
 * @param ownerSubjectId the subject that owns it, or null
 * @param ownerGroupId the group that owns it, or null; never both
 */
public record ResourceRow(
        long id,
        long tenantId,
        long typeId,
        Resource resource,
        @Nullable Long parentId,
        TreePath path,
        long order,
        @Nullable Long ownerSubjectId,
        @Nullable Long ownerGroupId) {

    /** The same when its type has got another name. */
    public ResourceRow named(String type) {
        return new ResourceRow(
                id,
                tenantId,
                typeId,
                Resource.of(type, resource.id()),
                parentId,
                path,
                order,
                ownerSubjectId,
                ownerGroupId);
    }

    /** The same at another place. */
    public ResourceRow placed(@Nullable Long parent, TreePath newPath, long newOrder) {
        return new ResourceRow(id, tenantId, typeId, resource, parent, newPath, newOrder, ownerSubjectId, ownerGroupId);
    }

    /** The same with another owner. */
    public ResourceRow owned(@Nullable Long subjectId, @Nullable Long groupId) {
        return new ResourceRow(id, tenantId, typeId, resource, parentId, path, order, subjectId, groupId);
    }
}
