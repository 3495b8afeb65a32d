package io.tiergate.store;

import io.tiergate.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource on the way from the root down to another, as decisions use it.
 *
 * @param ownerSubjectId the subject that owns it, or null
 * @param ownerGroupId the group that owns it, or null; never both
 */
public record PlacedResource(
        long id,
        long typeId,
        Resource resource,
        @Nullable Long ownerSubjectId,
        @Nullable Long ownerGroupId) {}
