package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * Answers 503: a problem for programs, a page for people. Both are written here and not by the application's error page:
 * its guards would turn the answer into a 401 for an anonymous user, and what it asks Tiergate fails again.
 *
 * <p>Without a Retry-After: nobody knows when the store is back, and a number would bring all clients back at once.
 */
final class UnavailableAnswer implements DecisionUnavailableHandler {

    private static final Log LOG = LogFactory.getLog(UnavailableAnswer.class);

    private final TiergateWebProperties properties;

    UnavailableAnswer(TiergateWebProperties properties) {
        this.properties = properties;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, DecisionUnavailableException failure) {
        log(failure);
        Answer answer = AcceptHeader.prefersPage(request)
                ? Answer.page(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        "Not available",
                        "Not available right now",
                        "Whether you may do this cannot be found out at the moment, so nothing was done. Please try again"
                                + " in a minute.",
                        Map.of(),
                        request)
                : Answer.problem(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        properties.problemBase(),
                        "decision-unavailable",
                        "Decision unavailable",
                        Map.of(),
                        request);
        try {
            answer.write(response);
        } catch (IOException gone) {
            LOG.debug("The client is gone", gone);
        }
    }

    /** One line for each request: in an outage all of them fail, by the same cause. */
    private static void log(DecisionUnavailableException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        LOG.error("Answered with 503, because it cannot be decided who may do this: "
                + failure.getMessage()
                + (cause == failure ? "" : " Cause: " + cause)
                + " (with its stack trace at DEBUG)");
        LOG.debug("Where it could not be decided", failure);
    }
}
