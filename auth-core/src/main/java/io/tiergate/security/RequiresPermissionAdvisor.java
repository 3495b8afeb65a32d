package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.StaticMethodMatcher;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Enforces {@link RequiresPermission} on beans, and on whatever else Spring Security's {@code AuthorizationProxyFactory}
 * makes proxies of. Publish it as a static bean with the infrastructure role.
 *
 * <p>It comes after {@code @PreAuthorize}, {@code @Secured} and the annotations of JSR 250, which need no store, and
 * before the method and its transaction. Annotations are read, and refused with an {@link
 * InvalidRequiresPermissionException}, when a bean of their class is made.
 */
public final class RequiresPermissionAdvisor implements AuthorizationAdvisor {

    private static final int ORDER = AuthorizationInterceptorsOrder.JSR250.getOrder() + 10;

    private final Map<Class<?>, GuardedClass> classes = new ConcurrentHashMap<>();
    private final AnnotatedMethods annotated = new AnnotatedMethods();
    private final Pointcut pointcut = new GuardedMethods();
    private final SingletonSupplier<AuthorizationManagerBeforeMethodInterceptor> interceptor;

    /** @param access asked for at each guarded call, so that nothing of it need exist while proxies are made */
    public RequiresPermissionAdvisor(Supplier<Access> access) {
        this(access, AuthorizationManagerBeforeMethodInterceptor::new);
    }

    /**
     * @param access asked for at each guarded call, so that nothing of it need exist while proxies are made
     * @param interceptor makes what guards the calls, at the first of them: where a context holder strategy, an event
     *     publisher or an observation is to take part. What it is given is to be called for each decision.
     */
    public RequiresPermissionAdvisor(
            Supplier<Access> access,
            BiFunction<Pointcut, AuthorizationManager<MethodInvocation>, AuthorizationManagerBeforeMethodInterceptor>
                    interceptor) {
        this.interceptor = SingletonSupplier.of(
                () -> interceptor.apply(pointcut, new RequiresPermissionAuthorizationManager(this::guarded, access)));
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        return interceptor.obtain().invoke(invocation);
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

    private GuardedClass guarded(Class<?> type) {
        return classes.computeIfAbsent(type, each -> GuardedClass.of(each, annotated));
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
            return guarded(type).isGuarded();
        }

        @Override
        public boolean matches(Method method, Class<?> type) {
            return !guarded(type).requirementsOf(method).isEmpty();
        }
    }
}
