package io.tiergate.boot.routes;

import io.tiergate.boot.web.UrlRule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.mvc.Controller;

/**
 * What handles requests, as it was found.
 *
 * @param methods HTTP methods, empty for all
 * @param patterns patterns of URLs below the servlet
 * @param conditions what else a request must be like, as text
 * @param headers headers that a request needs to come here
 * @param parameters parameters that a request needs to come here
 */
record Handler(
        Set<String> methods,
        Set<String> patterns,
        List<String> conditions,
        Map<String, String> headers,
        Map<String, String> parameters,
        Target target) {

    Handler(Set<String> methods, Set<String> patterns, Target target) {
        this(methods, patterns, List.of(), Map.of(), Map.of(), target);
    }

    /** What is called. */
    sealed interface Target {

        /** What the application has noted at it. */
        default Map<String, Object> attributes() {
            return Map.of();
        }
    }

    /** A lambda has no name; the class that it was written in has. */
    private static String named(Object function) {
        String name = function.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a function in " + name.substring(0, lambda);
    }

    /**
     * A method of a bean.
     *
     * @param type the class of the bean, behind proxies
     * @param bean the bean, behind proxies; null if it is not made yet
     * @param advised whether calls pass advice, as far as is known
     */
    record MethodTarget(
            Method method, Class<?> type, @Nullable Object bean, boolean advised) implements Target {

        /** Whether Spring MVC calls it as one of many methods of a controller, and not as the only one of its type. */
        boolean isMapped() {
            return !HttpRequestHandler.class.isAssignableFrom(type) && !Controller.class.isAssignableFrom(type);
        }

        /** Beans of the application may be equal, or fail when they are asked. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MethodTarget that
                    && method.equals(that.method)
                    && type == that.type
                    && bean == that.bean
                    && advised == that.advised;
        }

        @Override
        public int hashCode() {
            return method.hashCode() * 31 + type.hashCode();
        }

        @Override
        public String toString() {
            return type.getName() + "." + method.getName() + "()";
        }
    }

    /**
     * A function.
     *
     * @param attributes those of its route
     */
    record FunctionTarget(HandlerFunction<?> function, Map<String, Object> attributes) implements Target {

        @Override
        public String toString() {
            return named(function);
        }
    }

    /**
     * Code of the application that finds files for requests.
     *
     * @param attributes those of its route
     * @param rules those of ours around it, from the outside in
     */
    record LookupTarget(Function<?, ?> lookup, Map<String, Object> attributes, List<UrlRule> rules) implements Target {

        @Override
        public String toString() {
            return "files that " + named(lookup) + " finds";
        }
    }

    /** An endpoint of Spring Boot's actuator, or its page of links. */
    record EndpointTarget(String name) implements Target {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Something that can be named only, with nothing in it that could guard it. */
    record OtherTarget(String name) implements Target {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Handlers that cannot be told one by one.
     *
     * @param mapping the name of the bean that knows them
     * @param attributes those of functional routes
     * @param rules those of ours around them, from the outside in
     */
    record UnknownTarget(String mapping, Class<?> type, Map<String, Object> attributes, List<UrlRule> rules)
            implements Target {

        UnknownTarget(String mapping, Class<?> type) {
            this(mapping, type, Map.of(), List.of());
        }

        @Override
        public String toString() {
            return "all handlers of the bean '" + mapping + "' (" + type.getName() + ")";
        }
    }
}
