package io.tiergate.boot.web;

import io.tiergate.Requirement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.http.HttpMethod;

/**
 * What a {@link ProtectedController} requires for each HTTP method. HEAD goes with GET unless it is named. A method for
 * which nothing is named lets nobody in. Immutable.
 */
public final class RequiredByMethod {

    static final RequiredByMethod NOTHING = new RequiredByMethod(Map.of(), null);

    private final Map<HttpMethod, Rule> named;
    private final @Nullable Rule others;

    private RequiredByMethod(Map<HttpMethod, Rule> named, @Nullable Rule others) {
        this.named = named;
        this.others = others;
    }

    static RequiredByMethod always(Rule rule) {
        return new RequiredByMethod(Map.of(), rule);
    }

    /**
     * What guards that controller.
     *
     * @param controller a {@link ProtectedController}, or a proxy of one
     * @return null if it is something else, or a proxy whose target is made later
     */
    public static @Nullable RequiredByMethod of(Object controller) {
        Object target = AopProxyUtils.getSingletonTarget(controller);
        if ((target == null ? controller : target) instanceof ProtectedController guarded) {
            return guarded.requiredByMethod();
        }
        return null;
    }

    /** Whether nothing is named at all, so that nobody gets in. */
    public boolean isEmpty() {
        return others == null && named.isEmpty();
    }

    /** Every permission that is named, in order. */
    public Set<String> permissions() {
        Set<String> permissions = new LinkedHashSet<>();
        named.values().forEach(rule -> permissions.addAll(rule.permissions()));
        if (others != null) {
            permissions.addAll(others.permissions());
        }
        return permissions;
    }

    /** Every permission that is named for that method, in order; empty if there is none. */
    public Set<String> permissions(HttpMethod method) {
        Rule rule = rule(method);
        return rule == null ? Set.of() : rule.permissions();
    }

    /** What is required for that method, for people: {@code any(p4, all(p1, p2))}; null if nothing is named. */
    public @Nullable String describe(HttpMethod method) {
        Rule rule = rule(method);
        return rule == null ? null : rule.toString();
    }

    /**
     * What must hold for that method, wherever it is asked; null if nothing is named, so that nobody gets in, and where it must
     * hold on a resource.
     */
    public @Nullable Requirement requirement(HttpMethod method) {
        Rule rule = rule(method);
        return rule == null ? null : rule.requirement();
    }

    @Nullable
    Rule rule(HttpMethod method) {
        Rule rule = named.get(method);
        if (rule == null && method.equals(HttpMethod.HEAD)) {
            rule = named.get(HttpMethod.GET);
        }
        return rule == null ? others : rule;
    }

    /** For people: {@code invoice.read}, {@code GET invoice.read, POST invoice.write, otherwise invoice.manage}. */
    @Override
    public String toString() {
        if (named.isEmpty()) {
            return others == null ? "nothing" : others.toString();
        }
        StringJoiner text = new StringJoiner(", ");
        named.forEach((method, rule) -> text.add(method + " " + rule));
        if (others != null) {
            text.add("otherwise " + others);
        }
        return text.toString();
    }

    /** Takes down what is required. Not for use by several threads at once. */
    public static final class Builder {

        private final Map<HttpMethod, Rule> named = new LinkedHashMap<>();
        private @Nullable Rule others;

        Builder() {}

        /**
         * That method needs the permission.
         *
         * @throws IllegalArgumentException if the method is named already
         * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
         */
        public Builder on(HttpMethod method, String permission) {
            return on(method, Rule.has(permission));
        }

        /**
         * That method needs the permission on a resource, whose id is taken from the variables of the URL pattern: {@code
         * on(GET, "document.read", "document:{id}")}.
         *
         * @throws IllegalArgumentException if the method is named already, or it is not a type and an id
         * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
         */
        public Builder on(HttpMethod method, String permission, String resource) {
            return on(method, Rule.has(permission).on(resource));
        }

        /** @throws IllegalArgumentException if the method is named already */
        public Builder on(HttpMethod method, Requirement requirement) {
            return on(method, Rule.holds(requirement));
        }

        /**
         * All methods that are not named need the permission.
         *
         * @throws IllegalArgumentException if that is said already
         * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
         */
        public Builder otherwise(String permission) {
            return otherwise(Rule.has(permission));
        }

        /**
         * All methods that are not named need the permission on a resource, as {@link #on(HttpMethod, String, String)} says.
         *
         * @throws IllegalArgumentException if that is said already, or it is not a type and an id
         * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
         */
        public Builder otherwise(String permission, String resource) {
            return otherwise(Rule.has(permission).on(resource));
        }

        /** @throws IllegalArgumentException if that is said already */
        public Builder otherwise(Requirement requirement) {
            return otherwise(Rule.holds(requirement));
        }

        private Builder on(HttpMethod method, Rule rule) {
            Rule other = named.putIfAbsent(method, rule);
            if (other != null) {
                throw new IllegalArgumentException(method + " requires " + other + " already. For both, name"
                        + " Requirement.all(…); for one of them, Requirement.any(…).");
            }
            return this;
        }

        private Builder otherwise(Rule rule) {
            if (others != null) {
                throw new IllegalArgumentException("All other methods require " + others + " already. For both, name"
                        + " Requirement.all(…); for one of them, Requirement.any(…).");
            }
            others = rule;
            return this;
        }

        RequiredByMethod build() {
            return new RequiredByMethod(new LinkedHashMap<>(named), others);
        }
    }
}
