package io.tiergate;

import java.util.Objects;

/** The access of a decision point that keeps nothing. */
record AskedAccess(DecisionPoint decisions, Tenant tenant, Subject subject) implements SubjectAccess {

    AskedAccess {
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(subject, "subject");
    }

    @Override
    public Decision check(String permission) {
        return decisions.check(new AccessRequest(tenant, subject, permission));
    }

    @Override
    public Decision check(String permission, Resource resource) {
        return decisions.check(new AccessRequest(tenant, subject, permission).on(resource));
    }
}
