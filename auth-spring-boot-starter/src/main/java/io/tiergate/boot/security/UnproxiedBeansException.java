package io.tiergate.boot.security;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Beans are called past the guards of their class. */
final class UnproxiedBeansException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnproxiedBeansException(SortedMap<String, Class<?>> beans) {
        super(beans.entrySet().stream()
                .map(UnproxiedBeansException::line)
                .collect(Collectors.joining(
                        "",
                        "@RequiresPermission is not enforced on these beans, because no proxy of Tiergate is around them:",
                        "")));
    }

    private static String line(Map.Entry<String, Class<?>> bean) {
        return "\n  '" + bean.getKey() + "' (" + bean.getValue().getName() + ")";
    }
}
