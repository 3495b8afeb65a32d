package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.security.authorization.AuthorizationManagers.anyOf;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.Decision;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import io.tiergate.security.RequiresPermission;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** Whoever listens hears of each request once, whatever guards it. */
class HeardOnceTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "tiergate.catalogue.undeclared=warn",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Handlers.class, Protected.class, Listener.class})
    static class Host {

        @Bean
        SecurityFilterChain chain(
                HttpSecurity http, UrlPermissions permissions, WebExpressionAuthorizationManager.Builder expressions) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/rule")
                            .access(permissions.has("p"))
                            .requestMatchers("/either")
                            .access(anyOf(permissions.has("p"), (who, request) -> new AuthorizationDecision(true)))
                            .requestMatchers("/url-expression")
                            .access(expressions.expression("hasPermission(null, 'p')"))
                            .anyRequest()
                            .permitAll())
                    .httpBasic(withDefaults())
                    .build();
        }
    }

    @RestController
    static class Handlers {

        @GetMapping("/annotated")
        @RequiresPermission("p")
        String annotated() {
            return "42";
        }

        @GetMapping("/expression")
        @PreAuthorize("hasPermission(null, 'p')")
        String expression() {
            return "42";
        }

        @GetMapping({"/rule", "/either", "/url-expression"})
        String rule() {
            return "42";
        }
    }

    @RestController
    static class Protected extends ProtectedController {

        Protected() {
            super("p");
        }

        @GetMapping("/protected")
        String guarded() {
            return "42";
        }
    }

    static class Listener implements AccessListener {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void decided(String permission, Decision decision) {
            heard.add(permission + " " + decision.code());
        }

        @Override
        public void denied(PermissionDecision result, @Nullable Authentication authentication) {
            heard.add("denied " + result.permission());
        }
    }

    private static final String P_DENIED = "p NOT_GRANTED";

    @ParameterizedTest
    @ValueSource(strings = {"/annotated", "/expression", "/rule", "/protected", "/url-expression"})
    void whoeverHasNotSignedInIsHeardOfOnce(String path) {
        runner.run(context -> {
            List<String> heard = started(context);

            assertThat(status(context, get(path))).isEqualTo(401);
            assertThat(heard).containsExactly(P_DENIED, "denied p");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annotated", "/expression", "/rule", "/protected", "/url-expression"})
    void eachDenialIsAuditedOnceWhoeverElsePublishesIt(String path) {
        runner.withBean(InMemoryAuditEventRepository.class)
                .withBean(SpringAuthorizationEventPublisher.class)
                .run(context -> {
                    context.getBean(Administration.class).permissions().define("p", "");

                    assertThat(status(context, path)).isEqualTo(403);
                    assertThat(status(context, get(path))).isEqualTo(401);
                    assertThat(context.getBean(AuditEventRepository.class).find(null, null, null))
                            .extracting(AuditEvent::getType, AuditEvent::getPrincipal)
                            .containsExactly(
                                    tuple("TIERGATE_DENIED", "user:bob"), tuple("TIERGATE_DENIED", "anonymous"));
                });
    }

    @Test
    void aMenuAndARuleBesideAnotherThatLetsInTurnNobodyAway() {
        runner.run(context -> {
            List<String> heard = started(context);

            assertThat(context.getBean(WebInvocationPrivilegeEvaluator.class)
                            .isAllowed("/rule", new TestingAuthenticationToken("bob", "", "X")))
                    .isFalse();
            assertThat(status(context, "/either")).isEqualTo(200);

            assertThat(heard).containsExactly(P_DENIED, P_DENIED);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annotated", "/expression", "/rule", "/protected", "/url-expression"})
    void eachRequestIsHeardOfOnce(String path) {
        runner.run(context -> {
            Administration administration = context.getBean(Administration.class);
            List<String> heard = started(context);

            assertThat(status(context, path)).isEqualTo(403);
            assertThat(heard).containsExactly(P_DENIED, "denied p");
            heard.clear();

            administration.grants().grant(Grant.allow(Subject.user("bob"), "p"));
            assertThat(status(context, path)).isEqualTo(200);
            assertThat(heard).containsExactly("p GRANTED");
        });
    }

    /** What is heard from now on. When it starts, the table of routes asks expressions for URLs. */
    private static List<String> started(WebApplicationContext context) {
        context.getBean(Administration.class).permissions().define("p", "");
        List<String> heard = context.getBean(Listener.class).heard;
        heard.clear();
        return heard;
    }

    private static int status(WebApplicationContext context, String path) throws Exception {
        return status(context, get(path).with(user("bob")));
    }

    private static int status(WebApplicationContext context, MockHttpServletRequestBuilder request) throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request)
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
