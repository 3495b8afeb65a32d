package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
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
        SecurityFilterChain chain(HttpSecurity http, UrlPermissions permissions) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/rule")
                            .access(permissions.has("p"))
                            .anyRequest()
                            .permitAll())
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

        @GetMapping("/rule")
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

    @ParameterizedTest
    @ValueSource(strings = {"/annotated", "/expression", "/rule", "/protected"})
    void eachRequestIsHeardOfOnce(String path) {
        runner.run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("p", "");
            List<String> heard = context.getBean(Listener.class).heard;

            assertThat(status(context, path)).isEqualTo(403);
            assertThat(heard).containsExactly("p NOT_GRANTED", "denied p");
            heard.clear();

            administration.grants().grant(Grant.allow(Subject.user("bob"), "p"));
            assertThat(status(context, path)).isEqualTo(200);
            assertThat(heard).containsExactly("p GRANTED");
        });
    }

    private static int status(WebApplicationContext context, String path) throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get(path).with(user("bob")))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
