package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** A protected controller is guarded at a handler mapping of the application's own, too. */
class OwnHandlerMappingTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        PermissionCatalogue permissions() {
            return PermissionCatalogue.of("files.read", "Read files");
        }

        @Bean
        Files files() {
            return new Files();
        }

        @Bean
        SimpleUrlHandlerMapping own(Files files) {
            return new SimpleUrlHandlerMapping(Map.of("/files/**", files), 0);
        }
    }

    static class Files extends ProtectedController implements HttpRequestHandler {

        Files() {
            super("files.read");
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("42");
        }
    }

    @Test
    void isGuarded() {
        runner.run(context -> {
            MockMvc mvc = webAppContextSetup(context).apply(springSecurity()).build();

            MockHttpServletResponse denied =
                    mvc.perform(get("/files/x").with(user("alice"))).andReturn().getResponse();
            assertThat(denied.getStatus()).isEqualTo(403);
            assertThat(denied.getContentAsString()).doesNotContain("42");

            context.getBean(Administration.class).grants().grant(Grant.allow(Subject.user("alice"), "files.read"));
            assertThat(mvc.perform(get("/files/x").with(user("alice")))
                            .andReturn()
                            .getResponse()
                            .getContentAsString())
                    .isEqualTo("42");
        });
    }
}
