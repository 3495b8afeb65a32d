package io.tiergate.boot.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.ExceptionTranslationFilter;

/**
 * Lets a filter chain answer denials by Tiergate, and no others, as Tiergate does.
 *
 * <p>A handler that the application sets wins. A default that it adds for some requests comes before ours, since this is
 * initialized after the application's own configuration; what Spring Security adds by itself for bearer tokens comes
 * after ours. An only default of that kind, which Spring Security would use for all requests, is used for those that it
 * was added for.
 */
final class DenialConfigurer extends AbstractHttpConfigurer<DenialConfigurer, HttpSecurity> {

    private final Denials denials;
    private final AccessDeniedHandler handler;
    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();

    /** @param handler of denials by Tiergate */
    DenialConfigurer(Denials denials, AccessDeniedHandler handler) {
        this.denials = denials;
        this.handler = handler;
    }

    @Override
    public void init(HttpSecurity http) {
        ExceptionHandlingConfigurer<HttpSecurity> handling = handling(http);
        if (handling != null) {
            handling.defaultAccessDeniedHandlerFor(
                    this::handle, request -> denials.in(DenialFilter.failure(request), request) != null);
        }
    }

    @Override
    public void configure(HttpSecurity http) {
        http.addFilterAfter(new DenialFilter(denials, handler), ExceptionTranslationFilter.class);
    }

    /** Spring Security asks the matcher only where there are several handlers. */
    private void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException, ServletException {
        Denial denial = denials.in(failure, request);
        if (denial == null) {
            others.handle(request, response, failure);
        } else {
            denial.answered(request);
            handler.handle(request, response, failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static ExceptionHandlingConfigurer<HttpSecurity> handling(HttpSecurity http) {
        return http.getConfigurer(ExceptionHandlingConfigurer.class);
    }
}
