package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A controller that permissions guard as a whole: all its handler methods, before anything of the request is bound,
 * validated or looked up. Only what Spring MVC answers without a handler method stays open: that there is something at a
 * URL, and for which HTTP methods (OPTIONS, 405).
 *
 * <pre>{@code
 * @RestController
 * class SecretController extends ProtectedController {
 *
 *     SecretController() {
 *         super("topsecret");
 *     }
 *
 *     @GetMapping("/secret")
 *     String secret() { ... }
 * }
 * }</pre>
 *
 * <p>With another permission for each HTTP method:
 *
 * <pre>{@code
 * super(permissions -> permissions.on(GET, "invoice.read").on(POST, "invoice.write").otherwise("invoice.manage"));
 * }</pre>
 *
 * <p>Where no permission is named, for all or for the HTTP method of a request, it denies everyone. Where Tiergate is off,
 * or the controller is no bean, it lets nobody in either, with a {@link DecisionUnavailableException}. An
 * {@code @ExceptionHandler} of the controller itself is no handler of requests: one that takes every exception also takes
 * the denial, and answers it. Permissions on its methods ({@link io.tiergate.security.RequiresPermission}) must hold
 * besides.
 */
public abstract class ProtectedController {

    static final String GUARDED = ProtectedController.class.getName() + ".GUARDED";

    private final RequiredByMethod required;

    @Autowired(required = false)
    private @Nullable Access access;

    /** Names no permission: denies everyone. */
    protected ProtectedController() {
        this(RequiredByMethod.NOTHING);
    }

    /**
     * Every HTTP method needs the permission.
     *
     * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
     */
    protected ProtectedController(String permission) {
        this(RequiredByMethod.always(Rule.has(permission)));
    }

    /**
     * Every HTTP method needs the permission on a resource, whose id is taken from the variables of the URL pattern: {@code
     * super("document.read", "document:{id}")}. A request whose pattern has no such variable ends in an {@link
     * IllegalStateException}.
     *
     * @throws IllegalArgumentException if it is not a type and an id
     * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
     */
    protected ProtectedController(String permission, String resource) {
        this(RequiredByMethod.always(Rule.has(permission).on(resource)));
    }

    /** Every HTTP method needs what holds: {@code super(any("invoice.read", "invoice.write"))}. */
    protected ProtectedController(Requirement requirement) {
        this(RequiredByMethod.always(Rule.holds(requirement)));
    }

    /**
     * Each HTTP method needs what is named for it; one that nothing is named for lets nobody in.
     *
     * @param permissions names them, at once
     */
    protected ProtectedController(Consumer<RequiredByMethod.Builder> permissions) {
        this(built(permissions));
    }

    private ProtectedController(RequiredByMethod required) {
        this.required = required;
    }

    private static RequiredByMethod built(Consumer<RequiredByMethod.Builder> permissions) {
        RequiredByMethod.Builder builder = new RequiredByMethod.Builder();
        permissions.accept(builder);
        return builder.build();
    }

    /**
     * Goes on only if what is named for the HTTP method of the request holds. Spring MVC calls it before each handler
     * method, and Tiergate's interceptor calls it before that; the second call finds the answer of the first. Not for
     * overriding, and not final, because a proxy must be able to pass it on to its target.
     */
    @ModelAttribute
    protected void requirePermission(HttpServletRequest request) {
        if (request.getAttribute(GUARDED) == this) {
            request.removeAttribute(GUARDED);
            return;
        }
        Rule rule = required.rule(HttpMethod.valueOf(request.getMethod()));
        if (rule == null) {
            throw new AuthorizationDeniedException(
                    getClass().getName() + " denies everyone"
                            + (required.isEmpty() ? "" : " for " + request.getMethod())
                            + ", because it names no permission. Name it with super(\"…\") in its constructor.",
                    new NothingNamed());
        }
        rule.require(access(), variables(request));
        request.setAttribute(GUARDED, this);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** What the current user may do, for an {@code if} in a handler method. */
    protected Access access() {
        if (access == null) {
            throw new DecisionUnavailableException(
                    getClass().getName() + " cannot ask about permissions: Tiergate is off"
                            + " (tiergate.enabled=false), or Spring did not make this controller.");
        }
        return access;
    }

    /** Who acts; {@link Subject#anonymous()} for nobody. */
    protected Subject subject() {
        return access().subject();
    }

    /** In which tenant the request is. */
    protected Tenant tenant() {
        return access().tenant();
    }

    /** Whether the current user may, for an {@code if}. */
    protected boolean has(String permission) {
        return access().has(permission);
    }

    /** Whether the current user may on that resource, for an {@code if}. */
    protected boolean has(String permission, Resource resource) {
        return access().has(permission, resource);
    }

    /** Whether the requirement holds for the current user, for an {@code if}. */
    protected boolean has(Requirement requirement) {
        return access().has(requirement);
    }

    /** Goes on only if the permission is allowed, as {@link Access#require(String)} does. */
    protected void require(String permission) {
        access().require(permission);
    }

    /** Goes on only if the permission is allowed on the resource, as {@link Access#require(String, Resource)} does. */
    protected void require(String permission, Resource resource) {
        access().require(permission, resource);
    }

    /** Goes on only if the requirement holds, as {@link Access#require(Requirement)} does. */
    protected void require(Requirement requirement) {
        access().require(requirement);
    }

    RequiredByMethod requiredByMethod() {
        return required;
    }
}
