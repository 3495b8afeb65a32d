package io.tiergate.boot.host;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHandle;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedDecisionPoint;
import java.io.EOFException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides as the decision point of applications does, by whichever form it is asked; counts, and can be cut off from its store. */
final class SwitchableDecisions implements DecisionPoint, AutoCloseable {

    final AtomicInteger checks = new AtomicInteger();
    volatile boolean away;

    private final CachedDecisionPoint decisions;

    SwitchableDecisions(CachedDecisionPoint decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decision check(AccessRequest request) {
        ask();
        return decisions.check(request);
    }

    @Override
    public PermissionHandle permission(String name) {
        return new Handle(decisions.permission(name));
    }

    @Override
    public SubjectAccess access(Tenant tenant, Subject subject) {
        return new Riding(decisions.access(tenant, subject));
    }

    private void ask() {
        checks.incrementAndGet();
        if (away) {
            // What a driver says when the database goes away; Spring MVC takes that for a client that is gone.
            throw new DecisionUnavailableException("The store is away", new EOFException("Connection reset by peer"));
        }
    }

    private final class Handle implements PermissionHandle {

        private final PermissionHandle real;

        Handle(PermissionHandle real) {
            this.real = real;
        }

        @Override
        public String name() {
            return real.name();
        }

        @Override
        public Decision check(Tenant tenant, Subject subject) {
            ask();
            return real.check(tenant, subject);
        }

        @Override
        public Decision check(Tenant tenant, Subject subject, Resource resource) {
            ask();
            return real.check(tenant, subject, resource);
        }

        @Override
        public Decision check(SubjectAccess access) {
            ask();
            return real.check(((Riding) access).real);
        }

        @Override
        public Decision check(SubjectAccess access, Resource resource) {
            ask();
            return real.check(((Riding) access).real, resource);
        }
    }

    private final class Riding implements SubjectAccess {

        private final SubjectAccess real;

        Riding(SubjectAccess real) {
            this.real = real;
        }

        @Override
        public Tenant tenant() {
            return real.tenant();
        }

        @Override
        public Subject subject() {
            return real.subject();
        }

        @Override
        public Decision check(String permission) {
            ask();
            return real.check(permission);
        }

        @Override
        public Decision check(String permission, Resource resource) {
            ask();
            return real.check(permission, resource);
        }
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return decisions.explain(request);
    }

    @Override
    public AllowedResources allowedResources(AccessRequest request, String type) {
        return decisions.allowedResources(request, type);
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        return decisions.permissionsOf(tenant, subject);
    }

    @Override
    public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
        return decisions.permissionsOn(tenant, subject, resource);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
        return decisions.holdersOf(tenant, permission, resource);
    }

    @Override
    public List<AllowedResources> allowedResources(
            Tenant tenant,
            Subject subject,
            Collection<String> permissions,
            @Nullable Collection<String> types,
            @Nullable Demand atLeast) {
        return decisions.allowedResources(tenant, subject, permissions, types, atLeast);
    }

    @Override
    public HolderPage holdersOf(HolderQuery query) {
        return decisions.holdersOf(query);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return decisions.holdersOf(tenant, permission);
    }

    @Override
    public void close() {
        decisions.close();
    }
}
