package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.StaticMethodMatcher;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;

/**
 * Enforces {@link RequiresPermission} on beans, and on whatever else Spring Security's {@code AuthorizationProxyFactory}
 * makes proxies of. Publish it as a static bean with the infrastructure role.
 *
 * <p>It comes after {@code @PreAuthorize}, {@code @Secured} and the annotations of JSR 250, which need no store, and
 * before {@code @PostAuthorize} and {@code @AuthorizeReturnObject}, which need the result. Transactions and caches come after
 * all of them, unless the application gives them another order; {@code @Async} comes before. Annotations are read, and refused
 * with an {@link InvalidRequiresPermissionException}, when a bean of their class is made.
 */
public final class RequiresPermissionAdvisor implements AuthorizationAdvisor {

    private static final int ORDER = AuthorizationInterceptorsOrder.JSR250.getOrder() + 10;

    private final PermissionGuards guards;
    private final Supplier<Enforcement> enforcement;
    private final Pointcut pointcut = new GuardedMethods();

    /** Made at the first call that can be enforced: from then on nothing is looked up. */
    private volatile @Nullable GuardedCalls calls;

    /** @param enforcement asked for at the first guarded call, so that nothing of it need exist while proxies are made */
    public RequiresPermissionAdvisor(PermissionGuards guards, Supplier<Enforcement> enforcement) {
        this.guards = guards;
        this.enforcement = enforcement;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        GuardedCalls ready = calls;
        if (ready == null) {
            ready = new GuardedCalls(guards, enforcement.get());
            calls = ready;
        }
        return ready.invoke(invocation);
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return this;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    private final class GuardedMethods extends StaticMethodMatcher implements Pointcut, ClassFilter {

        @Override
        public ClassFilter getClassFilter() {
            return this;
        }

        @Override
        public MethodMatcher getMethodMatcher() {
            return this;
        }

        @Override
        public boolean matches(Class<?> type) {
            return guards.guards(type);
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            return guards.guardOf(method, type) != null;
        }
    }
}
