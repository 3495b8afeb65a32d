package io.tiergate.boot.expression;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.expression.Expression;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/**
 * Finds out whether an expression that denied somebody did so by Tiergate. Inside an expression an answer is a boolean, and
 * its reason is lost: so the permissions that the expression asks about are read from it, and asked about once more, which
 * costs nothing where nobody is denied.
 *
 * <p>Tells listeners of such a denial where Spring Security publishes it. Safe for use by many threads.
 */
public final class ExpressionDenials implements ApplicationListener<AuthorizationDeniedEvent<?>> {

    private static final Log LOG = LogFactory.getLog(ExpressionDenials.class);

    private final Supplier<Access> access;
    private final SecurityExpressions expressions;

    /** By the very result, so that whoever asks about it is given the same, and it is told once. */
    private final Map<AuthorizationResult, Optional<PermissionDecision>> found =
            Collections.synchronizedMap(new WeakHashMap<>());

    ExpressionDenials(Supplier<Access> access, SecurityExpressions expressions) {
        this.access = access;
        this.expressions = expressions;
    }

    /**
     * By what a result denies: the first permission in its expression that is lacking, the same at each call with a result.
     *
     * @param asking of whom the result is
     * @return null if it is about something else, or that cannot be found out now
     */
    public @Nullable PermissionDecision in(@Nullable AuthorizationResult result, Access asking) {
        if (!(result instanceof ExpressionAuthorizationDecision denied) || denied.isGranted()) {
            return null;
        }
        Optional<PermissionDecision> known = found.get(result);
        if (known == null) {
            known = Optional.ofNullable(find(denied.getExpression(), asking));
            found.put(result, known);
        }
        return known.orElse(null);
    }

    private @Nullable PermissionDecision find(Expression expression, Access asking) {
        try {
            for (String permission : expressions.read(expression).permissions()) {
                PermissionDecision result = asking.authorizeAgain(permission);
                if (!result.isGranted()) {
                    return result;
                }
            }
        } catch (DecisionUnavailableException away) {
            // The answer was no, and stays that.
            LOG.debug("It cannot be found out what was lacking in " + expression.getExpressionString(), away);
        }
        return null;
    }

    @Override
    public void onApplicationEvent(AuthorizationDeniedEvent<?> event) {
        Access theirs = access.get().of(event.getAuthentication().get());
        PermissionDecision denied = in(event.getAuthorizationResult(), theirs);
        if (denied != null) {
            theirs.tellDenied(denied);
        }
    }

    /** Heard of by one thread at a time, and by that which asks. */
    @Override
    public boolean supportsAsyncExecution() {
        return false;
    }
}
