package io.tiergate.boot.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Routes each of which a rule guards; who visits them sees that. Made by {@link UrlRule#guardAll}. */
public final class GuardedRoutes<T extends ServerResponse> implements RouterFunction<T> {

    private final UrlRule rule;
    private final RouterFunction<T> routes;

    GuardedRoutes(UrlRule rule, RouterFunction<T> routes) {
        this.rule = rule;
        this.routes = routes;
    }

    @Override
    public Optional<HandlerFunction<T>> route(ServerRequest request) {
        return routes.route(request).map(rule::guard);
    }

    @Override
    public void accept(RouterFunctions.Visitor visitor) {
        routes.accept(new Visitor(visitor));
    }

    /** The rule that guards each of them. */
    public UrlRule rule() {
        return rule;
    }

    /** What is guarded; perhaps by another rule besides. */
    public RouterFunction<T> routes() {
        return routes;
    }

    @Override
    public String toString() {
        return rule + " for " + routes;
    }

    private final class Visitor implements RouterFunctions.Visitor {

        private final RouterFunctions.Visitor visitor;

        Visitor(RouterFunctions.Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            visitor.startNested(predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {
            visitor.endNested(predicate);
        }

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            visitor.route(predicate, rule.guard(handler));
        }

        @Override
        public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
            // A lookup says nothing of what guards it.
            visitor.unknown(new GuardedRoutes<>(rule, RouterFunctions.resources(lookup)));
        }

        @Override
        public void attributes(Map<String, Object> attributes) {
            visitor.attributes(attributes);
        }

        @Override
        public void unknown(RouterFunction<?> other) {
            visitor.unknown(new GuardedRoutes<>(rule, other));
        }
    }
}
