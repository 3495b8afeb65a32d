package io.tiergate.decision;

import io.tiergate.Decision;
import io.tiergate.PermissionHandle;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers the number of its permission in the catalogue that was asked last. */
final class CachedHandle implements PermissionHandle {

    private final Checks checks;
    private final ResourceChecks resources;
    private final String name;

    /** Replaced as a whole, by any thread. What a race hands over has final fields only, so that all of it is seen. */
    private @Nullable Resolved resolved;

    private record Resolved(Catalogue catalogue, int number) {}

    CachedHandle(Checks checks, ResourceChecks resources, String name) {
        this.checks = checks;
        this.resources = resources;
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Decision check(Tenant tenant, Subject subject) {
        return checks.check(
                Objects.requireNonNull(tenant, "tenant"),
                Objects.requireNonNull(subject, "subject"),
                name,
                null,
                this,
                null);
    }

    @Override
    public Decision check(Tenant tenant, Subject subject, Resource resource) {
        return resources.check(
                Objects.requireNonNull(tenant, "tenant"),
                Objects.requireNonNull(subject, "subject"),
                name,
                Objects.requireNonNull(resource, "resource"),
                null,
                this,
                null);
    }

    @Override
    public Decision check(SubjectAccess access) {
        return access instanceof CachedAccess cached && cached.isOf(checks) ? cached.check(this) : access.check(name);
    }

    @Override
    public Decision check(SubjectAccess access, Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return access instanceof CachedAccess cached && cached.isOf(checks)
                ? cached.check(this, resource)
                : access.check(name, resource);
    }

    int numberIn(Catalogue catalogue) {
        Resolved known = resolved;
        if (known == null || known.catalogue() != catalogue) {
            known = new Resolved(catalogue, catalogue.number(name));
            resolved = known;
        }
        return known.number();
    }
}
