package io.tiergate.boot.routes;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.HandlerFunction;

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
    sealed interface Target {}

    /**
     * A method of a bean.
     *
     * @param type the class of the bean, behind proxies
     * @param bean the bean, behind proxies; null if it is not made yet
     * @param advised whether calls pass advice, as far as is known
     */
    record MethodTarget(
            Method method, Class<?> type, @Nullable Object bean, boolean advised) implements Target {

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

        /** A lambda has no name; the class that it was written in has. */
        @Override
        public String toString() {
            String name = function.getClass().getName();
            int lambda = name.indexOf("$$Lambda");
            return lambda < 0 ? name : "a function in " + name.substring(0, lambda);
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
     */
    record UnknownTarget(String mapping, Class<?> type) implements Target {

        @Override
        public String toString() {
            return "all handlers of the bean '" + mapping + "' (" + type.getName() + ")";
        }
    }
}
