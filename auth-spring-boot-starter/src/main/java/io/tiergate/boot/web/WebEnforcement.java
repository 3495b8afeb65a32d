package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.security.OwnChanges;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;

/**
 * What Spring MVC asks of Tiergate. Protected controllers are guarded before anything else of them runs.
 *
 * <p>Answers 503 where Tiergate cannot know, after the host's own exception handlers. The answer is written here and not by
 * the error page, whose own guards would turn it into a 401 for an anonymous user.
 *
 * <p>Remembers in the session of a user what they have changed.
 */
final class WebEnforcement implements WebMvcConfigurer, HandlerExceptionResolver, OwnChanges, Ordered {

    private static final Log LOG = LogFactory.getLog(WebEnforcement.class);

    private static final byte[] BODY = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503}"
            .getBytes(StandardCharsets.UTF_8);

    private final SessionChanges sessionChanges;

    WebEnforcement(SessionChanges sessionChanges) {
        this.sessionChanges = sessionChanges;
    }

    @Override
    public void committed(long tenantId, long revision) {
        sessionChanges.committed(tenantId, revision);
    }

    @Override
    public @Nullable Demand demand() {
        return sessionChanges.demand();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ProtectedControllerInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
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
        if (!(failure instanceof DecisionUnavailableException) || response.isCommitted()) {
            return null;
        }
        LOG.error("Answered with 503, because it cannot be decided who may do this", failure);
        try {
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        } catch (IOException gone) {
            LOG.debug("The client is gone", gone);
        }
        return new ModelAndView();
    }
}
