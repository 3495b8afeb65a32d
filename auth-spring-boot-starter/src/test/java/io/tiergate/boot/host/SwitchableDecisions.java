package io.tiergate.boot.host;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.PermissionHolder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.io.EOFException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides as another does, counts, and can be cut off from its store. */
final class SwitchableDecisions implements DecisionPoint {

    final AtomicInteger checks = new AtomicInteger();
    volatile boolean away;

    private final DecisionPoint decisions;

    SwitchableDecisions(DecisionPoint decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decision check(AccessRequest request) {
        checks.incrementAndGet();
        if (away) {
            // What a driver says when the database goes away; Spring MVC takes that for a client that is gone.
            throw new DecisionUnavailableException("The store is away", new EOFException("Connection reset by peer"));
        }
        return decisions.check(request);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return decisions.explain(request);
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        return decisions.permissionsOf(tenant, subject);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return decisions.holdersOf(tenant, permission);
    }
}
