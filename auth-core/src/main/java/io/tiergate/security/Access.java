package io.tiergate.security;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.Requirement;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
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
 * <p>All questions are about "everywhere". Every method that needs a decision throws {@link
 * io.tiergate.DecisionUnavailableException} if Tiergate cannot know.
 */
public final class Access {

    private final DecisionPoint decisions;
    private final SubjectResolver subjects;
    private final TenantResolver tenants;
    private final Supplier<? extends @Nullable Authentication> current;
    private final Supplier<? extends @Nullable Demand> demand;

    /** Takes the current user from where {@link SecurityContextHolder} keeps it. */
    public Access(DecisionPoint decisions, SubjectResolver subjects, TenantResolver tenants) {
        this(
                decisions,
                subjects,
                tenants,
                () -> SecurityContextHolder.getContext().getAuthentication(),
                () -> null);
    }

    /** Takes the current user from that strategy. */
    public Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            SecurityContextHolderStrategy strategy) {
        this(decisions, subjects, tenants, () -> strategy.getContext().getAuthentication(), () -> null);
    }

    private Access(
            DecisionPoint decisions,
            SubjectResolver subjects,
            TenantResolver tenants,
            Supplier<? extends @Nullable Authentication> current,
            Supplier<? extends @Nullable Demand> demand) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.tenants = tenants;
        this.current = current;
        this.demand = demand;
    }

    /** What the owner of that authentication may do, whoever is current; null for nobody. */
    public Access of(@Nullable Authentication authentication) {
        return new Access(decisions, subjects, tenants, () -> authentication, demand);
    }

    /**
     * The same, answered from no older state than is demanded. For {@link OwnChanges#demand}.
     *
     * @param demanded asked at each question; null for whatever the node knows
     */
    public Access atLeast(Supplier<? extends @Nullable Demand> demanded) {
        return new Access(decisions, subjects, tenants, current, demanded);
    }

    /** Whether the permission is allowed. A name that nobody has declared is not. */
    public boolean has(String permission) {
        return check(permission).allowed();
    }

    /** Whether the requirement holds. Its predicates are asked about {@link #subject()}. */
    public boolean has(Requirement requirement) {
        Authentication authentication = current.get();
        return requirement.holds(
                subjects.resolve(authentication),
                permission ->
                        decisions.check(request(authentication, permission)).allowed());
    }

    /** Decides, and says why. */
    public Decision check(String permission) {
        return decisions.check(request(current.get(), permission));
    }

    /** Decides, and names the grants that decided: for administrators and for tests. */
    public Explanation explain(String permission) {
        return decisions.explain(request(current.get(), permission));
    }

    /**
     * Goes on only if the permission is allowed.
     *
     * @throws AuthorizationDeniedException if it is not; its result is a {@link PermissionDecision}. Spring Security
     *     answers 401 to an anonymous user and 403 to others.
     * @throws AuthenticationCredentialsNotFoundException if it is not, and there is no authentication at all
     */
    public void require(String permission) {
        require(new PermissionDecision(permission, check(permission)));
    }

    /**
     * Goes on only if the requirement holds.
     *
     * @throws AuthorizationDeniedException if it does not. Spring Security answers 401 to an anonymous user and 403 to
     *     others.
     * @throws AuthenticationCredentialsNotFoundException if it does not, and there is no authentication at all
     */
    public void require(Requirement requirement) {
        require(new AuthorizationDecision(has(requirement)));
    }

    /** Who acts. */
    public Subject subject() {
        return subjects.resolve(current.get());
    }

    /** In which tenant. */
    public Tenant tenant() {
        return tenants.resolve(current.get());
    }

    private AccessRequest request(@Nullable Authentication authentication, String permission) {
        return new AccessRequest(
                tenants.resolve(authentication), subjects.resolve(authentication), permission, demand.get());
    }

    private void require(AuthorizationResult result) {
        if (result.isGranted()) {
            return;
        }
        if (current.get() == null) {
            // Spring Security's own answer where nobody can be told from "nobody yet": it leads to sign-in, not to 403.
            throw new AuthenticationCredentialsNotFoundException(
                    "An Authentication object was not found in the SecurityContext");
        }
        throw new AuthorizationDeniedException("Access Denied", result);
    }
}
