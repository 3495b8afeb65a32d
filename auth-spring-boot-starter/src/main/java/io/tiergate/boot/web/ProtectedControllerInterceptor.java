package io.tiergate.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks a {@link ProtectedController} before anything else of it runs. By itself it is asked before its handler methods,
 * but perhaps after other model attribute methods, which may look things up.
 */
final class ProtectedControllerInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object bean = handler instanceof HandlerMethod method ? method.getBean() : handler;
        if (bean instanceof ProtectedController controller) {
            controller.requirePermission(request);
        }
        return true;
    }
}
