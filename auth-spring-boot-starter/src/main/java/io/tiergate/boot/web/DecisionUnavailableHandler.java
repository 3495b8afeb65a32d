package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a request about which Tiergate cannot know, wherever that was found: in a controller, a filter, a rule for URLs,
 * a template. A bean of this type takes the place of Tiergate's own, which answers 503. Exception handlers of the
 * application come before it.
 */
@FunctionalInterface
public interface DecisionUnavailableHandler {

    /**
     * Answers. Called by many threads, and only while the response is not committed. The response may hold what was written
     * so far, which {@link HttpServletResponse#resetBuffer()} and {@link HttpServletResponse#sendError(int)} take away. A
     * page of the application that asks Tiergate itself, for its navigation, cannot be shown now.
     *
     * @param failure whose message is for those who run the application, not for clients
     */
    void handle(HttpServletRequest request, HttpServletResponse response, DecisionUnavailableException failure)
            throws IOException, ServletException;
}
