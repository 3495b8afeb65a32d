package io.tiergate.boot.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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

    private final Denials denials;

    DenialFilter(Denials denials) {
        this.denials = denials;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            request.setAttribute(FAILURE, failure);
            denials.tell(failure, (HttpServletRequest) request);
            throw failure;
        }
    }

    static @Nullable Throwable failure(ServletRequest request) {
        return (Throwable) request.getAttribute(FAILURE);
    }
}
