package io.tiergate.boot.routes;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.PermissionHolder;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionGuard;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import java.util.List;
import java.util.function.Predicate;

/** Decides for somebody who holds certain permissions, to ask a guard whether that is enough. */
record HeldPermissions(Predicate<String> held) implements DecisionPoint {

    /** Whether the guard lets those through who hold exactly these. */
    static boolean meet(PermissionGuard guard, Predicate<String> held) {
        Access access = new Access(
                new HeldPermissions(held), SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));
        return guard.decide(access.of(null)).isGranted();
    }

    @Override
    public Decision check(AccessRequest request) {
        return new Decision(
                held.test(request.permission()) ? Decision.Code.GRANTED : Decision.Code.NOT_GRANTED,
                new Revision(0, 0));
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return new Explanation(request, check(request), List.of());
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        return List.of();
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return List.of();
    }
}
