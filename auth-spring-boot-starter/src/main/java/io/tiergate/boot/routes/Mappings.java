package io.tiergate.boot.routes;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;

/** Finds the mappings that a servlet asks for handlers: as a rule all of its context, and of those above it. */
final class Mappings {

    /** Spring Boot's, on a port of the actuator, asks all others of its context and nothing above it. */
    private static final String COMPOSITE =
            "org.springframework.boot.webmvc.autoconfigure.actuate.web.CompositeHandlerMapping";

    private Mappings() {}

    /**
     * A mapping.
     *
     * @param name of its bean, or else of its class
     * @param context the one whose handlers it knows
     */
    record Mapped(String name, HandlerMapping mapping, ConfigurableApplicationContext context) {}

    /** Makes them if they are lazy. */
    static List<Mapped> of(Dispatcher dispatcher) {
        DispatcherServlet servlet = dispatcher.servlet();
        List<HandlerMapping> asked = servlet == null ? null : servlet.getHandlerMappings();
        if (isComposite(dispatcher)) {
            return in(dispatcher.contexts().get(0));
        }
        if (asked != null && dispatcher.started()) {
            return asked(asked, dispatcher);
        }
        return servlet == null || detectsAll(servlet) ? visible(dispatcher) : named(dispatcher);
    }

    private static boolean isComposite(Dispatcher dispatcher) {
        ConfigurableApplicationContext context = dispatcher.contexts().get(0);
        if (!dispatcher.started() || !context.containsLocalBean(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME)) {
            return false;
        }
        Class<?> type = context.getType(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME);
        return type != null && type.getName().equals(COMPOSITE);
    }

    /** The servlet has looked for them already, so that there is nothing to guess. */
    private static List<Mapped> asked(List<HandlerMapping> asked, Dispatcher dispatcher) {
        List<Mapped> all = new ArrayList<>();
        dispatcher.contexts().forEach(context -> all.addAll(in(context)));
        List<Mapped> mappings = new ArrayList<>();
        for (HandlerMapping each : asked) {
            mappings.add(all.stream()
                    .filter(mapped -> mapped.mapping() == each)
                    .findFirst()
                    // Spring MVC makes its own for a context that has none.
                    .orElseGet(() -> new Mapped(
                            each.getClass().getName(),
                            each,
                            dispatcher.contexts().get(0))));
        }
        return mappings;
    }

    /** Those above that no bean of the same name hides. */
    private static List<Mapped> visible(Dispatcher dispatcher) {
        Map<String, Mapped> visible = new LinkedHashMap<>();
        List<ConfigurableApplicationContext> below = new ArrayList<>();
        for (ConfigurableApplicationContext context : dispatcher.contexts()) {
            for (Mapped each : in(context)) {
                if (below.stream().noneMatch(nearer -> nearer.containsLocalBean(each.name()))) {
                    visible.putIfAbsent(each.name(), each);
                }
            }
            below.add(context);
        }
        return List.copyOf(visible.values());
    }

    /** One of a certain name; else Spring MVC makes its own, which find what those of the context find. */
    private static List<Mapped> named(Dispatcher dispatcher) {
        List<Mapped> named = visible(dispatcher).stream()
                .filter(each -> each.name().equals(DispatcherServlet.HANDLER_MAPPING_BEAN_NAME))
                .toList();
        if (named.isEmpty() && dispatcher.started()) {
            return in(dispatcher.contexts().get(0));
        }
        return named;
    }

    private static List<Mapped> in(ConfigurableApplicationContext context) {
        List<Mapped> mappings = new ArrayList<>();
        context.getBeansOfType(HandlerMapping.class, true, false)
                .forEach((name, mapping) -> mappings.add(new Mapped(name, mapping, context)));
        return mappings;
    }

    /** What cannot be known is taken to be as it is as a rule. */
    private static boolean detectsAll(DispatcherServlet servlet) {
        Field field = ReflectionUtils.findField(DispatcherServlet.class, "detectAllHandlerMappings", boolean.class);
        try {
            return field == null || isSet(field, servlet);
        } catch (RuntimeException unreadable) {
            return true;
        }
    }

    private static boolean isSet(Field field, DispatcherServlet servlet) {
        ReflectionUtils.makeAccessible(field);
        @Nullable Object value = ReflectionUtils.getField(field, servlet);
        return !Boolean.FALSE.equals(value);
    }
}
