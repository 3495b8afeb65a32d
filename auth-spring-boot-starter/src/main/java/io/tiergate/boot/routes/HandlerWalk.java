package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.UnknownTarget;
import io.tiergate.boot.routes.Mappings.Mapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Finds all that handles requests in one mapping: whatever it knows now. */
final class HandlerWalk {

    private final AnnotatedHandlers annotated;
    private final UrlHandlers urls;
    private final List<Handler> found = new ArrayList<>();

    private HandlerWalk(Beans beans) {
        annotated = new AnnotatedHandlers(beans);
        urls = new UrlHandlers(beans);
    }

    /** Makes none of the handlers. */
    static List<Handler> through(Mapped mapped) {
        HandlerWalk walk = new HandlerWalk(new Beans(mapped.context().getBeanFactory()));
        walk.visit(mapped.name(), mapped.mapping());
        return walk.found;
    }

    private void visit(String name, HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping known) {
            found.addAll(annotated.in(known));
        } else if (mapping instanceof RouterFunctionMapping known) {
            RouterFunction<?> router = known.getRouterFunction();
            if (router != null) {
                found.addAll(FunctionalHandlers.in(router, name));
            }
        } else if (mapping instanceof AbstractUrlHandlerMapping known) {
            found.addAll(urls.in(known));
        } else if (mapping instanceof Iterable<?> several) {
            visitEach(name, mapping, several);
        } else if (!mapping.getClass().getName().startsWith("org.springframework.boot.webmvc.autoconfigure.")) {
            // Spring Boot's own, on the port of the actuator, asks the others.
            found.add(new Handler(Set.of(), Set.of("/**"), new UnknownTarget(name, mapping.getClass())));
        }
    }

    /** Mappings in a mapping, as Spring Data REST has them. */
    private void visitEach(String name, HandlerMapping mapping, Iterable<?> several) {
        for (Object each : several) {
            if (each instanceof HandlerMapping inner) {
                visit(name, inner);
            } else {
                found.add(new Handler(Set.of(), Set.of("/**"), new UnknownTarget(name, mapping.getClass())));
            }
        }
    }
}
