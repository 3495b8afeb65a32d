package io.tiergate.boot.web;

import io.tiergate.Requirement;
import io.tiergate.boot.catalogue.UsedPermissions;
import io.tiergate.security.Access;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes rules for URLs and for functional endpoints. A bean to inject:
 *
 * <pre>{@code
 * @Bean
 * SecurityFilterChain chain(HttpSecurity http, UrlPermissions permissions) {
 *     return http.authorizeHttpRequests(requests -> requests
 *                     .requestMatchers("/invoices/**").access(permissions.has("invoice.read"))
 *                     .requestMatchers("/documents/{id}").access(permissions.has("document.read").on("document:{id}"))
 *                     .anyRequest().authenticated())
 *             ...
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class UrlPermissions implements UsedPermissions {

    /** Rules are made when the application starts. One that makes them at each request is not to fill the memory. */
    private static final int MOST = 10_000;

    private final Supplier<Access> access;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();

    /** @param access asked for at the first request, so that nothing of it need exist while rules are made */
    public UrlPermissions(Supplier<Access> access) {
        this.access = SingletonSupplier.of(access);
    }

    /**
     * The permission is needed.
     *
     * @throws io.tiergate.InvalidNameException if it cannot be the name of a permission
     */
    public UrlRule has(String permission) {
        return rule(Rule.has(permission));
    }

    /**
     * One of the permissions is enough.
     *
     * @throws IllegalArgumentException if none is named, or one cannot be the name of a permission
     */
    public UrlRule hasAny(String... permissions) {
        return holds(Requirement.any((Object[]) permissions));
    }

    /**
     * Every one of the permissions is needed.
     *
     * @throws IllegalArgumentException if none is named, or one cannot be the name of a permission
     */
    public UrlRule hasAll(String... permissions) {
        return holds(Requirement.all((Object[]) permissions));
    }

    /** The requirement must hold: {@code permissions.holds(any("p4", all("p1", "p2")))}. */
    public UrlRule holds(Requirement requirement) {
        return rule(Rule.holds(requirement));
    }

    /** The names in all rules that it has made, at whatever URLs they are. */
    @Override
    public void tell(Listener listener) {
        rules.forEach((text, rule) ->
                rule.permissions().forEach(name -> listener.used(name, Set.of("a rule for URLs (" + text + ")"))));
    }

    private UrlRule rule(Rule rule) {
        if (rules.size() < MOST) {
            rules.putIfAbsent(rule.toString(), rule);
        }
        return new UrlRule(rule, access);
    }
}
