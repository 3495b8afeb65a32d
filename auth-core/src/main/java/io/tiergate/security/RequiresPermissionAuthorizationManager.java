package io.tiergate.security;

import io.tiergate.security.RequiresPermission.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;

/** Decides about the calls of guarded methods. */
final class RequiresPermissionAuthorizationManager implements AuthorizationManager<MethodInvocation> {

    private final Function<Class<?>, GuardedClass> classes;
    private final Supplier<Access> access;

    RequiresPermissionAuthorizationManager(Function<Class<?>, GuardedClass> classes, Supplier<Access> access) {
        this.classes = classes;
        this.access = access;
    }

    /** Never null, which Spring Security would take for "go on". */
    @Override
    public PermissionDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, MethodInvocation invocation) {
        List<RequiredPermissions> requirements = requirementsOf(invocation);
        Authentication current;
        try {
            current = authentication.get();
        } catch (AuthenticationCredentialsNotFoundException nobody) {
            // What everyone may do needs no authentication. For all else Spring Security's own answer stands.
            PermissionDecision decision = decide(requirements, access.get().of(null));
            if (decision.isGranted()) {
                return decision;
            }
            throw nobody;
        }
        return decide(requirements, access.get().of(current));
    }

    private List<RequiredPermissions> requirementsOf(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
        return classes.apply(type).requirementsOf(invocation.getMethod());
    }

    private static PermissionDecision decide(List<RequiredPermissions> requirements, Access access) {
        Map<String, PermissionDecision> asked = new HashMap<>();
        PermissionDecision last = null;
        for (RequiredPermissions required : requirements) {
            last = decide(
                    required,
                    name -> asked.computeIfAbsent(
                            name, permission -> new PermissionDecision(permission, access.check(permission))));
            if (!last.isGranted()) {
                return last;
            }
        }
        if (last == null) {
            throw new IllegalStateException("A call was to be guarded that no @RequiresPermission is found for");
        }
        return last;
    }

    private static PermissionDecision decide(
            RequiredPermissions required, Function<String, PermissionDecision> decisions) {
        boolean any = required.mode() == Mode.ANY;
        for (String name : required.names()) {
            PermissionDecision decision = decisions.apply(name);
            if (decision.isGranted() == any) {
                return decision;
            }
        }
        // All are alike: the first stands for them.
        return decisions.apply(required.names().get(0));
    }
}
