package io.tiergate;

import java.util.Objects;

/**
 * The question: may this subject do this, in this tenant, now?
 *
 * @param permission the name as the caller has it. It is not checked for its form: a name that cannot exist is an
 *     unknown permission.
 */
public record AccessRequest(Tenant tenant, Subject subject, String permission) {

    public AccessRequest {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(permission, "permission");
    }
}
