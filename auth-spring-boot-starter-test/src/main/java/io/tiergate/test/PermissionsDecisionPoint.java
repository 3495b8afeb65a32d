package io.tiergate.test;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.PermissionEntry;
import io.tiergate.admin.ResourceTypeEntry;
import io.tiergate.security.Access;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;

/**
 * Answers questions about the current user of a test from what they carry, if a test has signed them in with permissions; all
 * others are the application's. What is carried counts only for the subject and in the tenant that the application itself
 * makes of that authentication.
 */
final class PermissionsDecisionPoint implements DecisionPoint {

    private final DecisionPoint application;
    private final Supplier<? extends @Nullable Authentication> current;
    private final ObjectProvider<Access> access;
    private final ObjectProvider<Administration> administration;

    PermissionsDecisionPoint(
            DecisionPoint application,
            Supplier<? extends @Nullable Authentication> current,
            ObjectProvider<Access> access,
            ObjectProvider<Administration> administration) {
        this.application = application;
        this.current = current;
        this.access = access;
        this.administration = administration;
    }

    @Override
    public Decision check(AccessRequest request) {
        CarriedPermissions carried = carried(request.tenant(), request.subject());
        return carried == null ? application.check(request) : carried.check(request);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        CarriedPermissions carried = carried(request.tenant(), request.subject());
        return carried == null ? application.explain(request) : carried.explain(request);
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        CarriedPermissions carried = carried(tenant, subject);
        return carried == null
                ? application.permissionsOf(tenant, subject)
                : carried.permissionsOf(tenant, subject, catalogue(tenant));
    }

    @Override
    public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
        CarriedPermissions carried = carried(tenant, subject);
        return carried == null
                ? application.permissionsOn(tenant, subject, resource)
                : carried.permissionsOn(tenant, subject, resource, catalogue(tenant));
    }

    @Override
    public List<AllowedResources> allowedResources(
            Tenant tenant,
            Subject subject,
            Collection<String> permissions,
            @Nullable Collection<String> types,
            @Nullable Demand atLeast) {
        if (carried(tenant, subject) == null) {
            return application.allowedResources(tenant, subject, permissions, types, atLeast);
        }
        Collection<String> each = types == null ? types(tenant) : types;
        return permissions.stream()
                .flatMap(permission -> each.stream()
                        .map(type -> allowedResources(
                                new AccessRequest(tenant, subject, permission).atLeast(atLeast), type)))
                .toList();
    }

    /** It is the store that is listed here, and nothing of the current user is in it. */
    @Override
    public HolderPage holdersOf(HolderQuery query) {
        return application.holdersOf(query);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return application.holdersOf(tenant, permission);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
        return application.holdersOf(tenant, permission, resource);
    }

    /** What is carried holds everywhere: for all resources that the application's store has, or for none. */
    @Override
    public AllowedResources allowedResources(AccessRequest request, String type) {
        AllowedResources stored = application.allowedResources(request, type);
        CarriedPermissions carried = carried(request.tenant(), request.subject());
        if (carried == null) {
            return stored;
        }
        boolean all = stored.tenantId() != 0
                && stored.typeId() != 0
                && carried.check(request).allowed();
        return all ? stored.all() : stored.none();
    }

    private List<String> types(Tenant tenant) {
        Administration all = administration.getIfAvailable();
        if (all == null) {
            return List.of();
        }
        try {
            return Stream.of(tenant, Tenant.SHARED)
                    .flatMap(each -> all.inTenant(each).resourceTypes().list().stream())
                    .map(ResourceTypeEntry::name)
                    .toList();
        } catch (NotFoundException noSuchTenant) {
            return List.of();
        }
    }

    private @Nullable CarriedPermissions carried(Tenant tenant, Subject subject) {
        Authentication authentication = current.get();
        CarriedPermissions carried = TestPrincipal.carriedBy(authentication);
        // Nobody can hold a grant in the shared tenant.
        if (carried == null || tenant.isShared()) {
            return null;
        }
        Access theirs = access.getObject().of(authentication);
        return theirs.subject().equals(subject) && theirs.tenant().equals(tenant) ? carried : null;
    }

    private List<String> catalogue(Tenant tenant) {
        Administration all = administration.getIfAvailable();
        if (all == null) {
            return List.of();
        }
        try {
            return all.inTenant(tenant).permissions().list().stream()
                    .filter(permission -> !permission.retired())
                    .map(PermissionEntry::name)
                    .toList();
        } catch (NotFoundException noSuchTenant) {
            return List.of();
        }
    }
}
