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
import org.jspecify.annotations.Nullable;

/** Finds what nobody has answered: failures of filters, of rules for URLs, and of templates, which wrap them. */
final class UnavailableFilter implements Filter {

    /** More than anybody wraps. */
    private static final int DEEPEST = 50;

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
            DecisionUnavailableException unavailable = in(failure);
            if (unavailable == null || response.isCommitted()) {
                throw failure;
            }
            handler.get().handle((HttpServletRequest) request, (HttpServletResponse) response, unavailable);
        }
    }

    private static @Nullable DecisionUnavailableException in(Throwable failure) {
        Throwable each = failure;
        for (int i = 0; i < DEEPEST && each != null; i++) {
            if (each instanceof DecisionUnavailableException unavailable) {
                return unavailable;
            }
            each = each.getCause();
        }
        return null;
    }
}
