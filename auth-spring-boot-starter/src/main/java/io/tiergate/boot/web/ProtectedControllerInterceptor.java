package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.aop.support.AopUtils;
import org.springframework.web.context.request.async.WebAsyncUtils;
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
            if (WebAsyncUtils.getAsyncManager(request).hasConcurrentResult()) {
                // It has been asked and has run, on another thread, and only its result is to be written.
                request.setAttribute(ProtectedController.GUARDED, controller);
            } else {
                controller.requirePermission(request);
            }
            if (!(handler instanceof HandlerMethod)) {
                // Nothing asks again, and a forward to it must.
                request.removeAttribute(ProtectedController.GUARDED);
            }
        } else if (ProtectedController.class.isAssignableFrom(AopUtils.getTargetClass(bean))) {
            throw new DecisionUnavailableException(AopUtils.getTargetClass(bean).getName()
                    + " is a ProtectedController behind a proxy of an interface, through which it cannot be guarded. Let the"
                    + " proxy be one of the class: spring.aop.proxy-target-class=true, or proxyMode = TARGET_CLASS.");
        }
        return true;
    }
}
