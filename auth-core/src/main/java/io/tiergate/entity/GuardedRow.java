package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.NewResource;
import org.jspecify.annotations.Nullable;

/** What a row of the host's says of its resource. */
record GuardedRow(
        Tenant tenant,
        Resource resource,
        @Nullable Resource parent,
        @Nullable Subject owner) {

    NewResource asNew() {
        return new NewResource(resource, parent, owner, null);
    }
}
