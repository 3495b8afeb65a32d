package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.What;
import io.tiergate.security.Access;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * A controller that one permission guards: all its handler methods, for every HTTP method, before anything of the request
 * is bound, validated or looked up. Only what Spring MVC answers without a handler method stays open: that there is
 * something at a URL, and for which HTTP methods (OPTIONS, 405).
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
 * <p>While no permission is named, it denies everyone. Where Tiergate is off, or the controller is no bean, it lets nobody
 * in either, with a {@link DecisionUnavailableException}. An {@code @ExceptionHandler} of the controller itself is no handler
 * of requests: one that takes every exception also takes the denial, and answers it. Permissions on its methods ({@link
 * io.tiergate.security.RequiresPermission}) must hold besides.
 */
public abstract class ProtectedController {

    private static final String GUARDED = ProtectedController.class.getName() + ".GUARDED";

    private final @Nullable String permission;

    @Autowired(required = false)
    private @Nullable Access access;

    /** Names no permission: denies everyone. */
    protected ProtectedController() {
        this.permission = null;
    }

    /** @throws io.tiergate.InvalidNameException if it cannot be the name of a permission */
    protected ProtectedController(String permission) {
        this.permission = new What(What.Kind.PERMISSION, permission).name();
    }

    /**
     * Goes on only if the permission is allowed. Spring MVC calls it before each handler method, and Tiergate's
     * interceptor calls it before that; the second call finds the answer of the first. Not for overriding, and not final,
     * because a proxy must be able to pass it on to its target.
     */
    @ModelAttribute
    protected void requirePermission(HttpServletRequest request) {
        if (request.getAttribute(GUARDED) == this) {
            request.removeAttribute(GUARDED);
            return;
        }
        if (permission == null) {
            throw new AuthorizationDeniedException(
                    getClass().getName()
                            + " denies everyone, because it names no permission. Name it with super(\"…\") in its constructor.");
        }
        access().require(permission);
        request.setAttribute(GUARDED, this);
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
}
