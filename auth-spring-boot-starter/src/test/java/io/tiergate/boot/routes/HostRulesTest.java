package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.Honesty.as;
import static io.tiergate.boot.routes.Honesty.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.web.RuleProbe;
import io.tiergate.security.RequiresPermission;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an application writes itself is no reason not to start, and is asked in a way that it can tell. */
class HostRulesTest {

    @RestController
    static class Percent {
        @GetMapping("/100%")
        @RequiresPermission("p1")
        public String percent() {
            return "42";
        }
    }

    @Test
    void aPatternWithAPercentSignIsNoReasonNotToStart() {
        RoutesHost.with(Percent.class).run(context -> assertThat(context).hasNotFailed());
    }

    @RestController
    static class OwnBeanInExpression {
        @GetMapping("/project")
        @PreAuthorize("@projectAccess.check('view')")
        public String view() {
            return "42";
        }
    }

    static class ProjectAccess {
        public boolean check(String what) {
            return true;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithProjectAccess {
        @Bean
        ProjectAccess projectAccess() {
            return new ProjectAccess();
        }
    }

    @Test
    void aBeanOfTheHostWhoseNameEndsInAccessIsNotOurs() {
        RoutesHost.with(OwnBeanInExpression.class, WithProjectAccess.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @RestController
    static class OwnEvaluator {
        @GetMapping("/evaluated")
        @PreAuthorize("hasPermission(null, 'read')")
        public String view() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithEvaluator {
        @Bean
        PermissionEvaluator evaluator() {
            return new PermissionEvaluator() {
                @Override
                public boolean hasPermission(Authentication a, Object target, Object permission) {
                    return true;
                }

                @Override
                public boolean hasPermission(Authentication a, Serializable id, String type, Object permission) {
                    return true;
                }
            };
        }
    }

    @Test
    void theEvaluatorOfTheHostAsksForNamesOfItsOwn() {
        RoutesHost.with(OwnEvaluator.class, WithEvaluator.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    interface One {
        @PreAuthorize("hasRole('A')")
        @GetMapping("/ambiguous")
        String x();
    }

    interface Two {
        @PreAuthorize("hasRole('B')")
        String x();
    }

    @RestController
    static class Ambiguous implements One, Two {
        @Override
        public String x() {
            return "42";
        }
    }

    @Test
    void ambiguousAnnotationsAreNoReasonNotToStart() {
        RoutesHost.with(Ambiguous.class).run(context -> assertThat(context).hasNotFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class Throwing {
        @Bean
        @Order(1)
        SecurityFilterChain throwing(HttpSecurity http) {
            return http.securityMatcher("/throwing/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access((who, context) -> {
                        assert who.get().getPrincipal() != null;
                        throw new AssertionError("a real user is needed");
                    }))
                    .build();
        }
    }

    @RestController
    static class ThrowingController {
        @GetMapping("/throwing")
        public String x() {
            return "42";
        }
    }

    @Test
    void aRuleOfTheHostThatThrowsAnErrorIsNoReasonNotToStart() {
        RoutesHost.with(Throwing.class, ThrowingController.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static final List<String> PROVISIONED = new CopyOnWriteArrayList<>();

    @Configuration(proxyBeanMethods = false)
    static class Provisioning {
        @Bean
        @Order(1)
        SecurityFilterChain provisioning(HttpSecurity http) {
            return http.securityMatcher("/provisioning/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access((who, context) -> {
                        // As hosts do that make their row for a user on the first sight.
                        if (!(who.get() instanceof RuleProbe)) {
                            PROVISIONED.add(who.get().getName());
                        }
                        return new AuthorizationDecision(who.get().isAuthenticated());
                    }))
                    .build();
        }
    }

    @RestController
    static class ProvisioningController {
        @GetMapping("/provisioning")
        public String x() {
            return "42";
        }
    }

    @Test
    void aRuleOfTheHostCanTellThatNobodyIsThere() {
        PROVISIONED.clear();
        RoutesHost.with(Provisioning.class, ProvisioningController.class).run(context -> {
            assertThat(route(context, "/provisioning").guard()).isEqualTo("open to all");
            assertThat(PROVISIONED).isEmpty();
            as(context, "/provisioning", HttpMethod.GET);
            assertThat(PROVISIONED).containsExactly("mallory");
        });
    }
}
