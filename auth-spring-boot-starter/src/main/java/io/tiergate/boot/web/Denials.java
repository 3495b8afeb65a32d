package io.tiergate.boot.web;

import io.tiergate.security.PermissionDecision;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;

/** Tells a denial by Tiergate from all others: a stale form, another rule of the application. */
final class Denials {

    private static final String FOUND = Denials.class.getName() + ".FOUND";

    private final ExpressionDenials expressions;

    Denials(ExpressionDenials expressions) {
        this.expressions = expressions;
    }

    /**
     * What a request is denied by; null if that is not Tiergate. Found out once, though Spring Security may ask twice.
     *
     * @param failure that which is to be answered
     */
    @Nullable
    Denial in(@Nullable Throwable failure, HttpServletRequest request) {
        Throwable each = failure;
        while (each != null && !(each instanceof AccessDeniedException)) {
            each = each.getCause();
        }
        if (!(each instanceof AuthorizationDeniedException denied)) {
            return null;
        }
        if (request.getAttribute(FOUND) instanceof Found found && found.failure == denied) {
            return found.denial;
        }
        Denial denial = by(denied.getAuthorizationResult());
        request.setAttribute(FOUND, new Found(denied, denial));
        return denial;
    }

    private @Nullable Denial by(@Nullable AuthorizationResult result) {
        if (result instanceof PermissionDecision decision) {
            return new Denial(decision);
        }
        if (result instanceof NothingNamed) {
            return new Denial(null);
        }
        return result instanceof ExpressionAuthorizationDecision expression
                ? expressions.in(expression.getExpression())
                : null;
    }

    private record Found(
            AuthorizationDeniedException failure, @Nullable Denial denial) {}
}
