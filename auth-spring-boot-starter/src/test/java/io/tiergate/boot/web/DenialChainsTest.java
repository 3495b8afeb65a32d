package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.security.RequiresPermission;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.DenyAllPermissionEvaluator;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who answers a denial, by what the application says about its filter chain. */
class DenialChainsTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "tiergate.catalogue.undeclared=warn",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Secrets.class)
    static class Host {

        @Bean
        SecurityFilterChain chain(HttpSecurity http, Optional<Handling> handling, UrlPermissions permissions) {
            http.authorizeHttpRequests(requests -> requests.requestMatchers("/rule")
                    .access(permissions.has("p"))
                    .requestMatchers("/authority")
                    .hasAuthority("NOBODY")
                    .anyRequest()
                    .permitAll());
            handling.ifPresent(each -> each.customize(http));
            return http.build();
        }
    }

    /** Not a customizer, which Spring Security would find by itself. */
    interface Handling {

        void customize(HttpSecurity http);
    }

    @RestController
    static class Secrets {

        @GetMapping("/annotated")
        @RequiresPermission("p")
        String annotated() {
            return "42";
        }

        @GetMapping("/expression")
        @PreAuthorize("hasRole('X') or hasPermission(null, 'p')")
        String expression() {
            return "42";
        }

        @GetMapping("/bean")
        @PreAuthorize("@access.has('p')")
        String bean() {
            return "42";
        }

        @GetMapping("/role")
        @PreAuthorize("hasRole('X')")
        String role() {
            return "42";
        }
    }

    @Test
    void tiergateAnswersItsOwnDenialsAndNoOthers() {
        runner.run(context -> {
            for (String path : new String[] {"/annotated", "/expression", "/bean", "/rule"}) {
                assertThat(answer(context, get(path)).getContentAsString())
                        .as(path)
                        .contains("PERMISSION_DENIED");
            }
            assertByNobody(answer(context, get("/role")));
            assertByNobody(answer(context, get("/authority")));
            assertByNobody(answer(context, post("/annotated")));
        });
    }

    /** Has the name of ours, and is the host's own. */
    static class OwnAccess {

        public boolean has(String what) {
            return false;
        }
    }

    @Test
    void whatABeanOrAnEvaluatorOfTheApplicationDeniesIsNoDenialByTiergate() {
        runner.withBean("access", OwnAccess.class).run(context -> {
            assertByNobody(answer(context, get("/bean")));
            assertThat(answer(context, get("/expression")).getContentAsString()).contains("PERMISSION_DENIED");
        });
        runner.withBean(PermissionEvaluator.class, DenyAllPermissionEvaluator::new)
                .run(context -> assertByNobody(answer(context, get("/expression"))));
    }

    @Test
    void aHandlerOfTheApplicationAnswersAll() {
        handling(handling -> handling.accessDeniedHandler(teapot())).run(context -> {
            for (String path : new String[] {"/annotated", "/expression", "/rule", "/role", "/authority"}) {
                assertThat(answer(context, get(path)).getStatus()).as(path).isEqualTo(418);
            }
        });
    }

    @Test
    void aPageOfTheApplicationAnswersAll() {
        handling(handling -> handling.accessDeniedPage("/denied")).run(context -> {
            assertThat(answer(context, get("/annotated")).getForwardedUrl()).isEqualTo("/denied");
            assertThat(answer(context, get("/role")).getForwardedUrl()).isEqualTo("/denied");
        });
    }

    @Test
    void aDefaultOfTheApplicationAnswersTheRequestsThatItIsFor() {
        handling(handling -> handling.defaultAccessDeniedHandlerFor(
                        teapot(), request -> request.getRequestURI().startsWith("/annotated")))
                .run(context -> {
                    assertThat(answer(context, get("/annotated")).getStatus()).isEqualTo(418);
                    assertThat(answer(context, post("/annotated")).getStatus()).isEqualTo(418);
                    assertThat(answer(context, get("/rule")).getContentAsString())
                            .contains("PERMISSION_DENIED");
                    assertThat(answer(context, get("/expression")).getContentAsString())
                            .contains("PERMISSION_DENIED");
                    assertByNobody(answer(context, get("/role")));
                });
    }

    /** As Spring Security itself does for bearer tokens. */
    static final class LaterDefault extends AbstractHttpConfigurer<LaterDefault, HttpSecurity> {

        @Override
        @SuppressWarnings("unchecked")
        public void init(HttpSecurity http) {
            ExceptionHandlingConfigurer<HttpSecurity> handling = http.getConfigurer(ExceptionHandlingConfigurer.class);
            handling.defaultAccessDeniedHandlerFor(teapot(), request -> true);
        }
    }

    @Test
    void aDefaultOfSpringSecurityAnswersAllOtherDenials() {
        runner.withBean(Handling.class, () -> http -> http.with(new LaterDefault()))
                .run(context -> {
                    assertThat(answer(context, get("/annotated")).getContentAsString())
                            .contains("PERMISSION_DENIED");
                    assertThat(answer(context, get("/role")).getStatus()).isEqualTo(418);
                    assertThat(answer(context, post("/annotated")).getStatus()).isEqualTo(418);
                });
    }

    @Test
    void aChainWithoutExceptionHandlingIsLeftAlone() {
        runner.withBean(Handling.class, () -> http -> http.exceptionHandling(AbstractHttpConfigurer::disable))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aBeanReplacesTheAnswerToDenialsByTiergateOnly() {
        runner.withBean("tiergateAccessDeniedHandler", AccessDeniedHandler.class, DenialChainsTest::teapot)
                .run(context -> {
                    assertThat(answer(context, get("/annotated")).getStatus()).isEqualTo(418);
                    assertByNobody(answer(context, get("/role")));
                });
    }

    private WebApplicationContextRunner handling(Customizer<ExceptionHandlingConfigurer<HttpSecurity>> handling) {
        return runner.withBean(Handling.class, () -> http -> http.exceptionHandling(handling));
    }

    private static AccessDeniedHandler teapot() {
        return (request, response, failure) -> response.setStatus(418);
    }

    private static void assertByNobody(MockHttpServletResponse answer) throws Exception {
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getErrorMessage()).isEqualTo("Forbidden");
        assertThat(answer.getContentAsString()).isEmpty();
    }

    private static MockHttpServletResponse answer(
            AssertableWebApplicationContext context, MockHttpServletRequestBuilder request) throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request.with(user("bob")))
                .andReturn()
                .getResponse();
    }
}
