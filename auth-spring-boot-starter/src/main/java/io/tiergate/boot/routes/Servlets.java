package io.tiergate.boot.routes;

import io.tiergate.boot.routes.ProbeRequest.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.ConfigurableWebApplicationContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** Where the handlers of an application context are reached. */
final class Servlets {

    private Servlets() {}

    /** Each dispatcher servlet of the context; at the root where none is to be found, and none for what has no web. */
    static List<Servlet> of(ConfigurableApplicationContext context) {
        if (!(context instanceof WebApplicationContext web) || web.getServletContext() == null) {
            return List.of();
        }
        ServletContext servletContext = web.getServletContext();
        Set<String> prefixes = new LinkedHashSet<>(mappingsOfOwnServlet(context, servletContext));
        if (prefixes.isEmpty()) {
            registrations(context).stream()
                    .filter(registration -> registration.getServlet() instanceof DispatcherServlet servlet
                            && servlet.getWebApplicationContext() == context)
                    .forEach(registration -> prefixes.addAll(prefixes(registration.getUrlMappings())));
        }
        if (prefixes.isEmpty()) {
            prefixes.add("");
        }
        return prefixes.stream()
                .map(prefix -> new Servlet(servletContext, prefix))
                .toList();
    }

    private static List<ServletRegistrationBean<?>> registrations(ConfigurableApplicationContext context) {
        List<ServletRegistrationBean<?>> registrations = new ArrayList<>();
        BeanFactoryUtils.beansOfTypeIncludingAncestors(context, ServletRegistrationBean.class, false, false)
                .values()
                .forEach(registrations::add);
        return registrations;
    }

    /** A context that was made for one servlet knows which. */
    private static Set<String> mappingsOfOwnServlet(
            ConfigurableApplicationContext context, ServletContext servletContext) {
        // One that was made by the application does not know.
        ServletConfig config = context instanceof ConfigurableWebApplicationContext own
                        && !(context instanceof GenericWebApplicationContext)
                ? own.getServletConfig()
                : null;
        String name = config == null ? null : config.getServletName();
        ServletRegistration registration = name == null ? null : servletContext.getServletRegistration(name);
        return registration == null ? Set.of() : prefixes(registration.getMappings());
    }

    private static Set<String> prefixes(Collection<String> mappings) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String mapping : mappings) {
            if (mapping.endsWith("/*")) {
                prefixes.add(mapping.substring(0, mapping.length() - 2));
            } else if (mapping.equals("/")) {
                prefixes.add("");
            }
        }
        return prefixes;
    }
}
