package io.tiergate.security;

import io.tiergate.security.RequiresPermission.Mode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
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

    private static final String OF_ANOTHER_PACKAGE = "package-private, inherited from another package";

    private static final GuardedClass UNGUARDED = new GuardedClass(Object.class, List.of(), Map.of());

    /** What stands for "nothing" where null cannot be kept. */
    private static final Optional<PermissionGuard> NONE = Optional.empty();

    private final Class<?> type;
    private final List<RequiredPermissions> onType;
    private final Map<Method, List<Condition>> onMethods;
    private final Map<Method, Optional<PermissionGuard>> guards = new ConcurrentHashMap<>();

    private GuardedClass(Class<?> type, List<RequiredPermissions> onType, Map<Method, List<Condition>> onMethods) {
        this.type = type;
        this.onType = onType;
        this.onMethods = onMethods;
    }

    /**
     * @param named is told each permission that is named, and where
     * @throws InvalidRequiresPermissionException if one of its annotations cannot be enforced
     */
    static GuardedClass of(Class<?> beanType, AnnotatedMethods annotated, BiConsumer<String, String> named) {
        Class<?> type = userClass(beanType);
        List<RequiredPermissions> onType = onType(type);
        if (!onType.isEmpty()) {
            requireGuardable(type);
        }
        Map<Method, List<Condition>> onMethods = new HashMap<>();
        for (Class<?> ancestor : ancestors(type)) {
            note(annotated.of(ancestor), type, onMethods, named);
        }
        if (onType.isEmpty() && onMethods.isEmpty()) {
            return UNGUARDED;
        }
        GuardedClass guarded = new GuardedClass(type, onType, onMethods);
        guarded.readOnType(named);
        return guarded;
    }

    private static List<RequiredPermissions> onType(Class<?> type) {
        MergedAnnotations annotations = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY);
        return annotations.isPresent(RequiresPermission.class)
                ? annotations.stream(RequiresPermission.class)
                        .map(annotation -> RequiredPermissions.of(annotation, place(annotation)))
                        .toList()
                : List.of();
    }

    private static String place(MergedAnnotation<?> annotation) {
        return annotation.getSource() instanceof Class<?> found
                ? found.getName()
                : String.valueOf(annotation.getSource());
    }

    /** Finds out now what is wrong with an annotation on the type for one of the methods that it guards. */
    private void readOnType(BiConsumer<String, String> named) {
        for (RequiredPermissions required : onType) {
            required.forEachPermission(named);
        }
        if (onType.stream().anyMatch(RequiredPermissions::needsArguments)) {
            for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type, GuardedClass::isGuardedByType)) {
                guardOf(method);
            }
        }
    }

    private static boolean isGuardedByType(Method method) {
        return !method.isSynthetic()
                && !Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && !isFramework(method.getDeclaringClass());
    }

    boolean isGuarded() {
        return this != UNGUARDED;
    }

    /** All that must hold before the method is called; null if nothing. */
    @Nullable
    PermissionGuard guardOf(Method method) {
        Optional<PermissionGuard> known = guards.get(method);
        return (known == null ? read(method) : known).orElse(null);
    }

    private Optional<PermissionGuard> read(Method method) {
        if (!isGuarded()) {
            return NONE;
        }
        Method called = AopUtils.getMostSpecificMethod(method, type);
        List<Condition> all = new ArrayList<>();
        if (!isObjectMethod(method)) {
            onType.forEach(required -> all.add(required.before(called, type)));
        }
        all.addAll(onMethods.getOrDefault(called, List.of()));
        Optional<PermissionGuard> guard =
                all.isEmpty() ? NONE : Optional.of(new PermissionGuard(NeededTogether.of(Mode.ALL, all)));
        guards.put(method, guard);
        return guard;
    }

    /**
     * Notes each annotation under the method of the type that a call of the annotated method runs. A method that only
     * the type itself connects with an interface is found so, too.
     */
    private static void note(
            Map<Method, List<RequiredPermissions>> annotated,
            Class<?> type,
            Map<Method, List<Condition>> onMethods,
            BiConsumer<String, String> named) {
        annotated.forEach((method, required) -> {
            required.forEach(each -> each.forEachPermission(named));
            for (Method called : calledThrough(method, type)) {
                requireGuardable(method, called, type);
                List<Condition> conditions = onMethods.computeIfAbsent(called, key -> new ArrayList<>());
                required.forEach(each -> conditions.add(each.before(method, type)));
            }
        });
    }

    /**
     * The methods of the type that a call of the annotated one may arrive as. A proxy of interfaces has two where an
     * interface redeclares a generic method with the types that it has there: no bridge connects them.
     */
    private static Set<Method> calledThrough(Method method, Class<?> type) {
        Set<Method> called = new LinkedHashSet<>();
        called.add(AopUtils.getMostSpecificMethod(method, type));
        Class<?>[] parameters = new Class<?>[method.getParameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = ResolvableType.forMethodParameter(method, i, type).resolve(method.getParameterTypes()[i]);
        }
        Method redeclared = Arrays.equals(parameters, method.getParameterTypes())
                ? null
                : ClassUtils.getMethodIfAvailable(type, method.getName(), parameters);
        if (redeclared != null) {
            called.add(AopUtils.getMostSpecificMethod(redeclared, type));
        }
        return called;
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
        if (isOfAnotherPackage(annotated, type)) {
            throw unguardable(annotated, OF_ANOTHER_PACKAGE);
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
                requireGuardedByType(method, type);
            }
        }
    }

    /** Refuses a method that an annotation on the type is to guard, and that calls would reach past the proxy. */
    private static void requireGuardedByType(Method method, Class<?> type) {
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
        } else if (isOfAnotherPackage(method, type)) {
            throw unguardable(method, OF_ANOTHER_PACKAGE);
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

    /** Package-private there, so that no proxy can override it. */
    private static boolean isOfAnotherPackage(Method method, Class<?> type) {
        return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0
                && !method.getDeclaringClass().getPackageName().equals(type.getPackageName());
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
