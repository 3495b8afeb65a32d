package io.tiergate.security;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * The attributes of the annotations that carry a {@link RequiresPermission}, which may fill in its texts as {@code
 * {attribute}}. The nearest comes first.
 */
final class AnnotationAttributes {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final List<Map<String, Object>> carriers = new ArrayList<>();
    private final List<String> carrierNames = new ArrayList<>();

    /** @param nested the annotation that is read by itself, with its defaults; null if it stands somewhere */
    AnnotationAttributes(MergedAnnotation<?> annotation, @Nullable Class<? extends Annotation> nested) {
        for (MergedAnnotation<?> each = annotation.getMetaSource(); each != null; each = each.getMetaSource()) {
            add(each);
        }
        if (nested != null) {
            add(MergedAnnotation.of(nested));
        }
    }

    private void add(MergedAnnotation<?> carrier) {
        if (carrier.getType() != RequiresPermission.Several.class) {
            carriers.add(carrier.asMap());
            carrierNames.add("@" + carrier.getType().getSimpleName());
        }
    }

    /** All that a text stands for: several if it is one attribute as a whole, and that has several. */
    List<String> fillSeveral(String text) {
        Matcher whole = PLACEHOLDER.matcher(text);
        Object value = whole.matches() ? value(whole.group(1)) : null;
        if (value == null || !value.getClass().isArray()) {
            return List.of(fill(text));
        }
        return IntStream.range(0, Array.getLength(value))
                .mapToObj(i -> text(Array.get(value, i)))
                .toList();
    }

    /** The text with the attributes that there are; what is no attribute stays as it is. */
    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            Object value = value(found.group(1));
            return Matcher.quoteReplacement(value == null || value.getClass().isArray() ? found.group() : text(value));
        });
    }

    /** What a text names that is no attribute, or none that can be a part of a text; null if there is nothing. */
    static @Nullable String placeholderIn(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        return found.find() ? found.group(1) : null;
    }

    /** For a message: which attributes there are. */
    String described() {
        if (carriers.isEmpty()) {
            return "It stands on no annotation of your own whose attributes could fill that in.";
        }
        TreeSet<String> names = new TreeSet<>();
        carriers.forEach(carrier -> names.addAll(carrier.keySet()));
        return names.isEmpty()
                ? String.join(", ", carrierNames) + " has no attributes."
                : "The attributes of " + String.join(", ", carrierNames) + " are: " + String.join(", ", names) + ".";
    }

    private @Nullable Object value(String attribute) {
        for (Map<String, Object> carrier : carriers) {
            Object value = carrier.get(attribute);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String text(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Class<?> type) {
            return type.getSimpleName();
        }
        if (value instanceof Annotation) {
            throw new IllegalArgumentException("an annotation, " + value + ", is no text");
        }
        return String.valueOf(value);
    }
}
