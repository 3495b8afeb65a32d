package io.tiergate.boot.routes;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FrameworkServlet;

/** Finds the servlets of Spring MVC in one servlet context: beans that register them, and whatever else is registered. */
final class Servlets {

    private final ServletContext servletContext;

    /** Those that have come, with this servlet context. */
    private final List<ConfigurableApplicationContext> contexts;

    private final Map<String, Dispatcher> found = new LinkedHashMap<>();

    private Servlets(ServletContext servletContext, List<ConfigurableApplicationContext> contexts) {
        this.servletContext = servletContext;
        this.contexts = contexts;
    }

    /** @param contexts those that have come; what has no web is left out */
    static List<Dispatcher> of(Collection<ConfigurableApplicationContext> contexts) {
        Map<ServletContext, List<ConfigurableApplicationContext>> byServletContext = new LinkedHashMap<>();
        for (ConfigurableApplicationContext context : contexts) {
            if (context instanceof WebApplicationContext web && web.getServletContext() != null) {
                byServletContext
                        .computeIfAbsent(web.getServletContext(), key -> new ArrayList<>())
                        .add(context);
            }
        }
        List<Dispatcher> dispatchers = new ArrayList<>();
        byServletContext.forEach((servletContext, own) -> dispatchers.addAll(new Servlets(servletContext, own).find()));
        return dispatchers;
    }

    private List<Dispatcher> find() {
        Map<String, ? extends ServletRegistration> registrations = servletContext.getServletRegistrations();
        contexts.forEach(context -> addBeans(context, registrations));
        registrations.forEach((name, registration) -> {
            if (!found.containsKey(name) && isDispatcher(registration.getClassName())) {
                add(name, registration.getMappings(), bean(name));
            }
        });
        List<Dispatcher> dispatchers = new ArrayList<>(found.values());
        for (ConfigurableApplicationContext context : contexts) {
            if (dispatchers.stream().noneMatch(dispatcher -> dispatcher.serves(context))) {
                dispatchers.add(withoutServlet(context));
            }
        }
        return dispatchers;
    }

    private void addBeans(
            ConfigurableApplicationContext context, Map<String, ? extends ServletRegistration> registrations) {
        for (ServletRegistrationBean<?> bean : context.getBeansOfType(ServletRegistrationBean.class, false, false)
                .values()) {
            if (bean.isEnabled() && bean.getServlet() instanceof DispatcherServlet servlet) {
                String name = bean.getServletName();
                ServletRegistration registration = registrations.get(name);
                if (registration != null) {
                    add(name, registration.getMappings(), servlet);
                } else if (registrations.isEmpty()) {
                    // In a test without a server nothing is registered.
                    add(name, bean.getUrlMappings(), servlet);
                }
            }
        }
    }

    private boolean isDispatcher(@Nullable String className) {
        if (className == null) {
            return false;
        }
        try {
            return DispatcherServlet.class.isAssignableFrom(
                    ClassUtils.forName(className, contexts.get(0).getClassLoader()));
        } catch (ClassNotFoundException | LinkageError unknown) {
            return false;
        }
    }

    private @Nullable DispatcherServlet bean(String name) {
        for (ConfigurableApplicationContext context : contexts) {
            DispatcherServlet bean = context.getBeansOfType(DispatcherServlet.class, false, false)
                    .get(name);
            if (bean != null) {
                return bean;
            }
        }
        return null;
    }

    private void add(String name, Collection<String> mappings, @Nullable DispatcherServlet servlet) {
        ApplicationContext own = context(name, servlet);
        boolean started = own instanceof ConfigurableApplicationContext context && hasStarted(context, name);
        List<ConfigurableApplicationContext> serves =
                own != null && (started || own.getParent() != null) ? upwards(started ? own : own.getParent()) : home();
        found.put(name, new Dispatcher(servletContext, name, prefixes(mappings), servlet, serves, started));
    }

    /** @return null if it is not known, or is made later */
    private @Nullable ApplicationContext context(String name, @Nullable DispatcherServlet servlet) {
        if (servletContext.getAttribute(FrameworkServlet.SERVLET_CONTEXT_PREFIX + name)
                instanceof ApplicationContext its) {
            return its;
        }
        if (servlet != null && servlet.getWebApplicationContext() != null) {
            return servlet.getWebApplicationContext();
        }
        return contexts.stream()
                .filter(context -> name.equals(nameOfServlet(context)))
                .findFirst()
                .orElse(null);
    }

    /** One of another tree of contexts does not come here, but is there once its servlet says so. */
    private boolean hasStarted(ConfigurableApplicationContext context, String name) {
        return contexts.contains(context)
                || (servletContext.getAttribute(FrameworkServlet.SERVLET_CONTEXT_PREFIX + name) == context
                        && context.isActive()
                        && !context.isClosed());
    }

    /** A context that was made for one servlet knows which. One that was made by the application does not. */
    private static @Nullable String nameOfServlet(ConfigurableApplicationContext context) {
        ServletConfig config = context instanceof ConfigurableWebApplicationContext own
                        && !(context instanceof GenericWebApplicationContext)
                ? own.getServletConfig()
                : null;
        return config == null ? null : config.getServletName();
    }

    private static List<ConfigurableApplicationContext> upwards(@Nullable ApplicationContext first) {
        List<ConfigurableApplicationContext> contexts = new ArrayList<>();
        for (ApplicationContext next = first; next != null; next = next.getParent()) {
            if (next instanceof ConfigurableApplicationContext context) {
                contexts.add(context);
            }
        }
        return contexts;
    }

    /** What a servlet puts its context below, if it has no place yet. */
    private List<ConfigurableApplicationContext> home() {
        return servletContext.getAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE)
                                instanceof ConfigurableApplicationContext root
                        && contexts.contains(root)
                ? upwards(root)
                : upwards(contexts.get(0));
    }

    /** Handlers that no servlet is known for are asked about at the root, or where servlets are whose handlers are not known. */
    private Dispatcher withoutServlet(ConfigurableApplicationContext context) {
        Set<String> prefixes = new LinkedHashSet<>();
        found.values().stream()
                .filter(dispatcher -> !dispatcher.started() && dispatcher.servlet() == null)
                .forEach(dispatcher -> prefixes.addAll(dispatcher.prefixes()));
        return new Dispatcher(
                servletContext, "", prefixes.isEmpty() ? Set.of("") : prefixes, null, List.of(context), true);
    }

    /** A servlet that is not mapped to all below a path sees whole paths. */
    private static Set<String> prefixes(Collection<String> mappings) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String mapping : mappings) {
            prefixes.add(mapping.endsWith("/*") ? mapping.substring(0, mapping.length() - 2) : "");
        }
        return prefixes;
    }
}
