package io.tiergate.boot.routes;

import io.tiergate.boot.catalogue.SecurityExpression;
import io.tiergate.boot.catalogue.SecurityExpression.Admits;
import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.security.RequiresPermissionAdvisor;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Pointcut;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizeReturnObjectMethodInterceptor;
import org.springframework.security.authorization.method.PostFilterAuthorizationMethodInterceptor;
import org.springframework.security.authorization.method.PreFilterAuthorizationMethodInterceptor;
import org.springframework.security.core.annotation.SecurityAnnotationScanners;
import org.springframework.util.ReflectionUtils;

/** What Spring Security's own advice guards. An annotation that no advice enforces guards nothing. */
final class MethodSecurity {

    private final List<AuthorizationAdvisor> ofTheHost;
    private final List<Class<? extends Annotation>> enforced;
    private final SecurityExpressions expressions;

    MethodSecurity(Collection<AuthorizationAdvisor> all, SecurityExpressions expressions) {
        this.expressions = expressions;
        List<AuthorizationAdvisor> advisors = all.stream()
                .filter(advisor -> !(advisor instanceof RequiresPermissionAdvisor
                        || advisor instanceof AuthorizeReturnObjectMethodInterceptor
                        || advisor instanceof PreFilterAuthorizationMethodInterceptor
                        || advisor instanceof PostFilterAuthorizationMethodInterceptor))
                .toList();
        List<Class<? extends Annotation>> annotations = new ArrayList<>();
        for (Method method : ReflectionUtils.getDeclaredMethods(Samples.class)) {
            for (Annotation annotation : method.getAnnotations()) {
                if (advisors.stream().anyMatch(advisor -> matches(advisor, method, Samples.class))) {
                    annotations.add(annotation.annotationType());
                }
            }
        }
        this.enforced = List.copyOf(annotations);
        this.ofTheHost = advisors.stream().filter(MethodSecurity::isOfTheHost).toList();
    }

    /**
     * What the annotations on a handler say.
     *
     * @param after what is asked when the handler has done its work
     */
    record Finding(List<Guard> guards, List<Guard> after, List<String> notes) {}

    Finding about(MethodTarget target) {
        Finding finding = new Finding(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        PreAuthorize before = find(PreAuthorize.class, target);
        if (before != null) {
            expression("@PreAuthorize", before.value(), PreAuthorize.class, finding);
        }
        PostAuthorize after = find(PostAuthorize.class, target);
        if (after != null) {
            expression("@PostAuthorize", after.value(), PostAuthorize.class, finding);
        }
        Secured secured = find(Secured.class, target);
        if (secured != null) {
            add(guard("@Secured(" + String.join(", ", secured.value()) + ")"), Secured.class, finding);
        }
        jsr250(target, finding);
        if (ofTheHost.stream().anyMatch(advisor -> matches(advisor, target.method(), target.type()))) {
            finding.guards().add(guard("advice of the application"));
        }
        String unseen = unseen(target);
        if (unseen != null) {
            for (List<Guard> each : List.of(finding.guards(), finding.after())) {
                each.forEach(guard -> finding.notes().add(guard.text() + " is not enforced: " + unseen));
                each.clear();
            }
        }
        return finding;
    }

    /** Why no advice sees calls of the method; null if it does. */
    private static @Nullable String unseen(MethodTarget target) {
        if (!target.advised()) {
            return "no proxy is around the bean";
        }
        int modifiers = target.method().getModifiers();
        return Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)
                ? "no proxy sees calls of a method that is private, static or final"
                : null;
    }

    private void jsr250(MethodTarget target, Finding finding) {
        Annotation annotation = SecurityAnnotationScanners.requireUnique(
                        List.of(DenyAll.class, PermitAll.class, RolesAllowed.class))
                .scan(target.method(), target.type());
        if (annotation instanceof RolesAllowed roles) {
            add(guard("@RolesAllowed(" + String.join(", ", roles.value()) + ")"), RolesAllowed.class, finding);
        } else if (annotation instanceof DenyAll) {
            add(guard("@DenyAll"), DenyAll.class, finding);
        } else if (annotation instanceof PermitAll) {
            finding.notes().add("@PermitAll gives no reason: say @Unguarded(\"why\")");
        }
    }

    private void expression(String name, String text, Class<? extends Annotation> annotation, Finding finding) {
        SecurityExpression expression = expressions.read(text);
        String shown = name + "(" + text + ")";
        if (expression.admits() == Admits.SOME) {
            Guard.Need need = expression.asksOnlyPermissions()
                    ? held -> expression.permissions().stream().allMatch(held)
                    : null;
            add(new Guard(Guarding.METHOD_SECURITY, shown, expression.permissions(), need), annotation, finding);
        } else {
            finding.notes()
                    .add(shown
                            + (expression.admits() == Admits.ALL ? " lets all in" : " lets all in who have signed in"));
        }
    }

    private void add(Guard guard, Class<? extends Annotation> annotation, Finding finding) {
        if (enforced.contains(annotation)) {
            (annotation == PostAuthorize.class ? finding.after() : finding.guards()).add(guard);
        } else {
            finding.notes().add(guard.text() + " is not enforced: method security is off for it");
        }
    }

    private static Guard guard(String text) {
        return Guard.other(Guarding.METHOD_SECURITY, text);
    }

    private static <A extends Annotation> @Nullable A find(Class<A> annotation, MethodTarget target) {
        return SecurityAnnotationScanners.requireUnique(annotation).scan(target.method(), target.type());
    }

    private static boolean matches(AuthorizationAdvisor advisor, Method method, Class<?> type) {
        Pointcut pointcut = advisor.getPointcut();
        return pointcut.getClassFilter().matches(type)
                && pointcut.getMethodMatcher().matches(method, type);
    }

    /** It means methods by something else than the annotations of Spring Security. */
    private static boolean isOfTheHost(AuthorizationAdvisor advisor) {
        boolean plain = false;
        boolean annotated = false;
        for (Method method : ReflectionUtils.getDeclaredMethods(Samples.class)) {
            if (method.getAnnotations().length == 0) {
                plain |= matches(advisor, method, Samples.class);
            } else {
                annotated |= matches(advisor, method, Samples.class);
            }
        }
        return plain || !annotated;
    }

    /** One method for each annotation, to see which advice means it. Nobody calls them. */
    static class Samples {

        @PreAuthorize("denyAll")
        public void preAuthorize() {}

        @PostAuthorize("denyAll")
        public void postAuthorize() {}

        @Secured("nobody")
        public void secured() {}

        @RolesAllowed("nobody")
        public void rolesAllowed() {}

        @DenyAll
        public void denyAll() {}

        public void plain() {}
    }
}
