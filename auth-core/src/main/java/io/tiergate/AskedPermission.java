package io.tiergate;

import java.util.Objects;

/** The handle of a decision point that keeps nothing. */
record AskedPermission(DecisionPoint decisions, String name) implements PermissionHandle {

    AskedPermission {
        Objects.requireNonNull(name, "name");
    }

    @Override
    public Decision check(Tenant tenant, Subject subject) {
        return decisions.check(new AccessRequest(tenant, subject, name));
    }

    @Override
    public Decision check(Tenant tenant, Subject subject, Resource resource) {
        return decisions.check(new AccessRequest(tenant, subject, name).on(resource));
    }

    @Override
    public Decision check(SubjectAccess access) {
        return check(access.tenant(), access.subject());
    }

    @Override
    public Decision check(SubjectAccess access, Resource resource) {
        return check(access.tenant(), access.subject(), resource);
    }
}
