package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.security.authorization.method.ThrowingMethodAuthorizationDeniedHandler;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.SecurityAnnotationScanner;
import org.springframework.security.core.annotation.SecurityAnnotationScanners;

/**
 * Decides about each call of a guarded method, and goes on or does not.
 *
 * <p>Where nobody observes and nobody hears of events, a call that is allowed makes no object. Spring Security's own
 * interceptor is not used for it: it makes texts for its log at each call, whether they are logged or not.
 */
final class GuardedCalls implements MethodInterceptor {

    private static final Log LOG = LogFactory.getLog(RequiresPermissionAdvisor.class);

    private final PermissionGuards guards;
    private final Enforcement enforcement;
    private final Access access;

    /** Null where nobody takes part in the decision. */
    private final @Nullable AuthorizationManager<MethodInvocation> observed;

    private final SecurityAnnotationScanner<HandleAuthorizationDenied> handlings =
            SecurityAnnotationScanners.requireUnique(HandleAuthorizationDenied.class);
    private final Map<PermissionGuard, Optional<MethodAuthorizationDeniedHandler>> handlers = new ConcurrentHashMap<>();

    GuardedCalls(PermissionGuards guards, Enforcement enforcement) {
        this.guards = guards;
        this.enforcement = enforcement;
        this.access = enforcement.access();
        AuthorizationManager<MethodInvocation> manager = this::authorize;
        AuthorizationManager<MethodInvocation> observing = enforcement.observed(manager);
        this.observed = observing == manager ? null : observing;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        PermissionGuard guard = guardOf(call);
        Authentication authentication = access.authentication();
        AuthorizationResult result = observed == null
                ? guard.decide(access, authentication, call)
                : observed.authorize(() -> authentication, call);
        if (result == null) {
            throw new IllegalStateException("Nothing was decided about " + call.getMethod());
        }
        if (result.isGranted()) {
            access.asking().told().published(result, authentication, call);
            return proceed(call, guard);
        }
        return turnAway(call, guard, result, authentication);
    }

    /** What others may observe. Never null, which Spring Security would take for "go on". */
    private PermissionDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, MethodInvocation call) {
        return guardOf(call).decide(access, authentication.get(), call);
    }

    private PermissionGuard guardOf(MethodInvocation call) {
        PermissionGuard guard = guards.guardOf(call.getMethod(), targetClass(call));
        if (guard == null) {
            throw new IllegalStateException(
                    "A call was to be guarded that no @RequiresPermission is found for: " + call.getMethod());
        }
        return guard;
    }

    private @Nullable Object proceed(MethodInvocation call, PermissionGuard guard) throws Throwable {
        try {
            return call.proceed();
        } catch (AuthorizationDeniedException deniedInside) {
            // As with Spring Security's annotations: the handler of a method stands for all that it asks within, too.
            MethodAuthorizationDeniedHandler handler = handlerOf(call, guard);
            if (handler == null) {
                throw deniedInside;
            }
            return handler.handleDeniedInvocation(call, deniedInside);
        }
    }

    private @Nullable Object turnAway(
            MethodInvocation call,
            PermissionGuard guard,
            AuthorizationResult result,
            @Nullable Authentication authentication) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("Denied the call of " + call.getMethod() + ": " + result);
        }
        access.asking().told().turnedAway(result, authentication, call);
        MethodAuthorizationDeniedHandler handler = authentication == null ? null : handlerOf(call, guard);
        if (handler == null) {
            throw TurnedAway.by(result, authentication);
        }
        return handler.handleDeniedInvocation(call, result);
    }

    private @Nullable MethodAuthorizationDeniedHandler handlerOf(MethodInvocation call, PermissionGuard guard) {
        return handlers.computeIfAbsent(guard, key -> find(call.getMethod(), targetClass(call)))
                .orElse(null);
    }

    private Optional<MethodAuthorizationDeniedHandler> find(Method method, Class<?> type) {
        HandleAuthorizationDenied handling = handlings.scan(AopUtils.getMostSpecificMethod(method, type), type);
        return handling == null || handling.handlerClass() == ThrowingMethodAuthorizationDeniedHandler.class
                ? Optional.empty()
                : Optional.of(enforcement.deniedHandler(handling.handlerClass()));
    }

    private static Class<?> targetClass(MethodInvocation call) {
        Object target = call.getThis();
        return target == null ? call.getMethod().getDeclaringClass() : target.getClass();
    }
}
