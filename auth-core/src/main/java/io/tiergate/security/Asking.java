package io.tiergate.security;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.PermissionHandle;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * The way of the questions of {@link Access} and of guards to the decision point, whoever asks: what is demanded of each
 * answer, and who hears of it. Immutable and safe for use by many threads.
 */
final class Asking {

    private final DecisionPoint decisions;
    private final SubjectResolver subjects;
    private final TenantResolver tenants;
    private final RecentAccess recent;
    private final @Nullable Supplier<? extends @Nullable Demand> demand;
    private final Told told;

    Asking(DecisionPoint decisions, SubjectResolver subjects, TenantResolver tenants) {
        this(decisions, subjects, tenants, new RecentAccess(decisions, subjects, tenants), null, Told.NOBODY);
    }

    private Asking(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            RecentAccess recent,
            @Nullable Supplier<? extends @Nullable Demand> demand,
            Told told) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.tenants = tenants;
        this.recent = recent;
        this.demand = demand;
        this.told = told;
    }

    Asking atLeast(Supplier<? extends @Nullable Demand> demanded) {
        return new Asking(decisions, subjects, tenants, recent, demanded, told);
    }

    /** The same, heard of by those. */
    Asking telling(Told others) {
        return others == told ? this : new Asking(decisions, subjects, tenants, recent, demand, others);
    }

    /** The same for decisions that will be made again: listeners hear only of those that cannot be made. */
    Asking ahead() {
        return telling(told.ahead());
    }

    /** Those who hear of what is decided. */
    Told told() {
        return told;
    }

    /** Null if nothing is demanded. */
    @Nullable
    Demand demand() {
        return demand == null ? null : demand.get();
    }

    Subject subject(@Nullable Authentication authentication) {
        return subjects.resolve(authentication);
    }

    Tenant tenant(@Nullable Authentication authentication) {
        return tenants.resolve(authentication);
    }

    KeptHandle keep(String permission) {
        return new KeptHandle(decisions, decisions.permission(permission));
    }

    boolean made(KeptHandle handle) {
        return handle.decisions() == decisions;
    }

    /** What the owner of the authentication may do, to be asked several times; null where something is demanded of each answer. */
    @Nullable
    SubjectAccess riding(@Nullable Authentication authentication) {
        return demand() == null ? recent.of(authentication) : null;
    }

    /**
     * The way of a check whose permission is kept.
     *
     * @param resource null for everywhere
     */
    Decision decide(SubjectAccess riding, PermissionHandle permission, @Nullable Resource resource) {
        Decision decision;
        try {
            decision = resource == null ? permission.check(riding) : permission.check(riding, resource);
        } catch (DecisionUnavailableException failure) {
            told.undecided(permission.name(), failure);
            throw failure;
        }
        told.decided(permission.name(), decision);
        return decision;
    }

    /**
     * The way of every other check.
     *
     * @param resource null for everywhere
     */
    Decision decide(@Nullable Authentication authentication, String permission, @Nullable Resource resource) {
        Demand demanded = demand();
        Decision decision;
        try {
            if (demanded != null) {
                decision = decisions.check(request(authentication, permission, resource, demanded));
            } else {
                SubjectAccess known = recent.of(authentication);
                decision = resource == null ? known.check(permission) : known.check(permission, resource);
            }
        } catch (DecisionUnavailableException failure) {
            told.undecided(permission, failure);
            throw failure;
        }
        told.decided(permission, decision);
        return decision;
    }

    /**
     * Decides about a resource that a request names.
     *
     * @param resource null if its id is not known
     */
    PermissionDecision decideOn(@Nullable Authentication authentication, String permission, @Nullable String resource) {
        Resource asked = RequestedResource.usable(resource);
        if (asked != null) {
            return new PermissionDecision(permission, resource, decide(authentication, permission, asked));
        }
        Decision decision = RequestedResource.unusable(resource, ahead().decide(authentication, permission, null));
        told.decided(permission, decision);
        return new PermissionDecision(permission, resource, decision);
    }

    /** The result is about the first permission that was asked about and denied. */
    PermissionDecision decide(@Nullable Authentication authentication, Requirement requirement) {
        return RequirementDecision.of(
                requirement, subject(authentication), permission -> decide(authentication, permission, null));
    }

    AllowedResources allowedResources(@Nullable Authentication authentication, String permission, String type) {
        try {
            return decisions.allowedResources(request(authentication, permission, null, demand()), type);
        } catch (DecisionUnavailableException failure) {
            told.undecided(permission, failure);
            throw failure;
        }
    }

    AccessToEach each(@Nullable Authentication authentication) {
        return new AccessToEach(decisions, tenant(authentication), subject(authentication), demand(), told);
    }

    /** @param resource null for everywhere */
    Explanation explain(@Nullable Authentication authentication, String permission, @Nullable Resource resource) {
        return decisions.explain(request(authentication, permission, resource, demand()));
    }

    /**
     * Goes on only if it is granted; else throws what Spring Security answers.
     *
     * @param secured what is named to Spring Security's events
     */
    void require(PermissionDecision result, @Nullable Authentication authentication, Object secured) {
        if (result.isGranted()) {
            told.published(result, authentication, secured);
            return;
        }
        told.turnedAway(result, authentication, secured);
        throw TurnedAway.by(result, authentication);
    }

    private AccessRequest request(
            @Nullable Authentication authentication,
            String permission,
            @Nullable Resource resource,
            @Nullable Demand demanded) {
        return new AccessRequest(tenant(authentication), subject(authentication), permission, resource, demanded);
    }
}
