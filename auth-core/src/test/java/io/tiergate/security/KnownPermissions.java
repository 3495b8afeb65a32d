package io.tiergate.security;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A decision point that knows a few answers, and remembers what it was asked. */
final class KnownPermissions implements DecisionPoint {

    static final Revision REVISION = new Revision(7, 3);

    private final Map<Subject, Set<String>> held = new HashMap<>();
    final List<AccessRequest> asked = new ArrayList<>();
    boolean unavailable;

    KnownPermissions give(Subject subject, String... permissions) {
        held.put(subject, Set.of(permissions));
        return this;
    }

    List<String> permissionsAsked() {
        return asked.stream().map(AccessRequest::permission).toList();
    }

    @Override
    public Decision check(AccessRequest request) {
        asked.add(request);
        if (unavailable) {
            throw new DecisionUnavailableException("The store is away");
        }
        boolean allowed = held.getOrDefault(request.subject(), Set.of()).contains(request.permission());
        return new Decision(allowed ? Code.GRANTED : Code.NOT_GRANTED, REVISION);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return new Explanation(request, check(request), List.of());
    }

    @Override
    public AllowedResources allowedResources(AccessRequest request, String type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AllowedResources> allowedResources(
            Tenant tenant,
            Subject subject,
            Collection<String> permissions,
            @Nullable Collection<String> types,
            @Nullable Demand atLeast) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HolderPage holdersOf(HolderQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        throw new UnsupportedOperationException();
    }
}
