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
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * What the current user may do, for an {@code if}:
 *
 * <pre>{@code
 * if (access.has("launch-missiles")) { ... }
 * }</pre>
 *
 * <p>Who is current is asked of Spring Security at each call, so that one instance serves all threads, and a grant that
 * changes is felt by the next call. Without an authentication the current user is {@link Subject#anonymous()}.
 *
 * <p>Questions that name no resource are about "everywhere". Every method that needs a decision throws {@link
 * io.tiergate.DecisionUnavailableException} if Tiergate cannot know.
 */
public final class Access {

    private final DecisionPoint decisions;
    private final SubjectResolver subjects;
    private final TenantResolver tenants;
    private final RecentAccess recent;
    private final Supplier<? extends @Nullable Authentication> current;
    private final @Nullable Supplier<? extends @Nullable Demand> demand;
    private final Told told;

    /** Takes the current user from where {@link SecurityContextHolder} keeps it. */
    public Access(DecisionPoint decisions, SubjectResolver subjects, TenantResolver tenants) {
        this(
                decisions,
                subjects,
                tenants,
                () -> SecurityContextHolder.getContext().getAuthentication());
    }

    /** Takes the current user from that strategy. */
    public Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            SecurityContextHolderStrategy strategy) {
        this(decisions, subjects, tenants, () -> strategy.getContext().getAuthentication());
    }

    private Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            Supplier<? extends @Nullable Authentication> current) {
        this(decisions, subjects, tenants, new RecentAccess(decisions, subjects, tenants), current, null, Told.NOBODY);
    }

    private Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            RecentAccess recent,
            Supplier<? extends @Nullable Authentication> current,
            @Nullable Supplier<? extends @Nullable Demand> demand,
            Told told) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.tenants = tenants;
        this.recent = recent;
        this.current = current;
        this.demand = demand;
        this.told = told;
    }

    /** What the owner of that authentication may do, whoever is current; null for nobody. */
    public Access of(@Nullable Authentication authentication) {
        return new Access(decisions, subjects, tenants, recent, () -> authentication, demand, told);
    }

    /**
     * The same, answered from no older state than is demanded. For {@link OwnChanges#demand}.
     *
     * @param demanded asked at each question; null for whatever the node knows
     */
    public Access atLeast(Supplier<? extends @Nullable Demand> demanded) {
        return new Access(decisions, subjects, tenants, recent, current, demanded, told);
    }

    /** The same, and the listener is told what is decided, after those that are told already. */
    public Access telling(AccessListener listener) {
        return new Access(decisions, subjects, tenants, recent, current, demand, told.and(listener));
    }

    /**
     * The same, and Spring Security's events are published for what {@link #require} decides; enforced annotations publish
     * theirs through it too.
     */
    public Access publishing(AuthorizationEventPublisher events) {
        return new Access(decisions, subjects, tenants, recent, current, demand, told.by(events));
    }

    /** The same for decisions that will be made again: listeners hear only of those that cannot be made. */
    Access ahead() {
        Told quiet = told.ahead();
        return quiet == told ? this : new Access(decisions, subjects, tenants, recent, current, demand, quiet);
    }

    /** Whether the permission is allowed. A name that nobody has declared is not. */
    public boolean has(String permission) {
        return check(permission).allowed();
    }

    /** Whether the permission is allowed on the resource. */
    public boolean has(String permission, Resource resource) {
        return check(permission, resource).allowed();
    }

    /**
     * The same for expressions and templates: {@code @access.has('document.read', 'document', #id)}.
     *
     * @param id as text or as anything that is written as its text; null and what cannot be an id is of no resource
     */
    public boolean has(String permission, String type, @Nullable Object id) {
        return decideOn(current.get(), permission, id == null ? null : type + ":" + id)
                .isGranted();
    }

    /** Whether the requirement holds. Its predicates are asked about {@link #subject()}. */
    public boolean has(Requirement requirement) {
        return decide(requirement, current.get()).isGranted();
    }

    /** Decides, and says why. */
    public Decision check(String permission) {
        return decide(current.get(), permission, null);
    }

    /** Decides about a resource, and says why. */
    public Decision check(String permission, Resource resource) {
        return decide(current.get(), permission, Objects.requireNonNull(resource, "resource"));
    }

    /**
     * The registered resources of one type on which the permission is allowed, for statements that list them: see {@link
     * DecisionPoint#allowedResources(AccessRequest, String)}.
     */
    public AllowedResources allowedResources(String permission, String type) {
        try {
            return decisions.allowedResources(request(current.get(), permission, null, demand()), type);
        } catch (DecisionUnavailableException failure) {
            told.undecided(permission, failure);
            throw failure;
        }
    }

    /** For questions about many resources at once. It is about who is current now, and not to be kept. */
    public AccessToEach each() {
        return new AccessToEach(decisions, tenant(), subject(), demand(), told);
    }

    /**
     * Decides for a caller that turns the current user away by an answer of its own if the answer is no, and then says so
     * with {@link #tellDenied}. Everyone else calls {@link #require} or {@link #check}.
     */
    public PermissionDecision authorize(String permission) {
        return new PermissionDecision(permission, decide(current.get(), permission, null));
    }

    /** The same for a requirement. The result is about the first permission that was asked about and denied. */
    public PermissionDecision authorize(Requirement requirement) {
        return decide(requirement, current.get());
    }

    /**
     * Finds the result that an expression has lost, which can say no more than yes or no. {@linkplain
     * AccessListener#decided Listeners} have heard of that check, and do not hear of it again.
     */
    public PermissionDecision authorizeAgain(String permission) {
        return new PermissionDecision(permission, ahead().decide(current.get(), permission, null));
    }

    /**
     * The same as {@link #authorize(String)} about a resource that a request names.
     *
     * @param resource its type and id, {@code document:42}. One that cannot be a resource, as a request may name it, is
     *     none that is registered: it is denied. So is null, for a request that names none.
     */
    public PermissionDecision authorizeOn(String permission, @Nullable String resource) {
        return decideOn(current.get(), permission, resource);
    }

    /**
     * Tells {@linkplain AccessListener#denied listeners} that the current user was turned away, once for each result,
     * whoever says it: what {@link #require} and annotations turn away by is told already.
     *
     * @throws IllegalArgumentException if it is granted
     */
    public void tellDenied(PermissionDecision result) {
        if (result.isGranted()) {
            throw new IllegalArgumentException(result + " turns nobody away. Tell of results that are not granted.");
        }
        if (!result.isTold()) {
            told.denied(result, current.get());
        }
    }

    /** Decides, and names the grants that decided: for administrators and for tests. */
    public Explanation explain(String permission) {
        Authentication authentication = current.get();
        return decisions.explain(request(authentication, permission, null, demand()));
    }

    /** Decides about a resource, and names what decided: grants on it and above it, and who owns these. */
    public Explanation explain(String permission, Resource resource) {
        return decisions.explain(
                request(current.get(), permission, Objects.requireNonNull(resource, "resource"), demand()));
    }

    /**
     * Goes on only if the permission is allowed.
     *
     * @throws AuthorizationDeniedException if it is not; its result is a {@link PermissionDecision}. Spring Security
     *     answers 401 to an anonymous user and 403 to others.
     * @throws AuthenticationCredentialsNotFoundException if it is not, and there is no authentication at all
     */
    public void require(String permission) {
        Authentication authentication = current.get();
        require(
                new PermissionDecision(permission, decide(authentication, permission, null)),
                authentication,
                permission);
    }

    /**
     * Goes on only if the requirement holds.
     *
     * @throws AuthorizationDeniedException if it does not; its result is a {@link PermissionDecision} about the first
     *     permission that was asked about and denied. Spring Security answers 401 to an anonymous user and 403 to others.
     * @throws AuthenticationCredentialsNotFoundException if it does not, and there is no authentication at all
     */
    public void require(Requirement requirement) {
        Authentication authentication = current.get();
        require(decide(requirement, authentication), authentication, requirement);
    }

    /**
     * Goes on only if the permission is allowed on the resource.
     *
     * @throws AuthorizationDeniedException if it is not; its result is a {@link PermissionDecision}. Spring Security
     *     answers 401 to an anonymous user and 403 to others; Tiergate's web answers 404 about a resource that is not there
     *     to those who hold the permission everywhere.
     * @throws AuthenticationCredentialsNotFoundException if it is not, and there is no authentication at all
     */
    public void require(String permission, Resource resource) {
        Authentication authentication = current.get();
        Decision decision = decide(authentication, permission, Objects.requireNonNull(resource, "resource"));
        PermissionDecision result = new PermissionDecision(permission, resource.toString(), decision);
        require(result, authentication, permission + " on " + resource);
    }

    /**
     * The same for a resource that a request names.
     *
     * @param resource its type and id, {@code document:42}; see {@link #authorizeOn}
     */
    public void requireOn(String permission, @Nullable String resource) {
        Authentication authentication = current.get();
        require(decideOn(authentication, permission, resource), authentication, permission + " on " + resource);
    }

    /** What the current caller demands of each answer, for {@link AccessRequest#atLeast}; null if nothing. */
    public @Nullable Demand demand() {
        return demand == null ? null : demand.get();
    }

    /** Who acts. */
    public Subject subject() {
        return subjects.resolve(current.get());
    }

    /** In which tenant. */
    public Tenant tenant() {
        return tenants.resolve(current.get());
    }

    @Nullable
    Authentication authentication() {
        return current.get();
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

    private PermissionDecision decide(Requirement requirement, @Nullable Authentication authentication) {
        return RequirementDecision.of(
                requirement, subjects.resolve(authentication), permission -> decide(authentication, permission, null));
    }

    private void require(PermissionDecision result, @Nullable Authentication authentication, Object secured) {
        if (result.isGranted()) {
            told.published(result, authentication, secured);
            return;
        }
        told.turnedAway(result, authentication, secured);
        throw TurnedAway.by(result, authentication);
    }

    /** Those who hear of what is decided. */
    Told told() {
        return told;
    }

    private AccessRequest request(
            @Nullable Authentication authentication,
            String permission,
            @Nullable Resource resource,
            @Nullable Demand demanded) {
        return new AccessRequest(
                tenants.resolve(authentication), subjects.resolve(authentication), permission, resource, demanded);
    }
}
