package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** Finds what nobody has answered: failures of filters, of rules for URLs, and of templates, which wrap them. */
final class UnavailableFilter implements Filter {

    private final Supplier<DecisionUnavailableHandler> handler;

    /** @param handler asked for when it is needed, since filters are made before most beans */
    UnavailableFilter(Supplier<DecisionUnavailableHandler> handler) {
        this.handler = handler;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            DecisionUnavailableException unavailable = Undecided.in(failure);
            if (unavailable == null || response.isCommitted()) {
                throw failure;
            }
            handler.get().handle((HttpServletRequest) request, (HttpServletResponse) response, unavailable);
        }
    }
}
