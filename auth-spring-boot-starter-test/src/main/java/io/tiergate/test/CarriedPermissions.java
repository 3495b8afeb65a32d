package io.tiergate.test;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.HeldPermission;
import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody holds for the time of a test. It is decided by Tiergate's own rules, in a small world in memory that has
 * nothing but these grants, and every permission and every type of resources that is asked about.
 */
final class CarriedPermissions implements Serializable {

    private static final long serialVersionUID = 1L;

    private record Holder(Tenant tenant, Subject subject) {}

    private final List<String> allowed;
    private final List<String> denied;
    private final String reason;
    private transient @Nullable Map<Holder, TestTiergate> worlds;

    /**
     * @param reason what explanations say of the grants
     * @throws InvalidNameException if one of them is neither a permission name nor a wildcard
     */
    CarriedPermissions(List<String> allowed, List<String> denied, String reason) {
        this.allowed = List.copyOf(allowed);
        this.denied = List.copyOf(denied);
        this.reason = reason;
        allowed.forEach(What::permission);
        denied.forEach(What::permission);
    }

    Decision check(AccessRequest request) {
        return world(request).decisions().check(undemanding(request));
    }

    Explanation explain(AccessRequest request) {
        Explanation explained = world(request).decisions().explain(undemanding(request));
        return new Explanation(request, explained.decision(), explained.reasons());
    }

    /** @param catalogue what the application has declared, for wildcards to cover */
    List<HeldPermission> permissionsOf(Tenant tenant, Subject subject, Collection<String> catalogue) {
        TestTiergate world = world(tenant, subject);
        world.declare(catalogue.toArray(String[]::new));
        return world.decisions().permissionsOf(tenant, subject);
    }

    /** @param catalogue what the application has declared, for wildcards to cover */
    List<HeldPermission> permissionsOn(
            Tenant tenant, Subject subject, Resource resource, Collection<String> catalogue) {
        TestTiergate world = world(tenant, subject);
        world.declare(catalogue.toArray(String[]::new));
        declareType(world, resource);
        return world.decisions().permissionsOn(tenant, subject, resource);
    }

    /** It is a state of this world that answers, which knows nothing of the revisions of the application's. */
    private static AccessRequest undemanding(AccessRequest request) {
        return new AccessRequest(request.tenant(), request.subject(), request.permission(), request.resource(), null);
    }

    private TestTiergate world(AccessRequest request) {
        TestTiergate world = world(request.tenant(), request.subject());
        if (isPermission(request.permission())) {
            world.declare(request.permission());
        }
        Resource resource = request.resource();
        if (resource != null) {
            declareType(world, resource);
        }
        return world;
    }

    private TestTiergate world(Tenant tenant, Subject subject) {
        return worlds().computeIfAbsent(new Holder(tenant, subject), holder -> {
            TestTiergate world = TestTiergate.inMemory().inTenant(tenant);
            allowed.forEach(what -> world.grant(Grant.allow(subject, what).because(reason)));
            denied.forEach(what -> world.grant(Grant.deny(subject, what).because(reason)));
            return world;
        });
    }

    private synchronized Map<Holder, TestTiergate> worlds() {
        if (worlds == null) {
            worlds = new ConcurrentHashMap<>();
        }
        return worlds;
    }

    private static void declareType(TestTiergate world, Resource resource) {
        world.administration().resourceTypes().defineIfMissing(resource.type(), "", List.of());
    }

    private static boolean isPermission(String name) {
        try {
            return new What(What.Kind.PERMISSION, name).name().equals(name);
        } catch (InvalidNameException unusable) {
            return false;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CarriedPermissions that && allowed.equals(that.allowed) && denied.equals(that.denied);
    }

    @Override
    public int hashCode() {
        return allowed.hashCode() * 31 + denied.hashCode();
    }

    @Override
    public String toString() {
        return "allowed " + allowed + (denied.isEmpty() ? "" : ", denied " + denied);
    }
}
