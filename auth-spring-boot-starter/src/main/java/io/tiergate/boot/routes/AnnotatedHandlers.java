package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.EndpointTarget;
import io.tiergate.boot.routes.Handler.Target;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.NameValueExpression;
import org.springframework.web.servlet.mvc.condition.RequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Finds the handler methods of a mapping: those of controllers, and the endpoints of Spring Boot's actuator. */
final class AnnotatedHandlers {

    private final Beans beans;

    AnnotatedHandlers(Beans beans) {
        this.beans = beans;
    }

    List<Handler> in(RequestMappingInfoHandlerMapping mapping) {
        List<Handler> handlers = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (!isErrorPage(method)) {
                handlers.add(handler(info, target(mapping, method)));
            }
        });
        return handlers;
    }

    /** Spring Boot's own answers what others have refused, and has nothing of the application's. */
    private static boolean isErrorPage(HandlerMethod method) {
        return method.getMethod()
                .getDeclaringClass()
                .getName()
                .startsWith("org.springframework.boot.webmvc.autoconfigure.");
    }

    private Target target(RequestMappingInfoHandlerMapping mapping, HandlerMethod handler) {
        if (isActuator(mapping)) {
            return new EndpointTarget(handler.toString());
        }
        Object bean = beans.target(handler.getBean());
        Class<?> type = bean == null ? beans.targetClass(handler.getBean(), handler.getBeanType()) : bean.getClass();
        Class<?> userType = Beans.userClass(type);
        Method method = AopUtils.getMostSpecificMethod(handler.getMethod(), userType);
        return new Handler.MethodTarget(method, userType, bean, beans.isAdvised(handler.getBean()));
    }

    /** By name, since the actuator need not be there. */
    private static boolean isActuator(RequestMappingInfoHandlerMapping mapping) {
        for (Class<?> type = mapping.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().startsWith("org.springframework.boot.webmvc.actuate.")) {
                return true;
            }
        }
        return false;
    }

    private static Handler handler(RequestMappingInfo info, Target target) {
        Set<String> methods = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        Set<String> patterns = new LinkedHashSet<>();
        // An empty pattern is the root.
        info.getPatternValues().forEach(pattern -> patterns.add(pattern.isEmpty() ? "/" : pattern));
        List<String> conditions = new ArrayList<>();
        Map<String, String> headers = note(info.getHeadersCondition().getExpressions(), "header ", conditions);
        Map<String, String> parameters = note(info.getParamsCondition().getExpressions(), "param ", conditions);
        if (!info.getConsumesCondition().isEmpty()) {
            conditions.add("takes " + join(info.getConsumesCondition().getConsumableMediaTypes()));
            info.getConsumesCondition().getConsumableMediaTypes().stream()
                    .findFirst()
                    .ifPresent(type -> headers.putIfAbsent("Content-Type", type.toString()));
        }
        if (!info.getProducesCondition().isEmpty()) {
            info.getProducesCondition().getProducibleMediaTypes().stream()
                    .findFirst()
                    .ifPresent(type -> headers.putIfAbsent("Accept", type.toString()));
        }
        String version = info.getVersionCondition().getVersion();
        if (version != null) {
            conditions.add("version " + version);
        }
        RequestCondition<?> custom = info.getCustomCondition();
        if (custom != null) {
            conditions.add("a condition of the application");
        }
        return new Handler(methods, patterns, conditions, headers, parameters, target);
    }

    /** Notes the expressions as text, and those that a request must fulfil by having something. */
    private static Map<String, String> note(
            Set<NameValueExpression<String>> expressions, String kind, List<String> conditions) {
        Map<String, String> needed = new LinkedHashMap<>();
        for (NameValueExpression<String> expression : expressions) {
            conditions.add(kind + expression);
            @Nullable String value = expression.getValue();
            if (!expression.isNegated()) {
                needed.put(expression.getName(), value == null ? "1" : value);
            }
        }
        return needed;
    }

    private static String join(Set<?> parts) {
        return String.join(" or ", parts.stream().map(Object::toString).sorted().toList());
    }
}
