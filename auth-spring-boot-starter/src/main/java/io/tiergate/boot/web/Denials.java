package io.tiergate.boot.web;

import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.boot.expression.ExpressionDenials;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;

/** Tells a denial by Tiergate from all others: a stale form, another rule of the application. */
final class Denials {

    private static final String FOUND = Denials.class.getName() + ".FOUND";

    private final Supplier<@Nullable Access> access;
    private final Supplier<@Nullable ExpressionDenials> expressions;

    /** Both give null where Tiergate is off. */
    Denials(Supplier<@Nullable Access> access, Supplier<@Nullable ExpressionDenials> expressions) {
        this.access = access;
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

    /** Tells listeners of a request that was turned away, unless what turned it away has told them. */
    void tell(Throwable failure, HttpServletRequest request) {
        Denial denial = in(failure, request);
        Access telling = access.get();
        if (denial != null && denial.decision() != null && telling != null) {
            telling.tellDenied(denial.decision());
        }
    }

    private @Nullable Denial by(@Nullable AuthorizationResult result) {
        Access asking = access.get();
        if (result instanceof PermissionDecision decision) {
            return new Denial(decision, asking != null && isMissing(decision, asking));
        }
        if (result instanceof NothingNamed) {
            return new Denial(null, false);
        }
        ExpressionDenials reading = expressions.get();
        PermissionDecision lacking = reading == null || asking == null ? null : reading.in(result, asking);
        return lacking == null ? null : new Denial(lacking, false);
    }

    private static boolean isMissing(PermissionDecision decision, Access asking) {
        if (decision.decision().code() != Code.UNKNOWN_RESOURCE) {
            return false;
        }
        try {
            return asking.authorizeAgain(decision.permission()).isGranted();
        } catch (DecisionUnavailableException away) {
            // The answer was no, and stays that.
            return false;
        }
    }

    private record Found(
            AuthorizationDeniedException failure, @Nullable Denial denial) {}
}
