package io.tiergate.boot.routes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;

/** Takes the predicate of a functional route apart into methods, patterns and the rest. */
final class PredicateShapes implements RequestPredicates.Visitor {

    /**
     * What a request must be like.
     *
     * @param methods empty for all
     * @param path null where the predicate says nothing about it
     */
    record Shape(
            Set<String> methods,
            @Nullable String path,
            List<String> conditions,
            Map<String, String> headers,
            Map<String, String> parameters) {

        static final Shape ANY = new Shape(Set.of(), null, List.of(), Map.of(), Map.of());

        static Shape condition(String text) {
            return new Shape(Set.of(), null, List.of(text), Map.of(), Map.of());
        }

        /** Both: the methods that both have, one path after the other. */
        Shape and(Shape other) {
            Set<String> both = new LinkedHashSet<>(methods.isEmpty() ? other.methods : methods);
            if (!methods.isEmpty() && !other.methods.isEmpty()) {
                both.retainAll(other.methods);
            }
            List<String> all = new ArrayList<>(conditions);
            all.addAll(other.conditions);
            return new Shape(
                    both,
                    join(path, other.path),
                    all,
                    merge(headers, other.headers),
                    merge(parameters, other.parameters));
        }

        private static @Nullable String join(@Nullable String first, @Nullable String second) {
            if (first == null || second == null) {
                return first == null ? second : first;
            }
            String prefix = first.endsWith("/") ? first.substring(0, first.length() - 1) : first;
            return prefix + (second.startsWith("/") || second.isEmpty() ? second : "/" + second);
        }

        private static Map<String, String> merge(Map<String, String> first, Map<String, String> second) {
            Map<String, String> merged = new LinkedHashMap<>(first);
            merged.putAll(second);
            return merged;
        }
    }

    private final Deque<List<Shape>> open = new ArrayDeque<>();
    private List<Shape> last = List.of(Shape.ANY);

    /** Each stands for a part of the requests that the predicate takes. */
    static List<Shape> of(RequestPredicate predicate) {
        PredicateShapes shapes = new PredicateShapes();
        predicate.accept(shapes);
        return shapes.last;
    }

    /** Each of the first with each of the second. */
    static List<Shape> and(Collection<Shape> first, Collection<Shape> second) {
        return first.stream().flatMap(one -> second.stream().map(one::and)).toList();
    }

    @Override
    public void method(Set<HttpMethod> methods) {
        last = List.of(new Shape(
                methods.stream().map(HttpMethod::name).sorted().collect(Collectors.toCollection(LinkedHashSet::new)),
                null,
                List.of(),
                Map.of(),
                Map.of()));
    }

    @Override
    public void path(String pattern) {
        last = List.of(new Shape(Set.of(), pattern, List.of(), Map.of(), Map.of()));
    }

    @Override
    @Deprecated(since = "7.0", forRemoval = true)
    @SuppressWarnings("removal")
    public void pathExtension(String extension) {
        last = List.of(Shape.condition("extension " + extension));
    }

    @Override
    public void header(String name, String value) {
        last = List.of(
                new Shape(Set.of(), null, List.of("header " + name + "=" + value), Map.of(name, value), Map.of()));
    }

    @Override
    public void param(String name, String value) {
        last = List.of(
                new Shape(Set.of(), null, List.of("param " + name + "=" + value), Map.of(), Map.of(name, value)));
    }

    @Override
    public void version(String version) {
        last = List.of(Shape.condition("version " + version));
    }

    @Override
    public void startAnd() {
        // Each part of it comes by itself.
    }

    @Override
    public void and() {
        open.push(last);
    }

    @Override
    public void endAnd() {
        last = and(open.pop(), last);
    }

    @Override
    public void startOr() {
        // Each part of it comes by itself.
    }

    @Override
    public void or() {
        open.push(last);
    }

    @Override
    public void endOr() {
        List<Shape> either = new ArrayList<>(open.pop());
        either.addAll(last);
        last = either;
    }

    @Override
    public void startNegate() {
        // What is negated comes next.
    }

    @Override
    public void endNegate() {
        // Which requests are left cannot be said by patterns: perhaps all.
        last = List.of(Shape.condition(
                "not " + last.stream().map(PredicateShapes::text).collect(Collectors.joining(" or "))));
    }

    @Override
    public void unknown(RequestPredicate predicate) {
        last = List.of(Shape.condition("a predicate of the application"));
    }

    private static String text(Shape shape) {
        List<String> parts = new ArrayList<>(shape.methods());
        if (shape.path() != null) {
            parts.add(shape.path());
        }
        parts.addAll(shape.conditions());
        return String.join(" ", parts);
    }
}
