package io.tiergate.boot.web;

import io.tiergate.security.PermissionDecision;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tiergate has turned somebody away.
 *
 * @param decision by which; null where a controller names no permission
 * @param missing whether the resource is not there, and may be said to be missing: to those who hold the permission
 *     everywhere. All others must not learn which resources there are.
 */
record Denial(@Nullable PermissionDecision decision, boolean missing) {

    private static final String ANSWERED = Denial.class.getName() + ".ANSWERED";

    /** Notes on a request what it is answered for, which its error page finds. */
    void answered(HttpServletRequest request) {
        request.setAttribute(ANSWERED, this);
    }

    /** What the request is answered for; null if that is no denial by Tiergate. */
    static @Nullable Denial answered(HttpServletRequest request, int status) {
        return status == 403 && request.getAttribute(ANSWERED) instanceof Denial denial ? denial : null;
    }
}
