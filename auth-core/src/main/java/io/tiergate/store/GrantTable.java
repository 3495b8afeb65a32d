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

    default List<GrantRow> ofResources(Collection<Long> ids) {
        return List.of();
    }

    /** All of a tenant, in the order of their ids. */
    List<GrantRow> list(long tenantId);

    @Nullable
    GrantRow find(long tenantId, long id);

    /** Those that give this holder the same, with the same effect, whatever their validity. */
    List<GrantRow> like(long tenantId, GrantKeys keys, Grant grant);

    GrantRow insert(long tenantId, GrantKeys keys, Grant grant, Author author);

    /** Removes rows that were read; if one is not there any more, the transaction fails with a conflict. */
    void delete(Collection<Long> ids);

    /** The keys of what a grant names; of each pair one is null, of the second pair both for a wildcard. */
    record GrantKeys(
            @Nullable Long subjectId,
            @Nullable Long groupId,
            @Nullable Long permissionId,
            @Nullable Long bundleId) {}
}
