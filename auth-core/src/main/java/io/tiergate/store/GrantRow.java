package io.tiergate.store;

import io.tiergate.RecordedGrant;
import org.jspecify.annotations.Nullable;

/**
 * A grant with the keys that it refers to.
 *
 * @param tenantId the tenant that it belongs to
 * @param subjectId the holder, or null if a group holds it
 * @param groupId the holder, or null if a subject holds it
 * @param permissionId what, or null if a wildcard or a bundle
 * @param bundleId what, or null if a wildcard or a permission
 * @param resourceId where, or null for everywhere
 */
public record GrantRow(
        RecordedGrant recorded,
        long tenantId,
        @Nullable Long subjectId,
        @Nullable Long groupId,
        @Nullable Long permissionId,
        @Nullable Long bundleId,
        @Nullable Long resourceId) {

    public long id() {
        return recorded.id();
    }
}
