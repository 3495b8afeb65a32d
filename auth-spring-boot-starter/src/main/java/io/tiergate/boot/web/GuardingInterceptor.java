package io.tiergate.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks all that guards handlers before anything else of them runs. */
record GuardingInterceptor(List<HandlerInterceptor> guards) implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        for (HandlerInterceptor guard : guards) {
            if (!guard.preHandle(request, response, handler)) {
                return false;
            }
        }
        return true;
    }
}
