package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.NewResource;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the host's says of its resource.
 *
 * @param key that of the resource, or null for a row that is not adopted yet, or has not got it yet
 */
record GuardedRow(
        Tenant tenant,
        Resource resource,
        @Nullable Resource parent,
        @Nullable Subject owner,
        @Nullable Long key) {

    NewResource asNew() {
        return new NewResource(resource, parent, owner, null);
    }
}
