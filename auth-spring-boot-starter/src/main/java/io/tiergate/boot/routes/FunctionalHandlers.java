package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.FunctionTarget;
import io.tiergate.boot.routes.Handler.LookupTarget;
import io.tiergate.boot.routes.Handler.Target;
import io.tiergate.boot.routes.Handler.UnknownTarget;
import io.tiergate.boot.routes.PredicateShapes.Shape;
import io.tiergate.boot.web.GuardedRoutes;
import io.tiergate.boot.web.UrlRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Finds the handlers in a router function, nested ones included. Static resources at a pattern are left out. */
final class FunctionalHandlers implements RouterFunctions.Visitor {

    private static final String SPRING = "org.springframework.web.servlet.function.";

    private static final List<Shape> ANY_BELOW = List.of(new Shape(Set.of(), "/**", List.of(), Map.of(), Map.of()));

    /** The methods that files are answered by. */
    private static final List<Shape> READING = List.of(new Shape(Set.of("GET"), null, List.of(), Map.of(), Map.of()));

    private final String mapping;
    private final List<Handler> handlers = new ArrayList<>();
    private final Deque<List<Shape>> nested = new ArrayDeque<>(List.of(List.of(Shape.ANY)));

    /** Attributes of routers around, from the outside in. They come before what they are of. */
    private final Deque<Map<String, Object>> around = new ArrayDeque<>(List.of(Map.of()));

    private Map<String, Object> next = Map.of();

    /** Rules of ours around what comes next, from the outside in. */
    private final List<UrlRule> rules = new ArrayList<>();

    private FunctionalHandlers(String mapping) {
        this.mapping = mapping;
    }

    /** @param mapping the name of the bean that it comes from, for what cannot be looked into */
    static List<Handler> in(RouterFunction<?> router, String mapping) {
        FunctionalHandlers found = new FunctionalHandlers(mapping);
        router.accept(found);
        return found.handlers;
    }

    @Override
    public void attributes(Map<String, Object> attributes) {
        next = merged(next, attributes);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        nested.push(PredicateShapes.and(current(), PredicateShapes.of(predicate)));
        around.push(merged(attributes(), next));
        next = Map.of();
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        nested.pop();
        around.pop();
        next = Map.of();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> function) {
        Target target = new FunctionTarget(function, merged(attributes(), next));
        next = Map.of();
        add(PredicateShapes.and(current(), PredicateShapes.of(predicate)), target);
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
        Map<String, Object> attributes = merged(attributes(), next);
        next = Map.of();
        // Spring's own takes files below a place, at a pattern. Any other is code of the application.
        if (!lookup.getClass().getName().startsWith(SPRING)) {
            add(
                    PredicateShapes.and(PredicateShapes.and(current(), ANY_BELOW), READING),
                    new LookupTarget(lookup, attributes, List.copyOf(rules)));
        }
    }

    @Override
    public void unknown(RouterFunction<?> router) {
        if (router instanceof GuardedRoutes<?> guarded) {
            rules.add(guarded.rule());
            guarded.routes().accept(this);
            rules.remove(rules.size() - 1);
            return;
        }
        Map<String, Object> attributes = merged(attributes(), next);
        next = Map.of();
        add(
                PredicateShapes.and(current(), ANY_BELOW),
                new UnknownTarget(mapping, router.getClass(), attributes, List.copyOf(rules)));
    }

    private void add(List<Shape> shapes, Target target) {
        for (Shape shape : shapes) {
            handlers.add(new Handler(
                    shape.methods(),
                    Set.of(path(shape.path())),
                    shape.conditions(),
                    shape.headers(),
                    shape.parameters(),
                    target));
        }
    }

    private static String path(@Nullable String path) {
        if (path == null) {
            return "/**";
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private List<Shape> current() {
        return nested.getFirst();
    }

    private Map<String, Object> attributes() {
        return around.getFirst();
    }

    private static Map<String, Object> merged(Map<String, Object> outer, Map<String, Object> inner) {
        Map<String, Object> merged = new HashMap<>(outer);
        merged.putAll(inner);
        return merged;
    }
}
