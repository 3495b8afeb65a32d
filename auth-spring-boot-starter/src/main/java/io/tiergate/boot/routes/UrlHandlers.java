package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Handler.OtherTarget;
import io.tiergate.boot.routes.Handler.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.Controller;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Finds the handlers that a mapping has for URLs. Static resources are left out, and Spring Boot's welcome page. */
final class UrlHandlers {

    private final Beans beans;

    UrlHandlers(Beans beans) {
        this.beans = beans;
    }

    List<Handler> in(AbstractUrlHandlerMapping mapping) {
        if (mapping.getClass().getName().startsWith("org.springframework.boot.webmvc.autoconfigure.WelcomePage")) {
            return List.of();
        }
        // One handler may have many URLs.
        Map<Object, Set<String>> urls = new LinkedHashMap<>();
        mapping.getHandlerMap().forEach((url, handler) -> add(urls, handler, url));
        add(urls, mapping.getRootHandler(), "/");
        add(urls, mapping.getDefaultHandler(), "/**");
        List<Handler> handlers = new ArrayList<>();
        urls.forEach((handler, patterns) -> {
            Target target = target(handler);
            if (target != null) {
                handlers.add(new Handler(Set.of(), patterns, target));
            }
        });
        return handlers;
    }

    private static void add(Map<Object, Set<String>> urls, @Nullable Object handler, String url) {
        if (handler != null) {
            urls.computeIfAbsent(handler, key -> new LinkedHashSet<>()).add(url.startsWith("/") ? url : "/" + url);
        }
    }

    /** @return null for what serves static resources */
    private @Nullable Target target(Object handler) {
        Object bean = beans.target(handler);
        Class<?> type = Beans.userClass(bean == null ? beans.targetClass(handler, Object.class) : bean.getClass());
        if (ResourceHttpRequestHandler.class.isAssignableFrom(type)
                || DefaultServletHttpRequestHandler.class.isAssignableFrom(type)) {
            return null;
        }
        if (bean instanceof ParameterizableViewController view) {
            return new OtherTarget(
                    "the view '" + (view.getViewName() == null ? view.getView() : view.getViewName()) + "'");
        }
        Method method = entry(type);
        return method == null
                ? new OtherTarget(
                        handler instanceof String name && bean == null ? "the bean '" + name + "'" : type.getName())
                : new MethodTarget(method, type, bean, beans.isAdvised(handler));
    }

    private static @Nullable Method entry(Class<?> type) {
        for (Class<?> known : List.of(Controller.class, HttpRequestHandler.class)) {
            if (known.isAssignableFrom(type)) {
                for (Method method : ReflectionUtils.getDeclaredMethods(known)) {
                    return AopUtils.getMostSpecificMethod(method, type);
                }
            }
        }
        return null;
    }
}
