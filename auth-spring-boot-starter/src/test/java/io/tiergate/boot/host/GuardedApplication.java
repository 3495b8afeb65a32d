package io.tiergate.boot.host;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import io.tiergate.store.Store;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** A host: an API with basic authentication, pages with a login form, and the same few rules for the URLs of both. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan
class GuardedApplication {

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http, UrlPermissions permissions, WebExpressionAuthorizationManager.Builder expressions) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> rules(requests, permissions, expressions)
                        .requestMatchers("/api/authority")
                        .hasAuthority("NOBODY")
                        .requestMatchers("/api/documents/{id}", "/api/documents")
                        .access(permissions.has("topsecret").on("document:{id}"))
                        .anyRequest()
                        .permitAll())
                .httpBasic(withDefaults())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, UrlPermissions permissions, WebExpressionAuthorizationManager.Builder expressions) {
        return http.authorizeHttpRequests(requests ->
                        rules(requests, permissions, expressions).anyRequest().permitAll())
                .formLogin(withDefaults())
                .build();
    }

    private static AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            UrlPermissions permissions,
            WebExpressionAuthorizationManager.Builder expressions) {
        return requests.requestMatchers("/*/rule")
                .access(permissions.has("topsecret"))
                .requestMatchers("/*/rule-any")
                .access(permissions.hasAny("other", "topsecret"))
                .requestMatchers("/*/rule-all")
                .access(permissions.hasAll("topsecret"))
                .requestMatchers("/*/rule-requirement")
                .access(permissions.holds(any(all("topsecret", "other"), "topsecret")))
                .requestMatchers("/*/rule-expression")
                .access(expressions.expression("hasPermission(null, 'topsecret')"));
    }

    @Bean
    RouterFunction<ServerResponse> functions(UrlPermissions permissions) {
        HandlerFunction<ServerResponse> secret = request -> ServerResponse.ok().body("42");
        return RouterFunctions.route()
                .GET("/*/function", permissions.has("topsecret").guard(secret))
                .add(permissions
                        .has("topsecret")
                        .guardAll(RouterFunctions.route()
                                .path("/*", path -> path.GET("/routes", secret))
                                .build()))
                .build();
    }

    @Bean
    InMemoryUserDetailsManager users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("alice").password("secret").build(),
                User.withUsername("bob").password("secret").build());
    }

    /** Fast, which is all that is asked of it here. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return password.toString();
            }

            @Override
            public boolean matches(CharSequence password, String encoded) {
                return password.toString().equals(encoded);
            }
        };
    }

    @Bean
    PermissionCatalogue catalogue() {
        return PermissionCatalogue.of("topsecret", "See the secret").and("other", "");
    }

    @Bean
    SwitchableDecisions decisions(Store store) {
        return new SwitchableDecisions(CachedDecisionPoint.over(store).build());
    }

    @Bean
    SecretService secrets(Access access) {
        return new SecretService(access);
    }

    /** A plain bean, guarded in each way that there is. */
    static class SecretService {

        private final Access access;

        SecretService(Access access) {
            this.access = access;
        }

        @RequiresPermission("topsecret")
        public String annotated() {
            return "42";
        }

        @PreAuthorize("hasPermission(null, 'topsecret')")
        public String expression() {
            return "42";
        }

        @PreAuthorize("@tiergateAccess.has('topsecret')")
        public String bean() {
            return "42";
        }

        @PreAuthorize("@access.has('topsecret')")
        public String access() {
            return "42";
        }

        public String required() {
            access.require("topsecret");
            return "42";
        }
    }
}
