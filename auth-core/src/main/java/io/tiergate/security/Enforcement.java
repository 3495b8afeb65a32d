package io.tiergate.security;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.beans.BeanUtils;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;

/** What {@link RequiresPermissionAdvisor} works with: who is asked, and who takes part. Immutable. */
public final class Enforcement {

    private final Access access;
    private final UnaryOperator<AuthorizationManager<MethodInvocation>> observed;
    private final Function<Class<? extends MethodAuthorizationDeniedHandler>, MethodAuthorizationDeniedHandler>
            deniedHandlers;

    private Enforcement(
            Access access,
            UnaryOperator<AuthorizationManager<MethodInvocation>> observed,
            Function<Class<? extends MethodAuthorizationDeniedHandler>, MethodAuthorizationDeniedHandler>
                    deniedHandlers) {
        this.access = Objects.requireNonNull(access, "access");
        this.observed = observed;
        this.deniedHandlers = deniedHandlers;
    }

    /** Nobody takes part, and the handlers of {@code @HandleAuthorizationDenied} are made by their constructors. */
    public static Enforcement by(Access access) {
        return new Enforcement(access, UnaryOperator.identity(), BeanUtils::instantiateClass);
    }

    /** The same, and what decides is what that makes of it, which costs nothing if that is the same. */
    public Enforcement observed(UnaryOperator<AuthorizationManager<MethodInvocation>> observing) {
        return new Enforcement(access, observing, deniedHandlers);
    }

    /** The same, and that finds the handlers of {@code @HandleAuthorizationDenied}. */
    public Enforcement deniedHandlers(
            Function<Class<? extends MethodAuthorizationDeniedHandler>, MethodAuthorizationDeniedHandler> finding) {
        return new Enforcement(access, observed, finding);
    }

    Access access() {
        return access;
    }

    AuthorizationManager<MethodInvocation> observed(AuthorizationManager<MethodInvocation> manager) {
        return Objects.requireNonNull(observed.apply(manager), "What decides was taken away");
    }

    MethodAuthorizationDeniedHandler deniedHandler(Class<? extends MethodAuthorizationDeniedHandler> type) {
        return deniedHandlers.apply(type);
    }
}
