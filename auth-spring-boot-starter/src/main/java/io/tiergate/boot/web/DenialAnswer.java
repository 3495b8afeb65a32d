package io.tiergate.boot.web;

import io.tiergate.Decision.Code;
import io.tiergate.boot.web.TiergateWebProperties.Reveal;
import io.tiergate.security.PermissionDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/**
 * Answers a denial by Tiergate with 403: a problem for programs, the application's error page for people. Says what was
 * lacking only as far as it may. What may be said to be missing is answered with 404 likewise.
 */
final class DenialAnswer implements AccessDeniedHandler {

    private final TiergateWebProperties properties;
    private final AccessDeniedHandler errorPage = new AccessDeniedHandlerImpl();

    DenialAnswer(TiergateWebProperties properties) {
        this.properties = properties;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, ServletException {
        if (response.isCommitted()) {
            return;
        }
        Denial denial = Denial.answered(request, HttpServletResponse.SC_FORBIDDEN);
        if (denial != null && denial.missing()) {
            notFound(request, response);
        } else if (!AcceptHeader.prefersPage(request)) {
            problem(denial, request).write(response);
        } else if (request.getDispatcherType() == DispatcherType.ERROR) {
            // The error page itself is denied: another error page would be, too.
            page(denial, request).write(response);
        } else {
            errorPage.handle(request, response, failure);
        }
    }

    private void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!AcceptHeader.prefersPage(request)) {
            Answer.problem(
                            HttpServletResponse.SC_NOT_FOUND,
                            properties.problemBase(),
                            "resource-not-found",
                            "Resource not found",
                            Map.of(),
                            request)
                    .write(response);
        } else if (request.getDispatcherType() == DispatcherType.ERROR) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** For people, where the application has no page of its own. */
    Answer page(@Nullable Denial denial, HttpServletRequest request) {
        return Answer.page(
                HttpServletResponse.SC_FORBIDDEN,
                "Not allowed",
                "You may not do this",
                "You are signed in, but what you hold does not open this page. Whoever administers the application can"
                        + " change that; it takes effect at once, without a new sign-in.",
                revealed(denial),
                request);
    }

    private Answer problem(@Nullable Denial denial, HttpServletRequest request) {
        return Answer.problem(
                HttpServletResponse.SC_FORBIDDEN,
                properties.problemBase(),
                "permission-denied",
                "Permission denied",
                revealed(denial),
                request);
    }

    private Map<String, String> revealed(@Nullable Denial denial) {
        Map<String, String> revealed = new LinkedHashMap<>();
        PermissionDecision decision = denial == null ? null : denial.decision();
        if (decision != null && properties.reveal() != Reveal.NOTHING) {
            revealed.put("permission", decision.permission());
            if (properties.reveal() == Reveal.REASON) {
                // Which resources there are is not told to those who may not see them.
                Code code = decision.decision().code();
                revealed.put("reason", (code == Code.UNKNOWN_RESOURCE ? Code.NOT_GRANTED : code).name());
            }
        }
        return revealed;
    }
}
