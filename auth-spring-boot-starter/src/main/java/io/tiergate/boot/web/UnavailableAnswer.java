package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

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
        LOG.error("Answered with 503, because it cannot be decided who may do this", failure);
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
}
