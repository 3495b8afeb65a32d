package io.tiergate.security;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
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

    private final Asking asking;
    private final Supplier<? extends @Nullable Authentication> current;

    /** Takes the current user from where {@link SecurityContextHolder} keeps it. */
    public Access(DecisionPoint decisions, SubjectResolver subjects, TenantResolver tenants) {
        this(
                new Asking(decisions, subjects, tenants),
                () -> SecurityContextHolder.getContext().getAuthentication());
    }

    /** Takes the current user from that strategy. */
    public Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            SecurityContextHolderStrategy strategy) {
        this(
                new Asking(decisions, subjects, tenants),
                () -> strategy.getContext().getAuthentication());
    }

    private Access(Asking asking, Supplier<? extends @Nullable Authentication> current) {
        this.asking = asking;
        this.current = current;
    }

    /** What the owner of that authentication may do, whoever is current; null for nobody. */
    public Access of(@Nullable Authentication authentication) {
        return new Access(asking, () -> authentication);
    }

    /**
     * The same, answered from no older state than is demanded. For {@link OwnChanges#demand}.
     *
     * @param demanded asked at each question; null for whatever the node knows
     */
    public Access atLeast(Supplier<? extends @Nullable Demand> demanded) {
        return new Access(asking.atLeast(demanded), current);
    }

    /** The same, and the listener is told what is decided, after those that are told already. */
    public Access telling(AccessListener listener) {
        return new Access(asking.telling(asking.told().and(listener)), current);
    }

    /**
     * The same, and Spring Security's events are published for what {@link #require} decides; enforced annotations publish
     * theirs through it too.
     */
    public Access publishing(AuthorizationEventPublisher events) {
        return new Access(asking.telling(asking.told().by(events)), current);
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
        return asking.decideOn(current.get(), permission, id == null ? null : type + ":" + id)
                .isGranted();
    }

    /** Whether the requirement holds. Its predicates are asked about {@link #subject()}. */
    public boolean has(Requirement requirement) {
        return asking.decide(current.get(), requirement).isGranted();
    }

    /** Decides, and says why. */
    public Decision check(String permission) {
        return asking.decide(current.get(), permission, null);
    }

    /** Decides about a resource, and says why. */
    public Decision check(String permission, Resource resource) {
        return asking.decide(current.get(), permission, Objects.requireNonNull(resource, "resource"));
    }

    /**
     * The registered resources of one type on which the permission is allowed, for statements that list them: see {@link
     * DecisionPoint#allowedResources(AccessRequest, String)}.
     */
    public AllowedResources allowedResources(String permission, String type) {
        return asking.allowedResources(current.get(), permission, type);
    }

    /** For questions about many resources at once. It is about who is current now, and not to be kept. */
    public AccessToEach each() {
        return asking.each(current.get());
    }

    /**
     * Decides for a caller that turns the current user away by an answer of its own if the answer is no, and then says so
     * with {@link #tellDenied}. Everyone else calls {@link #require} or {@link #check}.
     */
    public PermissionDecision authorize(String permission) {
        return new PermissionDecision(permission, asking.decide(current.get(), permission, null));
    }

    /** The same for a requirement. The result is about the first permission that was asked about and denied. */
    public PermissionDecision authorize(Requirement requirement) {
        return asking.decide(current.get(), requirement);
    }

    /**
     * Finds the result that an expression has lost, which can say no more than yes or no. {@linkplain
     * AccessListener#decided Listeners} have heard of that check, and do not hear of it again.
     */
    public PermissionDecision authorizeAgain(String permission) {
        return new PermissionDecision(permission, asking.ahead().decide(current.get(), permission, null));
    }

    /**
     * The same as {@link #authorize(String)} about a resource that a request names.
     *
     * @param resource its type and id, {@code document:42}. One that cannot be a resource, as a request may name it, is
     *     none that is registered: it is denied. So is null, for a request that names none.
     */
    public PermissionDecision authorizeOn(String permission, @Nullable String resource) {
        return asking.decideOn(current.get(), permission, resource);
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
            asking.told().denied(result, current.get());
        }
    }

    /** Decides, and names the grants that decided: for administrators and for tests. */
    public Explanation explain(String permission) {
        return asking.explain(current.get(), permission, null);
    }

    /** Decides about a resource, and names what decided: grants on it and above it, and who owns these. */
    public Explanation explain(String permission, Resource resource) {
        return asking.explain(current.get(), permission, Objects.requireNonNull(resource, "resource"));
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
        asking.require(
                new PermissionDecision(permission, asking.decide(authentication, permission, null)),
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
        asking.require(asking.decide(authentication, requirement), authentication, requirement);
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
        Decision decision = asking.decide(authentication, permission, Objects.requireNonNull(resource, "resource"));
        PermissionDecision result = new PermissionDecision(permission, resource.toString(), decision);
        asking.require(result, authentication, permission + " on " + resource);
    }

    /**
     * The same for a resource that a request names.
     *
     * @param resource its type and id, {@code document:42}; see {@link #authorizeOn}
     */
    public void requireOn(String permission, @Nullable String resource) {
        Authentication authentication = current.get();
        asking.require(
                asking.decideOn(authentication, permission, resource), authentication, permission + " on " + resource);
    }

    /** What the current caller demands of each answer, for {@link AccessRequest#atLeast}; null if nothing. */
    public @Nullable Demand demand() {
        return asking.demand();
    }

    /** Who acts. */
    public Subject subject() {
        return asking.subject(current.get());
    }

    /** In which tenant. */
    public Tenant tenant() {
        return asking.tenant(current.get());
    }

    @Nullable
    Authentication authentication() {
        return current.get();
    }

    Asking asking() {
        return asking;
    }
}
