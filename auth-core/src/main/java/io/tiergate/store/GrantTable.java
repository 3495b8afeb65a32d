package io.tiergate.store;

import io.tiergate.Grant;
import io.tiergate.change.Author;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grants. */
public interface GrantTable {

    /** In the order of their ids. */
    List<GrantRow> ofSubject(long subjectId);

    /** In the order of their ids. */
    List<GrantRow> ofGroup(long groupId);

    /** Those of exactly that permission, in the order of their ids. */
    List<GrantRow> ofPermission(long permissionId);

    /** In the order of their ids. */
    List<GrantRow> ofBundle(long bundleId);

    /** Those on exactly that resource, in the order of their ids. */
    List<GrantRow> ofResource(long resourceId);

    /** Those on exactly one of these resources, those of each in the order of their ids. */
    List<GrantRow> ofResources(Collection<Long> resourceIds);

    /** All of a tenant, in the order of their ids. */
    List<GrantRow> list(long tenantId);

    @Nullable
    GrantRow find(long tenantId, long id);

    /** Those that give this holder the same at the same place, with the same effect, whatever their validity. */
    List<GrantRow> like(long tenantId, GrantKeys keys, Grant grant);

    GrantRow insert(long tenantId, GrantKeys keys, Grant grant, Author author);

    /** Removes rows that were read; if one is not there any more, the transaction fails with a conflict. */
    void delete(Collection<Long> ids);

    /**
     * The keys of what a grant names; of the first two one is null, and of the next two one, or both for a wildcard.
     *
     * @param resourceId null for everywhere
     */
    record GrantKeys(
            @Nullable Long subjectId,
            @Nullable Long groupId,
            @Nullable Long permissionId,
            @Nullable Long bundleId,
            @Nullable Long resourceId) {

        /** Everywhere. */
        public GrantKeys(
                @Nullable Long subjectId,
                @Nullable Long groupId,
                @Nullable Long permissionId,
                @Nullable Long bundleId) {
            this(subjectId, groupId, permissionId, bundleId, null);
        }
    }
}
