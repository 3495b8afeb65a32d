package io.tiergate.boot.routes;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.boot.web.UrlPermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** How many can reach what requirements of several permissions guard. */
class ReachedTest {

    @Configuration(proxyBeanMethods = false)
    static class Guarded {

        @Bean
        RouterFunction<ServerResponse> function(UrlPermissions permissions) {
            return permissions
                    .holds(any("p4", all("p1", "p2")))
                    .guardAll(RouterFunctions.route()
                            .GET("/function", request -> ServerResponse.ok().build())
                            .build());
        }

        @Bean
        @Order(1)
        SecurityFilterChain rule(HttpSecurity http, UrlPermissions permissions) {
            return http.securityMatcher("/rule/**")
                    .authorizeHttpRequests(requests ->
                            requests.anyRequest().access(permissions.holds(any("p4", all("p1", "p2")))))
                    .build();
        }
    }

    @RestController
    static class ByMethod extends ProtectedController {

        ByMethod() {
            super(required -> required.on(HttpMethod.GET, any("p4", all("p1", "p2")))
                    .on(HttpMethod.POST, any("p4", where(subject -> true))));
        }

        @GetMapping("/controller")
        public void get() {}

        @PostMapping("/controller/more")
        public void more() {}
    }

    @RestController
    static class Plain {

        @GetMapping("/rule")
        public void rule() {}
    }

    @Test
    void nestedOnesAreCounted() {
        RoutesHost.with(Guarded.class, ByMethod.class, Plain.class).run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.grants().grant(Grant.allow(Subject.user("alice"), "p1"));
            administration.grants().grant(Grant.allow(Subject.user("bob"), "p1"));
            administration.grants().grant(Grant.allow(Subject.user("bob"), "p2"));
            administration.grants().grant(Grant.allow(Subject.user("carol"), "p4"));

            Map<String, String> reached = context.getBean(Routes.class).reached().entrySet().stream()
                    .collect(Collectors.toMap(each -> each.getKey().address(), Map.Entry::getValue));
            assertThat(reached)
                    .containsOnly(
                            Map.entry("GET /function", "2 subjects"),
                            Map.entry("GET /rule", "2 subjects"),
                            Map.entry("GET /controller", "2 subjects"),
                            // More than permissions decides.
                            Map.entry("POST /controller/more", ""));
        });
    }
}
