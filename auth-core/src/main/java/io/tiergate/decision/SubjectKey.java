package io.tiergate.decision;

import io.tiergate.Subject;
import io.tiergate.Tenant;

/** A subject of a tenant. */
final class SubjectKey {

    private Tenant tenant;
    private Subject subject;
    private int hash;

    SubjectKey(Tenant tenant, Subject subject) {
        this.tenant = tenant;
        this.subject = subject;
        this.hash = hash(tenant, subject);
    }

    /** Makes it another key: for looking something up, so that nothing is made for it. Never while it is in a map. */
    SubjectKey become(Tenant nextTenant, Subject nextSubject) {
        tenant = nextTenant;
        subject = nextSubject;
        hash = hash(nextTenant, nextSubject);
        return this;
    }

    private static int hash(Tenant tenant, Subject subject) {
        return 31 * tenant.hashCode() + subject.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey that
                && hash == that.hash
                && subject.equals(that.subject)
                && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
