package io.tiergate.boot.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Notes on a request what it fails with. Spring Security chooses among several handlers of a denial by the request alone,
 * which would not tell by whom it is.
 *
 * <p>Tells listeners of denials that become known only here: a rule for URLs decides also for whom nobody turns away, such
 * as a menu that leaves out what does not open.
 */
final class DenialFilter extends GenericFilterBean {

    private static final String FAILURE = DenialFilter.class.getName() + ".FAILURE";

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final Denials denials;
    private final AccessDeniedHandler handler;

    /** @param handler of denials by Tiergate */
    DenialFilter(Denials denials, AccessDeniedHandler handler) {
        this.denials = denials;
        this.handler = handler;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            request.setAttribute(FAILURE, failure);
            denials.tell(failure, (HttpServletRequest) request);
            if (!isMissingForNobody(failure, (HttpServletRequest) request, (HttpServletResponse) response)) {
                throw failure;
            }
        }
    }

    /** What everyone may see and is not there: to sign in, which Spring Security would ask for, does not bring it back. */
    private boolean isMissingForNobody(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Denial denial = denials.in(failure, request);
        if (denial == null
                || !denial.missing()
                || response.isCommitted()
                || !TRUST.isAnonymous(SecurityContextHolder.getContext().getAuthentication())) {
            return false;
        }
        denial.answered(request);
        handler.handle(request, response, new AccessDeniedException("Resource not found", failure));
        return true;
    }

    static @Nullable Throwable failure(ServletRequest request) {
        return (Throwable) request.getAttribute(FAILURE);
    }
}
