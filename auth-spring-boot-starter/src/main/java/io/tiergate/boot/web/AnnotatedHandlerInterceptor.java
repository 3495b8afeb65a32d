package io.tiergate.boot.web;

import io.tiergate.security.Access;
import io.tiergate.security.PermissionGuard;
import io.tiergate.security.PermissionGuards;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.core.annotation.SecurityAnnotationScanner;
import org.springframework.security.core.annotation.SecurityAnnotationScanners;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks for what a handler's annotations require before anything of the request is bound, validated or looked up, so that
 * a 400 or a 404 gives nothing away to somebody who may not. The call itself is guarded all the same.
 *
 * <p>Not where the arguments say what is asked about, and not where the handler answers its denials itself.
 */
final class AnnotatedHandlerInterceptor implements HandlerInterceptor {

    private final PermissionGuards guards;
    private final Supplier<Access> access;
    private final SecurityAnnotationScanner<HandleAuthorizationDenied> handlings =
            SecurityAnnotationScanners.requireUnique(HandleAuthorizationDenied.class);
    private final Map<PermissionGuard, Boolean> askedAhead = new ConcurrentHashMap<>();

    /** @param access asked for at the first guarded request */
    AnnotatedHandlerInterceptor(PermissionGuards guards, Supplier<Access> access) {
        this.guards = guards;
        this.access = SingletonSupplier.of(access);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            Class<?> type = AopUtils.getTargetClass(method.getBean());
            PermissionGuard guard = guards.guardOf(method.getMethod(), type);
            if (guard != null && isAskedAhead(guard, method, type) && !isCalled(request)) {
                guard.requireAhead(access.get());
            }
        }
        return true;
    }

    private boolean isAskedAhead(PermissionGuard guard, HandlerMethod method, Class<?> type) {
        Boolean known = askedAhead.get(guard);
        return known == null
                ? askedAhead.computeIfAbsent(
                        guard, key -> !key.needsArguments() && handlings.scan(specific(method, type), type) == null)
                : known;
    }

    private static Method specific(HandlerMethod method, Class<?> type) {
        return AopUtils.getMostSpecificMethod(method.getMethod(), type);
    }

    /** The handler has run already, on another thread, and only its result is to be written. */
    private static boolean isCalled(HttpServletRequest request) {
        return WebAsyncUtils.getAsyncManager(request).hasConcurrentResult();
    }
}
