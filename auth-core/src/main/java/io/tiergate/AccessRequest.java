package io.tiergate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The question: may this subject do this, in this tenant, on this resource or everywhere, now?
 *
 * @param permission the name as the caller has it. It is not checked for its form: a name that cannot exist is an
 *     unknown permission.
 * @param resource on what, or null to ask about everywhere: then grants on resources do not apply
 * @param atLeast the oldest state that may answer, or null for whatever the node knows. A caller that has seen a change
 *     names its revision here, and is never answered from before it, on whichever node.
 */
public record AccessRequest(
        Tenant tenant,
        Subject subject,
        String permission,
        @Nullable Resource resource,
        @Nullable Demand atLeast) {

    public AccessRequest {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(permission, "permission");
    }

    /** About everywhere, answered from whatever the node knows. */
    public AccessRequest(Tenant tenant, Subject subject, String permission) {
        this(tenant, subject, permission, null, null);
    }

    /** The same question about this resource. */
    public AccessRequest on(Resource asked) {
        return new AccessRequest(tenant, subject, permission, Objects.requireNonNull(asked, "resource"), atLeast);
    }

    /**
     * The same question, answered from no older state than that.
     *
     * @param demand null for whatever the node knows
     */
    public AccessRequest atLeast(@Nullable Demand demand) {
        return new AccessRequest(tenant, subject, permission, resource, demand);
    }
}
