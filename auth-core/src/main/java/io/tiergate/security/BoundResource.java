package io.tiergate.security;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.security.core.parameters.DefaultSecurityParameterNameDiscoverer;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** A {@link ResourcePattern} whose places are parameters of a method. */
final class BoundResource {

    private static final ParameterNameDiscoverer PARAMETERS = new DefaultSecurityParameterNameDiscoverer();

    private final ResourcePattern pattern;
    private final List<Value> values;

    /** What one piece is at a call. Two that are equal are the same at every call. */
    private sealed interface Value {

        @Nullable
        Object in(@Nullable Object[] arguments);
    }

    private record Literal(String text) implements Value {

        @Override
        public Object in(@Nullable Object[] arguments) {
            return text;
        }
    }

    private record Argument(int index, List<Method> getters) implements Value {

        @Override
        public @Nullable Object in(@Nullable Object[] arguments) {
            Object value = arguments[index];
            for (Method getter : getters) {
                value = value == null ? null : ReflectionUtils.invokeMethod(getter, value);
            }
            return value;
        }
    }

    private BoundResource(ResourcePattern pattern, List<Value> values) {
        this.pattern = pattern;
        this.values = values;
    }

    /**
     * @param method that has the annotation, and so the names
     * @param type of the bean, which may say what the method's type variables are
     * @throws IllegalArgumentException if a parameter or a property is not there
     */
    static BoundResource of(ResourcePattern pattern, Method method, Class<?> type) {
        List<Value> values = new ArrayList<>();
        for (ResourcePattern.Piece piece : pattern.pieces()) {
            values.add(piece.bound() ? argument(pattern, piece.text(), method, type) : new Literal(piece.text()));
        }
        return new BoundResource(pattern, values);
    }

    /** The resource of a call as text, or null if something that its id is made of is null or empty. */
    @Nullable
    String in(@Nullable Object[] arguments) {
        StringBuilder text = new StringBuilder(pattern.type()).append(':');
        for (Value value : values) {
            Object part = value.in(arguments);
            String shown = part == null ? "" : part.toString();
            if (shown == null || shown.isEmpty()) {
                return null;
            }
            text.append(shown);
        }
        return text.toString();
    }

    private static Value argument(ResourcePattern pattern, String path, Method method, Class<?> type) {
        String[] steps = path.split("\\.", -1);
        int index = indexOf(pattern, steps[0], method);
        ResolvableType current = ResolvableType.forMethodParameter(method, index, type);
        List<Method> getters = new ArrayList<>();
        for (int i = 1; i < steps.length; i++) {
            Class<?> owner = current.resolve(Object.class);
            Method getter = getter(owner, steps[i]);
            if (getter == null) {
                throw new IllegalArgumentException("'" + pattern + "' names '" + path + "', and " + owner.getName()
                        + " has no property '" + steps[i] + "'. Give it a public method get"
                        + StringUtils.capitalize(steps[i]) + "(), or name another one.");
            }
            ReflectionUtils.makeAccessible(getter);
            getters.add(getter);
            current = ResolvableType.forMethodReturnType(getter, owner);
        }
        return new Argument(index, getters);
    }

    private static int indexOf(ResourcePattern pattern, String parameter, Method method) {
        @Nullable String @Nullable [] names = PARAMETERS.getParameterNames(method);
        if (names == null && method.getParameterCount() > 0) {
            throw new IllegalArgumentException("'" + pattern + "' names the parameter '" + parameter
                    + "', and the names of the parameters are not known. Compile with -parameters, or give them by"
                    + " Spring Security's @P.");
        }
        List<@Nullable String> known = names == null ? List.of() : Arrays.asList(names);
        int index = known.indexOf(parameter);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' names the parameter '" + parameter + "', which the method"
                            + " does not have. "
                            + (known.isEmpty() ? "It has none." : "It has: " + String.join(", ", known) + "."));
        }
        return index;
    }

    private static @Nullable Method getter(Class<?> owner, String property) {
        List<String> names = owner.isRecord()
                ? List.of(property, "get" + StringUtils.capitalize(property))
                : List.of("get" + StringUtils.capitalize(property), "is" + StringUtils.capitalize(property));
        for (String name : names) {
            Method method = ReflectionUtils.findMethod(owner, name);
            if (method != null && method.getReturnType() != void.class) {
                return method;
            }
        }
        return null;
    }

    /** By what is bound, not by how it is written: the same name may be another parameter of an overriding method. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BoundResource that
                && pattern.type().equals(that.pattern.type())
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
