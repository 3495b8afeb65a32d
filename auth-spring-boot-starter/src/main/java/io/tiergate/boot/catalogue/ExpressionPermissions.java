package io.tiergate.boot.catalogue;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotationConfigurationException;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PostFilter;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.access.prepost.PreFilter;
import org.springframework.security.core.annotation.SecurityAnnotationScanner;
import org.springframework.security.core.annotation.SecurityAnnotationScanners;
import org.springframework.util.ClassUtils;

/** Tells the names in the expressions of Spring Security's annotations, as far as they are written there as text. */
final class ExpressionPermissions implements UsedPermissions {

    private final BeanClasses classes;
    private final SecurityExpressions expressions;

    ExpressionPermissions(BeanClasses classes, SecurityExpressions expressions) {
        this.classes = classes;
        this.expressions = expressions;
    }

    @Override
    public void tell(Listener listener) {
        // Beans inherit from the same few classes, over and over.
        Set<Class<?>> done = new HashSet<>();
        for (Class<?> bean : classes.all()) {
            for (Class<?> type : withAncestors(bean)) {
                if (done.add(type)) {
                    read(type, PreAuthorize.class, PreAuthorize::value, listener);
                    read(type, PostAuthorize.class, PostAuthorize::value, listener);
                    read(type, PreFilter.class, PreFilter::value, listener);
                    read(type, PostFilter.class, PostFilter::value, listener);
                }
            }
        }
    }

    private static Set<Class<?>> withAncestors(Class<?> bean) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = bean; each != null && each != Object.class; each = each.getSuperclass()) {
            types.add(each);
        }
        types.addAll(ClassUtils.getAllInterfacesForClassAsSet(bean));
        return types;
    }

    private <A extends Annotation> void read(
            Class<?> type, Class<A> annotation, Function<A, String> expression, Listener listener) {
        if (!AnnotationUtils.isCandidateClass(type, annotation)) {
            return;
        }
        boolean onType = isPresent(type, annotation);
        for (Method method : type.getDeclaredMethods()) {
            if (!method.isSynthetic() && (onType || isPresent(method, annotation))) {
                A found = find(annotation, method, type);
                if (found != null) {
                    tell(expressions.read(expression.apply(found)), method, listener);
                }
            }
        }
    }

    private static boolean isPresent(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return MergedAnnotations.from(element, SearchStrategy.DIRECT).isPresent(annotation);
    }

    /** As Spring Security finds it, with what an annotation of the application's own fills in. */
    private static <A extends Annotation> @Nullable A find(Class<A> annotation, Method method, Class<?> type) {
        SecurityAnnotationScanner<A> scanner = SecurityAnnotationScanners.requireUnique(annotation);
        try {
            return scanner.scan(method, type);
        } catch (AnnotationConfigurationException ambiguous) {
            // Spring Security refuses it, and says so, when it is called.
            return null;
        }
    }

    private static void tell(SecurityExpression expression, Method method, Listener listener) {
        Set<String> place = Set.of(ClassUtils.getQualifiedMethodName(method) + "()");
        expression.permissions().forEach(name -> listener.used(name, place));
        expression.permissionsOnResources().forEach(name -> listener.used(name, place));
    }
}
