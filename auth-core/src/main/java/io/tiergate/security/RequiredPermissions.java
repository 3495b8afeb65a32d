package io.tiergate.security;

import io.tiergate.InvalidNameException;
import io.tiergate.What;
import io.tiergate.security.RequiresPermission.Mode;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * What one annotation requires, read and checked as far as that can be done without the method that is guarded.
 *
 * @param nested what each of the annotations requires that it nests
 * @param on null for everywhere
 * @param place where it stands, for messages
 */
record RequiredPermissions(
        List<String> names,
        List<List<RequiredPermissions>> nested,
        Mode mode,
        @Nullable ResourcePattern on,
        String place) {

    /**
     * Reads all that are there, those that other annotations carry included.
     *
     * @param place where they stand, for messages
     * @throws InvalidRequiresPermissionException if one names nothing, or what is not a permission
     */
    static List<RequiredPermissions> all(MergedAnnotations annotations, String place) {
        return all(annotations, place, List.of());
    }

    /** @param nesting the annotations that are read by themselves, since others nest them; the last is this one's */
    private static List<RequiredPermissions> all(
            MergedAnnotations annotations, String place, List<Class<? extends Annotation>> nesting) {
        return annotations.stream(RequiresPermission.class)
                .map(annotation -> of(annotation, place, nesting))
                .toList();
    }

    /** Reads one. */
    static RequiredPermissions of(MergedAnnotation<RequiresPermission> annotation, String place) {
        return of(annotation, place, List.of());
    }

    private static RequiredPermissions of(
            MergedAnnotation<RequiresPermission> annotation, String place, List<Class<? extends Annotation>> nesting) {
        AnnotationAttributes attributes =
                new AnnotationAttributes(annotation, nesting.isEmpty() ? null : nesting.get(nesting.size() - 1));
        List<String> names = new ArrayList<>();
        for (String text : annotation.getStringArray("value")) {
            for (String name : attributes.fillSeveral(text)) {
                names.add(permission(name, attributes, place));
            }
        }
        List<List<RequiredPermissions>> nested = new ArrayList<>();
        for (Class<?> type : annotation.getClassArray("nested")) {
            nested.add(nested(type.asSubclass(Annotation.class), place, nesting));
        }
        if (names.isEmpty() && nested.isEmpty()) {
            throw invalid(
                    place,
                    "names no permission. Name at least one, for example @RequiresPermission(\"invoice.approve\"), or"
                            + " remove the annotation.");
        }
        return new RequiredPermissions(
                names,
                nested,
                annotation.getEnum("mode", Mode.class),
                resource(attributes.fill(annotation.getString("on")), place),
                place);
    }

    private static String permission(String name, AnnotationAttributes attributes, String place) {
        String missing = AnnotationAttributes.placeholderIn(name);
        if (missing != null) {
            throw invalid(
                    place,
                    "names '" + name + "', and there is no attribute '" + missing + "'. " + attributes.described());
        }
        try {
            return new What(What.Kind.PERMISSION, name).name();
        } catch (InvalidNameException malformed) {
            throw invalid(place, "names what cannot be a permission. " + malformed.getMessage());
        }
    }

    private static List<RequiredPermissions> nested(
            Class<? extends Annotation> type, String place, List<Class<? extends Annotation>> nesting) {
        if (nesting.contains(type)) {
            throw invalid(place, "nests @" + type.getName() + ", which nests itself. Take one of them out.");
        }
        for (Method attribute : type.getDeclaredMethods()) {
            if (attribute.getDefaultValue() == null) {
                throw invalid(
                        place,
                        "nests @" + type.getName() + ", whose attribute '" + attribute.getName()
                                + "' has no default. Nest an annotation that says all by itself.");
            }
        }
        List<Class<? extends Annotation>> inner = new ArrayList<>(nesting);
        inner.add(type);
        List<RequiredPermissions> required = all(MergedAnnotations.from(type), "@" + type.getName(), inner);
        if (required.isEmpty()) {
            throw invalid(
                    place,
                    "nests @" + type.getName()
                            + ", which carries no @RequiresPermission. Put one on it, or nest another"
                            + " annotation.");
        }
        return required;
    }

    private static @Nullable ResourcePattern resource(String on, String place) {
        if (on.isEmpty()) {
            return null;
        }
        try {
            return ResourcePattern.parse(on);
        } catch (IllegalArgumentException malformed) {
            throw invalid(place, "is on what cannot be a resource: on = " + malformed.getMessage());
        }
    }

    /** Whether this depends on the method that is guarded. */
    boolean needsArguments() {
        return on != null || nested.stream().flatMap(List::stream).anyMatch(RequiredPermissions::needsArguments);
    }

    /** Tells each permission that is named, and where. */
    void forEachPermission(BiConsumer<String, String> named) {
        names.forEach(name -> named.accept(name, place));
        nested.forEach(inner -> inner.forEach(each -> each.forEachPermission(named)));
    }

    /**
     * What must hold before that method is called.
     *
     * @param type of the bean
     * @throws InvalidRequiresPermissionException if the method has no such parameter
     */
    Condition before(Method method, Class<?> type) {
        BoundResource resource = on == null ? null : bind(on, method, type);
        List<Condition> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(new NeededPermission(name, resource));
        }
        for (List<RequiredPermissions> inner : nested) {
            parts.add(NeededTogether.of(
                    Mode.ALL,
                    inner.stream().map(each -> each.before(method, type)).toList()));
        }
        return NeededTogether.of(mode, parts);
    }

    private BoundResource bind(ResourcePattern resource, Method method, Class<?> type) {
        try {
            return BoundResource.of(resource, method, type);
        } catch (IllegalArgumentException unknown) {
            String where = AnnotatedMethods.name(method);
            throw invalid(
                    place.equals(where) ? place : place + ", which guards " + where + ",",
                    "cannot tell its resource: on = " + unknown.getMessage());
        }
    }

    private static InvalidRequiresPermissionException invalid(String place, String message) {
        return new InvalidRequiresPermissionException("@RequiresPermission on " + place + " " + message);
    }
}
