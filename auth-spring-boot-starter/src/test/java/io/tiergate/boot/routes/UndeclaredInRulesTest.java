package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.security.RequiresPermission;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Names in rules for URLs are held against the catalogue, whatever handler they are for. */
class UndeclaredInRulesTest {

    @RestController
    static class Plain {
        @GetMapping("/typo/expression")
        public String expression() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TypoInExpression {
        @Bean
        @Order(1)
        SecurityFilterChain typo(HttpSecurity http, WebExpressionAuthorizationManager.Builder expressions) {
            return http.securityMatcher("/typo/**")
                    .authorizeHttpRequests(requests ->
                            requests.anyRequest().access(expressions.expression("hasPermission(null, 'p.typo')")))
                    .build();
        }
    }

    @Test
    void aNameInAnExpressionForUrlsIsHeldAgainstTheCatalogue() {
        RoutesHost.with(Plain.class, TypoInExpression.class)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class TypoInRule {
        @Bean
        @Order(1)
        SecurityFilterChain typo(HttpSecurity http, UrlPermissions permissions) {
            return http.securityMatcher("/files/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(permissions.has("p.typo")))
                    .build();
        }
    }

    @Test
    void aNameInARuleForUrlsWithoutAHandlerIsHeldAgainstTheCatalogue() {
        RoutesHost.with(TypoInRule.class).run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    static class TypoInRuleForPost {
        @Bean
        @Order(1)
        SecurityFilterChain typo(HttpSecurity http, UrlPermissions permissions) {
            return http.securityMatcher("/both/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, "/**")
                            .access(permissions.has("p.typo"))
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @RestController
    static class BothMethods {
        @RequestMapping("/both")
        @RequiresPermission("p1")
        public String both() {
            return "42";
        }
    }

    @Test
    void aNameInARuleForOneMethodOfAGuardedHandlerIsHeldAgainstTheCatalogue() {
        RoutesHost.with(BothMethods.class, TypoInRuleForPost.class)
                .run(context -> assertThat(context).hasFailed());
    }
}
