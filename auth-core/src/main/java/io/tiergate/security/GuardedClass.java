package io.tiergate.security;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** What the annotations of one class, and of all that it inherits from, require for each of its methods. */
final class GuardedClass {

    /** Annotations of methods that Spring calls though they are private or static. By name: they need not be there. */
    private static final List<String> HANDLERS = List.of(
            "org.springframework.web.bind.annotation.RequestMapping",
            "org.springframework.messaging.handler.annotation.MessageMapping",
            "org.springframework.graphql.data.method.annotation.SchemaMapping");

    private static final GuardedClass UNGUARDED = new GuardedClass(Object.class, List.of(), Map.of());

    private final Class<?> type;
    private final List<RequiredPermissions> onType;
    private final Map<Method, List<RequiredPermissions>> onMethods;

    private GuardedClass(
            Class<?> type, List<RequiredPermissions> onType, Map<Method, List<RequiredPermissions>> onMethods) {
        this.type = type;
        this.onType = onType;
        this.onMethods = onMethods;
    }

    /** @throws InvalidRequiresPermissionException if one of its annotations cannot be enforced */
    static GuardedClass of(Class<?> beanType, AnnotatedMethods annotated) {
        Class<?> type = userClass(beanType);
        List<RequiredPermissions> onType = onType(type);
        if (!onType.isEmpty()) {
            requireGuardable(type);
        }
        Map<Method, List<RequiredPermissions>> onMethods = new HashMap<>();
        for (Class<?> ancestor : ancestors(type)) {
            note(annotated.of(ancestor), type, onMethods);
        }
        return onType.isEmpty() && onMethods.isEmpty() ? UNGUARDED : new GuardedClass(type, onType, onMethods);
    }

    private static List<RequiredPermissions> onType(Class<?> type) {
        MergedAnnotations annotations = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY);
        return annotations.isPresent(RequiresPermission.class)
                ? annotations.stream(RequiresPermission.class)
                        .map(annotation -> RequiredPermissions.of(annotation, String.valueOf(annotation.getSource())))
                        .toList()
                : List.of();
    }

    boolean isGuarded() {
        return this != UNGUARDED;
    }

    /** All that must hold before the method is called; empty if nothing. */
    List<RequiredPermissions> requirementsOf(Method method) {
        if (!isGuarded()) {
            return List.of();
        }
        List<RequiredPermissions> own = onMethods.getOrDefault(AopUtils.getMostSpecificMethod(method, type), List.of());
        if (onType.isEmpty() || isObjectMethod(method)) {
            return own;
        }
        List<RequiredPermissions> both = new ArrayList<>(onType);
        both.addAll(own);
        return both;
    }

    /**
     * Notes each annotation under the method of the type that a call of the annotated method runs. A method that only
     * the type itself connects with an interface is found so, too.
     */
    private static void note(
            Map<Method, List<RequiredPermissions>> annotated,
            Class<?> type,
            Map<Method, List<RequiredPermissions>> onMethods) {
        annotated.forEach((method, required) -> {
            Method called = AopUtils.getMostSpecificMethod(method, type);
            requireGuardable(method, called, type);
            onMethods.computeIfAbsent(called, key -> new ArrayList<>()).addAll(required);
        });
    }

    private static Set<Class<?>> ancestors(Class<?> type) {
        Set<Class<?>> ancestors = new LinkedHashSet<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            ancestors.add(each);
        }
        ancestors.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> each : List.copyOf(ancestors)) {
            addInterfaces(each, ancestors);
        }
        return ancestors;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> ancestors) {
        for (Class<?> implemented : type.getInterfaces()) {
            ancestors.add(implemented);
            addInterfaces(implemented, ancestors);
        }
    }

    /** Refuses what a proxy would silently leave open. */
    private static void requireGuardable(Method annotated, Method called, Class<?> type) {
        int modifiers = annotated.getModifiers();
        if (isPackagePrivate(modifiers)
                && !annotated.getDeclaringClass().getPackageName().equals(type.getPackageName())) {
            throw unguardable(annotated, "package-private, inherited from another package");
        }
        if (Modifier.isPrivate(modifiers)) {
            throw unguardable(annotated, "private");
        }
        if (Modifier.isStatic(modifiers)) {
            throw unguardable(annotated, "static");
        }
        // Through an interface too: Spring Boot makes proxies of classes.
        if (Modifier.isFinal(called.getModifiers()) && !Proxy.isProxyClass(type)) {
            throw unguardable(called, "final");
        }
    }

    /** The same for an annotation on the type; the methods that Spring's own base classes keep for themselves are let be. */
    private static void requireGuardable(Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            return;
        }
        for (Class<?> each = type; each != null && !isFramework(each); each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                requireGuardedByType(method);
            }
        }
    }

    /** Refuses a method that an annotation on the type is to guard, and that calls would reach past the proxy. */
    private static void requireGuardedByType(Method method) {
        int modifiers = method.getModifiers();
        if (method.isSynthetic()) {
            return;
        }
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            // Nobody calls these but the class itself, except where a framework was told to.
            if (isHandler(method)) {
                throw unguardable(method, Modifier.isPrivate(modifiers) ? "private" : "static");
            }
        } else if (Modifier.isFinal(modifiers)) {
            throw unguardable(method, "final");
        }
    }

    private static boolean isHandler(Method method) {
        MergedAnnotations annotations = MergedAnnotations.from(method);
        return HANDLERS.stream().anyMatch(annotations::isPresent);
    }

    /** Not by {@link ClassUtils#getUserClass}, which takes every name with two dollar signs for a proxy's. */
    private static Class<?> userClass(Class<?> beanType) {
        return beanType.getName().contains("$$SpringCGLIB$$") ? beanType.getSuperclass() : beanType;
    }

    private static boolean isFramework(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.") || name.startsWith("org.springframework.");
    }

    private static boolean isPackagePrivate(int modifiers) {
        return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
    }

    private static InvalidRequiresPermissionException unguardable(Method method, String modifier) {
        return new InvalidRequiresPermissionException(
                "@RequiresPermission cannot guard " + AnnotatedMethods.name(method)
                        + ", because it is " + modifier
                        + " and no proxy sees its calls. Make it public or protected, neither static nor final,"
                        + " or ask with access.require(...) inside.");
    }

    private static boolean isObjectMethod(Method method) {
        return ReflectionUtils.isEqualsMethod(method)
                || ReflectionUtils.isHashCodeMethod(method)
                || ReflectionUtils.isToStringMethod(method)
                || method.getDeclaringClass() == Object.class;
    }
}
