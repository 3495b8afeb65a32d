package io.tiergate.decision;

import io.tiergate.Decision;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the entry of its subject, for as long as that is current. */
final class CachedAccess implements SubjectAccess {

    private final Checks checks;
    private final ResourceChecks resources;
    private final Tenant tenant;
    private final Subject subject;

    /** Replaced by any thread. Volatile, since not all of an entry's fields are final: the reading costs an ordinary one. */
    private volatile @Nullable Entry entry;

    CachedAccess(Checks checks, ResourceChecks resources, Tenant tenant, Subject subject) {
        this.checks = checks;
        this.resources = resources;
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.subject = Objects.requireNonNull(subject, "subject");
    }

    @Override
    public Tenant tenant() {
        return tenant;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Decision check(String permission) {
        return checks.check(tenant, subject, Objects.requireNonNull(permission, "permission"), null, null, this);
    }

    @Override
    public Decision check(String permission, Resource resource) {
        return resources.check(
                tenant,
                subject,
                Objects.requireNonNull(permission, "permission"),
                Objects.requireNonNull(resource, "resource"),
                null,
                null,
                this);
    }

    Decision check(CachedHandle permission) {
        return checks.check(tenant, subject, permission.name(), null, permission, this);
    }

    Decision check(CachedHandle permission, Resource resource) {
        return resources.check(tenant, subject, permission.name(), resource, null, permission, this);
    }

    boolean isOf(Checks others) {
        return checks == others;
    }

    @Nullable
    Entry entry() {
        return entry;
    }

    void keep(@Nullable Entry found) {
        entry = found;
    }
}
