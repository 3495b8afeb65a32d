package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.Honesty.as;
import static io.tiergate.boot.routes.Honesty.honest;
import static io.tiergate.boot.routes.Honesty.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.boot.web.ProtectedController;
import io.tiergate.security.RequiresPermission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** What looks like a guard of a controller and lets somebody in who holds nothing is not taken for one. */
class FalseGuardsTest {

    @RestController
    static class Hidden {

        @GetMapping("/private")
        @PreAuthorize("hasAuthority('ADMIN')")
        private String hidden() {
            return "42";
        }

        @GetMapping("/final")
        @PreAuthorize("hasAuthority('ADMIN')")
        public final String fin() {
            return "42";
        }

        @GetMapping("/static")
        @PreAuthorize("hasAuthority('ADMIN')")
        public static String stat() {
            return "42";
        }

        @GetMapping("/public")
        @PreAuthorize("hasAuthority('ADMIN')")
        public String open() {
            return "42";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/private", "/final", "/static", "/public"})
    void preAuthorizeOnAMethodThatNoProxySees(String path) {
        RoutesHost.with(Hidden.class).run(context -> {
            assertThat(context).hasNotFailed();
            honest(context, path, HttpMethod.GET);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMapping {

        @Bean
        Files files() {
            return new Files();
        }

        @Bean
        SimpleUrlHandlerMapping own(Files files) {
            return new SimpleUrlHandlerMapping(Map.of("/files/**", files, "/no-bean", new NoBean()), 0);
        }
    }

    static class NoBean implements HttpRequestHandler {

        @Override
        @RequiresPermission("p1")
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("42");
        }
    }

    @Test
    void anAnnotationOnAHandlerThatIsNoBeanGuardsNothing() {
        RoutesHost.with(OwnMapping.class).run(context -> {
            assertThat(as(context, "/no-bean", HttpMethod.GET).getContentAsString())
                    .isEqualTo("42");
            assertThat(route(context, "/no-bean").unguarded()).isTrue();
            assertThat(route(context, "/no-bean").notes())
                    .containsExactly("@RequiresPermission(p1) is not enforced: no proxy is around the bean");
        });
    }

    static class Files extends ProtectedController implements HttpRequestHandler {

        Files() {
            super("p1");
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("42");
        }
    }

    @Test
    void aProtectedControllerAtAUrlMappingOfTheHost() {
        RoutesHost.with(OwnMapping.class).run(context -> {
            assertThat(context).hasNotFailed();
            honest(context, "/files/x", HttpMethod.GET);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Cors {

        @Bean
        @Order(1)
        SecurityFilterChain cors(HttpSecurity http) {
            return http.securityMatcher("/cors/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.OPTIONS, "/**")
                            .permitAll()
                            .anyRequest()
                            .hasAuthority("ADMIN"))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> function() {
            return RouterFunctions.route(
                    RequestPredicates.path("/cors/function"),
                    request -> ServerResponse.ok().body("42"));
        }

        @Bean("/cors/bean")
        HttpRequestHandler bean() {
            return (request, response) -> response.getWriter().write("42");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cors/function", "/cors/bean"})
    void optionsIsAMethodToo(String path) {
        RoutesHost.with(Cors.class).run(context -> {
            assertThat(context).hasNotFailed();
            honest(context, path, HttpMethod.OPTIONS);
        });
    }

    @RestController
    static class SignedInOnly {

        @GetMapping("/e1")
        @PreAuthorize("authentication.authenticated")
        public String e1() {
            return "42";
        }

        @GetMapping("/e2")
        @PreAuthorize("isAuthenticated() == true")
        public String e2() {
            return "42";
        }

        @GetMapping("/e3")
        @PreAuthorize("principal != null")
        public String e3() {
            return "42";
        }

        @GetMapping("/e4")
        @PreAuthorize("!denyAll")
        public String e4() {
            return "42";
        }

        @GetMapping("/e5")
        @PreAuthorize("not isRememberMe()")
        public String e5() {
            return "42";
        }

        @GetMapping("/e6")
        @PreAuthorize("isAuthenticated() ? true : false")
        public String e6() {
            return "42";
        }

        @GetMapping("/e7")
        @PreAuthorize("#root.authenticated")
        public String e7() {
            return "42";
        }

        @GetMapping("/e8")
        @PreAuthorize("1 == 1")
        public String e8() {
            return "42";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/e1", "/e2", "/e3", "/e4", "/e5", "/e6", "/e7", "/e8"})
    void expressionsThatAskForNothingButSigningIn(String path) {
        RoutesHost.with(SignedInOnly.class).run(context -> {
            assertThat(context).hasNotFailed();
            honest(context, path, HttpMethod.GET);
        });
    }

    @RestController
    static class After {

        static int done;

        @PostMapping("/after")
        @PostAuthorize("hasAuthority('ADMIN')")
        public String after() {
            done++;
            return "42";
        }

        @GetMapping("/after/read")
        @PostAuthorize("hasAuthority('ADMIN')")
        public String read() {
            return "42";
        }

        @RequestMapping("/after/all")
        @PostAuthorize("hasAuthority('ADMIN')")
        public String all() {
            return "42";
        }

        @PostMapping("/after/both")
        @PreAuthorize("hasAuthority('ADMIN')")
        @PostAuthorize("hasAuthority('OWNER')")
        public String both() {
            return "42";
        }
    }

    @Test
    void whatIsAskedWhenTheWorkIsDoneGuardsOnlyWhatReads() {
        RoutesHost.with(After.class).run(context -> {
            After.done = 0;
            webAppContextSetup(context)
                    .apply(springSecurity())
                    .build()
                    .perform(MockMvcRequestBuilders.post("/after")
                            .with(user("mallory"))
                            .with(csrf()));

            assertThat(After.done).isOne();
            assertThat(route(context, "/after").unguarded()).isTrue();
            assertThat(route(context, "/after").notes())
                    .containsExactly("@PostAuthorize(hasAuthority('ADMIN')) asks when the work is done");
            assertThat(route(context, "/after/all").unguarded()).isTrue();
            assertThat(route(context, "/after/read").guard()).isEqualTo("@PostAuthorize(hasAuthority('ADMIN'))");
            assertThat(route(context, "/after/both").guard())
                    .isEqualTo("@PreAuthorize(hasAuthority('ADMIN')) and @PostAuthorize(hasAuthority('OWNER'))");
        });
    }
}
