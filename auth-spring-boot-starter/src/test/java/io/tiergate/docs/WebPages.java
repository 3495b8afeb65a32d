package io.tiergate.docs;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.tiergate.boot.web.DecisionUnavailableHandler;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.boot.web.UrlPermissions;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What the pages in docs show of the web. Run by {@link WebPagesTest}. */
class WebPages {

    @Configuration(proxyBeanMethods = false)
    static class Urls {

        // tag::url-rules
        @Bean
        SecurityFilterChain chain(HttpSecurity http, UrlPermissions permissions) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/invoices/**")
                            .access(permissions.has("invoice.read"))
                            .requestMatchers("/reports/**")
                            .access(permissions.hasAny("report.read", "audit.read"))
                            .requestMatchers("/archive/**")
                            .access(permissions.holds(any("p4", all("p1", "p2"))))
                            .anyRequest()
                            .authenticated())
                    .formLogin(withDefaults())
                    .build();
        }
        // end::url-rules

        // tag::functions
        @Bean
        RouterFunction<ServerResponse> invoices(UrlPermissions permissions) {
            return permissions
                    .has("invoice.read")
                    .guardAll(route().GET("/invoices", this::list)
                            .POST("/invoices", permissions.has("invoice.write").guard(this::add))
                            .build());
        }
        // end::functions

        private ServerResponse list(ServerRequest request) {
            return ServerResponse.ok().body("invoices");
        }

        private ServerResponse add(ServerRequest request) {
            return ServerResponse.ok().body("added");
        }
    }

    @RestController
    @RequestMapping("/orders")
    static class OrderController extends ProtectedController {

        // tag::controller-by-method
        OrderController() {
            super(permissions -> permissions
                    .on(GET, "order.read") // HEAD too
                    .on(POST, all("order.read", "order.write"))
                    .otherwise("order.manage"));
        }
        // end::controller-by-method

        // tag::controller-helpers
        @GetMapping
        String list() {
            return has("order.read-all") ? "all orders" : "orders of " + subject();
        }

        @PostMapping("/rush")
        String rush() {
            require("order.rush");
            return "rushed";
        }
        // end::controller-helpers
    }

    @Configuration(proxyBeanMethods = false)
    static class Answers {

        // tag::own-denial
        @Bean
        AccessDeniedHandler tiergateAccessDeniedHandler() {
            return (request, response, denied) -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        // end::own-denial

        // tag::own-unavailable
        @Bean
        DecisionUnavailableHandler unavailable() {
            return (request, response, failure) -> response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        // end::own-unavailable
    }

    static WebExpressionAuthorizationManager expressions(WebExpressionAuthorizationManager.Builder expressions) {
        return
        // tag::url-expression
        expressions.expression("hasRole('STAFF') and hasPermission(null, 'invoice.read')");
        // end::url-expression
    }
}
