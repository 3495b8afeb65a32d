package io.tiergate.boot.web;

import io.tiergate.Requirement;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A rule for requests, made by {@link UrlPermissions}: for {@code authorizeHttpRequests(requests ->
 * requests.requestMatchers(…).access(rule))}, and for functional endpoints. Immutable, and safe for use by many threads.
 *
 * <p>Its result is a {@link PermissionDecision}. {@linkplain io.tiergate.security.AccessListener#denied Listeners} hear of
 * it as a denial once a request has been turned away by it, and not where somebody only asks. If Tiergate cannot know, it throws a {@link
 * io.tiergate.DecisionUnavailableException}, which the web answers with 503.
 */
public final class UrlRule implements AuthorizationManager<RequestAuthorizationContext> {

    private final Rule rule;
    private final Supplier<Access> access;

    UrlRule(Rule rule, Supplier<Access> access) {
        this.rule = rule;
        this.access = access;
    }

    /**
     * The same on a resource, whose id is taken from the variables of the URL pattern: {@code
     * permissions.has("document.read").on("document:{id}")} for {@code "/documents/{id}/**"}. A request whose pattern has
     * no such variable ends in an {@link IllegalStateException}.
     *
     * <p>What cannot be the id of a resource is none that is registered, and denied. The id is the text of the URL, before
     * anything converts it: for ids that are numbers the type should be {@linkplain
     * io.tiergate.admin.ResourceTypeAdministration#setBound bound}, so that {@code 042} is unknown and not another resource.
     *
     * @throws IllegalArgumentException if it is not a type and an id, or not exactly one permission is required,
     *     or something else besides, or a resource is named already
     */
    public UrlRule on(String resource) {
        return new UrlRule(rule.on(resource), access);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication current;
        try {
            current = authentication.get();
        } catch (AuthenticationCredentialsNotFoundException nobody) {
            // What everyone may do needs no authentication. For all else Spring Security's own answer stands.
            Access asking = access.get().of(null);
            PermissionDecision decision = rule.authorize(asking, context.getVariables());
            if (decision.isGranted()) {
                return decision;
            }
            asking.tellDenied(decision);
            throw nobody;
        }
        if (current instanceof RuleProbe probe) {
            probe.asked(this);
            return new AuthorizationDecision(false);
        }
        return rule.authorize(access.get().of(current), context.getVariables());
    }

    /** That handler, called only if this rule holds. */
    public <T extends ServerResponse> GuardedHandler<T> guard(HandlerFunction<T> handler) {
        return new GuardedHandler<>(this, handler);
    }

    /**
     * Those routes, each handler called only if this rule holds. Which route a request takes is found before that, so that
     * a predicate of a route must give nothing away.
     */
    public <T extends ServerResponse> RouterFunction<T> guardAll(RouterFunction<T> routes) {
        return new GuardedRoutes<>(this, routes);
    }

    /** Every permission that is named, in order; not to be modified. */
    public Set<String> permissions() {
        return rule.permissions();
    }

    /** What must hold, wherever it is asked; null for a rule about a resource. */
    public @Nullable Requirement requirement() {
        return rule.requirement();
    }

    /** For people: {@code any(p4, all(p1, p2))}, {@code document.read on document:{id}}. */
    @Override
    public String toString() {
        return rule.toString();
    }

    /** Goes on only if it holds for the current user. */
    void require(Map<String, String> variables) {
        rule.require(access.get(), variables);
    }
}
