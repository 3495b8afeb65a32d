package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.security.OwnChanges;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;

/**
 * What Spring MVC asks of Tiergate. Answers where Tiergate cannot know, after the host's own exception handlers.
 *
 * <p>Remembers in the session of a user what they have changed.
 */
final class WebEnforcement implements WebMvcConfigurer, HandlerExceptionResolver, OwnChanges, Ordered {

    private static final Log LOG = LogFactory.getLog(WebEnforcement.class);

    private final SessionChanges sessionChanges;
    private final Supplier<DecisionUnavailableHandler> unavailable;

    /** @param unavailable asked for when it is needed, so that it need not exist before */
    WebEnforcement(SessionChanges sessionChanges, Supplier<DecisionUnavailableHandler> unavailable) {
        this.sessionChanges = sessionChanges;
        this.unavailable = unavailable;
    }

    @Override
    public void committed(long tenantId, long revision) {
        sessionChanges.committed(tenantId, revision);
    }

    @Override
    public @Nullable Demand demand() {
        return sessionChanges.demand();
    }

    /**
     * Before Spring's own last one, which takes a connection of the database that breaks for a client that is gone, and
     * answers nothing, which is 200.
     */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        int last = resolvers.size();
        for (int i = 0; i < resolvers.size(); i++) {
            if (resolvers.get(i) instanceof DefaultHandlerExceptionResolver) {
                last = i;
                break;
            }
        }
        resolvers.add(last, this);
    }

    /** The lowest, which is also that of a configurer without one. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        DecisionUnavailableException undecided = Undecided.in(failure);
        if (undecided == null || response.isCommitted()) {
            return null;
        }
        try {
            unavailable.get().handle(request, response, undecided);
        } catch (IOException | ServletException unanswered) {
            LOG.error("An answer to what cannot be decided failed", unanswered);
            return null;
        }
        return new ModelAndView();
    }
}
