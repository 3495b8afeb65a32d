package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * The annotations on the methods that a class or an interface itself declares. Read once: the beans of an application
 * inherit from the same few, over and over.
 */
final class AnnotatedMethods {

    private final Map<Class<?>, Map<Method, List<RequiredPermissions>>> declared = new ConcurrentHashMap<>();

    /**
     * Without what a class inherits; only methods with the annotation are in it.
     *
     * @throws InvalidRequiresPermissionException if one of the annotations names nothing, or what is not a permission
     */
    Map<Method, List<RequiredPermissions>> of(Class<?> declaring) {
        return declared.computeIfAbsent(declaring, AnnotatedMethods::read);
    }

    private static Map<Method, List<RequiredPermissions>> read(Class<?> declaring) {
        if (!AnnotationUtils.isCandidateClass(declaring, RequiresPermission.class)) {
            return Map.of();
        }
        Map<Method, List<RequiredPermissions>> annotated = new LinkedHashMap<>();
        for (Method method : declaring.getDeclaredMethods()) {
            MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.DIRECT);
            if (!method.isBridge() && annotations.isPresent(RequiresPermission.class)) {
                annotated.put(method, RequiredPermissions.all(annotations, name(method)));
            }
        }
        return annotated.isEmpty() ? Map.of() : annotated;
    }

    /** As messages say it. */
    static String name(Method method) {
        return ClassUtils.getQualifiedMethodName(method) + "()";
    }
}
