package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.web.ProtectedController;
import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.RequiresPermission.Mode;
import io.tiergate.security.Unguarded;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Which routes are found, and what is said to guard them. */
class RoutesTest {

    @RestController
    static class Annotated {

        @GetMapping("/one")
        @RequiresPermission("p1")
        public void one() {}

        @RequestMapping("/several")
        @RequiresPermission(
                value = {"p1", "p2"},
                mode = Mode.ANY)
        public void several() {}

        @GetMapping("/forgotten/{id}")
        public void forgotten(@PathVariable String id) {}

        @GetMapping("/meant")
        @Unguarded("it is a greeting")
        public void meant() {}

        @PostMapping("/open/forgotten")
        public void open() {}

        @GetMapping("/admin/page")
        public void admin() {}

        @GetMapping("/nobody/page")
        public void nobody() {}
    }

    @Test
    void handlerMethodsAreSortedByWhatGuardsThem() {
        RoutesHost.with(Annotated.class).run(context -> {
            assertThat(texts(context))
                    .containsExactly(
                            "GET /admin/page: URL_RULE authority ADMIN (URL rule)",
                            "GET /forgotten/{id}: NOTHING open to all who have signed in",
                            "GET /meant: EXEMPT exempt: it is a greeting",
                            "GET /nobody/page: URL_RULE URL rule",
                            "GET /one: PERMISSION p1",
                            "POST /open/forgotten: NOTHING open to all",
                            "/several: PERMISSION any(p1, p2)");
            assertThat(context.getBean(Routes.class).unguarded())
                    .extracting(Route::handler)
                    .containsExactly(Annotated.class.getName() + ".forgotten()", Annotated.class.getName() + ".open()");
        });
    }

    @RestController
    static class Protected extends ProtectedController {

        Protected() {
            super("p1");
        }

        @DeleteMapping("/protected")
        public void delete() {}

        @GetMapping("/protected")
        @RequiresPermission("p2")
        public void get() {}
    }

    @RestController
    static class Nameless extends ProtectedController {

        @GetMapping("/nameless")
        public void get() {}
    }

    @Test
    void aProtectedControllerGuardsAllItsHandlersAndANamelessOneDeniesEveryone() {
        RoutesHost.with(Protected.class, Nameless.class)
                .run(context -> assertThat(texts(context))
                        .containsExactly(
                                "GET /nameless: CONTROLLER denies everyone, since nothing is named",
                                "DELETE /protected: CONTROLLER p1",
                                "GET /protected: PERMISSION p2 and p1"));
    }

    @RestController
    static class OfSpring {

        @GetMapping("/a")
        @PreAuthorize("hasPermission(null, 'p3') and #id > 3")
        public void expression(int id) {}

        @GetMapping("/b")
        @RolesAllowed("CLERK")
        public void rolesAllowed() {}

        @GetMapping("/c")
        @DenyAll
        public void denyAll() {}

        @GetMapping("/d")
        @PermitAll
        public void permitAll() {}

        @GetMapping("/e")
        @PreAuthorize("isAuthenticated()")
        public void signedIn() {}

        @GetMapping("/f")
        @PreAuthorize("permitAll() or hasRole('X')")
        public void open() {}
    }

    @Test
    void annotationsOfSpringSecurityGuardWhereTheyKeepSomebodyOut() {
        RoutesHost.with(OfSpring.class).run(context -> {
            assertThat(texts(context))
                    .containsExactly(
                            "GET /a: METHOD_SECURITY @PreAuthorize(hasPermission(null, 'p3') and #id > 3)",
                            "GET /b: NOTHING open to all who have signed in",
                            "GET /c: NOTHING open to all who have signed in",
                            "GET /d: NOTHING open to all who have signed in",
                            "GET /e: NOTHING open to all who have signed in",
                            "GET /f: NOTHING open to all who have signed in");
            assertThat(notes(context, "/b"))
                    .containsExactly("@RolesAllowed(CLERK) is not enforced: method security is off for it");
            assertThat(notes(context, "/d")).containsExactly("@PermitAll gives no reason: say @Unguarded(\"why\")");
            assertThat(notes(context, "/e"))
                    .containsExactly("@PreAuthorize(isAuthenticated()) lets all in who have signed in");
            assertThat(notes(context, "/f")).containsExactly("@PreAuthorize(permitAll() or hasRole('X')) lets all in");
        });
    }

    @RestController
    static class Reports {

        @GetMapping("/reports/{id}")
        public void report() {}

        @GetMapping("/reports/{id}/lines")
        @RequiresPermission("p1")
        public void lines() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRules {

        @Bean
        @Order(1)
        SecurityFilterChain reports(HttpSecurity http, UrlPermissions permissions) {
            return http.securityMatcher("/reports/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(permissions.hasAny("p2", "p3")))
                    .build();
        }
    }

    @Test
    void rulesOfOursForUrlsSayWhatTheyAskFor() {
        RoutesHost.with(Reports.class, OwnRules.class).run(context -> {
            assertThat(texts(context))
                    .containsExactly(
                            "GET /reports/{id}: URL_RULE any(p2, p3) (URL rule)",
                            "GET /reports/{id}/lines: PERMISSION p1 and any(p2, p3) (URL rule)");
            assertThat(context.getBean(Routes.class).all())
                    .extracting(Route::permissions)
                    .containsExactly(Set.of("p2", "p3"), Set.of("p1", "p2", "p3"));
            assertThat(context.getBean(Routes.class).reached().values()).containsExactly("nobody", "nobody");
        });
    }

    @RestController
    static class ByMethod extends ProtectedController {

        ByMethod() {
            super(permissions -> permissions.on(HttpMethod.GET, "p1").on(HttpMethod.POST, "p2"));
        }

        @RequestMapping("/by-method")
        public void all() {}

        @GetMapping("/by-method/one")
        public void one() {}
    }

    @Test
    void aProtectedControllerMayAskForOtherPermissionsByOtherMethods() {
        RoutesHost.with(ByMethod.class)
                .run(context -> assertThat(texts(context))
                        .containsExactly(
                                "/by-method: CONTROLLER GET|HEAD p1, POST p2, PUT|PATCH|DELETE denies everyone, since nothing is named",
                                "GET /by-method/one: CONTROLLER p1"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Functional implements WebMvcConfigurer {

        @Bean
        RouterFunction<ServerResponse> functions(UrlPermissions permissions) {
            return RouterFunctions.route()
                    .GET("/f/open", request -> ServerResponse.ok().build())
                    .nest(
                            RequestPredicates.path("/f/api")
                                    .and(RequestPredicates.accept(org.springframework.http.MediaType.APPLICATION_JSON)),
                            nested -> nested.POST(
                                            "/guarded/{id}",
                                            permissions
                                                    .has("p4")
                                                    .guard(request ->
                                                            ServerResponse.ok().build()))
                                    .DELETE(
                                            "/plain",
                                            request -> ServerResponse.ok().build()))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> meant() {
            return RouterFunctions.route(
                            RequestPredicates.path("/f/meant").or(RequestPredicates.path("/f/too")),
                            request -> ServerResponse.ok().build())
                    .withAttribute(Routes.UNGUARDED_ATTRIBUTE, "it is a greeting");
        }

        @Bean("/bean")
        HttpRequestHandler byBeanName() {
            return (request, response) -> {};
        }

        @Override
        public void addViewControllers(ViewControllerRegistry registry) {
            registry.addViewController("/view");
        }
    }

    @Test
    void functionsAndHandlersOfUrlsAreFoundAndStaticResourcesAreNot() {
        RoutesHost.with(Functional.class)
                .run(context -> assertThat(texts(context))
                        .containsExactly(
                                "/bean: NOTHING open to all who have signed in",
                                "POST /f/api/guarded/{id} [header Accept=application/json]: FUNCTION p4",
                                "DELETE /f/api/plain [header Accept=application/json]: NOTHING open to all who have signed in",
                                "/f/meant: EXEMPT exempt: it is a greeting",
                                "GET /f/open: NOTHING open to all who have signed in",
                                "/f/too: EXEMPT exempt: it is a greeting",
                                "/view: NOTHING open to all who have signed in"));
    }

    @RestController
    static class Misspelled extends ProtectedController {

        Misspelled() {
            super("p11");
        }

        @GetMapping("/misspelled")
        public void get() {}
    }

    @Test
    void whatAProtectedControllerNamesIsHeldAgainstTheCatalogue() {
        RoutesHost.with(Misspelled.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("\n  'p11' (did you mean 'p1'?) at " + Misspelled.class.getName()
                                + ".get() (GET /misspelled)"));
    }

    @Configuration(proxyBeanMethods = false)
    static class RuleForFiles {

        @Bean
        @Order(1)
        SecurityFilterChain files(HttpSecurity http, UrlPermissions permissions) {
            return http.securityMatcher("/files/**")
                    .authorizeHttpRequests(
                            requests -> requests.anyRequest().access(permissions.hasAny("p1", "topsceret")))
                    .build();
        }
    }

    @Test
    void whatARuleNamesIsHeldAgainstTheCatalogueAlsoWhereNoHandlerIs() {
        RoutesHost.with(RuleForFiles.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageEndingWith("\n  'topsceret' at a rule for URLs (any(p1, topsceret))"));
    }

    private static List<String> texts(AssertableWebApplicationContext context) {
        assertThat(context).hasNotFailed();
        return context.getBean(Routes.class).all().stream()
                .map(route -> route.address() + ": " + route.guarding() + " " + route.guard())
                .toList();
    }

    private static List<String> notes(AssertableWebApplicationContext context, String pattern) {
        return context.getBean(Routes.class).all().stream()
                .filter(route -> route.patterns().contains(pattern))
                .findFirst()
                .orElseThrow()
                .notes();
    }
}
