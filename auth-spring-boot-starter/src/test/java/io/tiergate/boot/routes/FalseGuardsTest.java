package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.boot.routes.Handler.EndpointTarget;
import io.tiergate.boot.routes.Handler.OtherTarget;
import io.tiergate.boot.routes.ProbeRequest.Servlet;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.security.RequiresPermission;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** What is listed as guarded is, by requests of somebody who may nothing; and what is wrong with rules stops no start. */
class FalseGuardsTest {

    // ---- handlers that no proxy sees

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

    // ---- a protected controller at a mapping of the host's own

    @Configuration(proxyBeanMethods = false)
    static class OwnMapping {

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

    // ---- OPTIONS

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

    // ---- expressions that let all in who have signed in

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

    // ---- after the fact

    @RestController
    static class After {
        static int done;

        @PostMapping("/after")
        @PostAuthorize("hasAuthority('ADMIN')")
        public String after() {
            done++;
            return "42";
        }
    }

    // ---- rules that real users pass and the probe does not

    @Configuration(proxyBeanMethods = false)
    static class ByPrincipal {

        @Bean
        @Order(1)
        SecurityFilterChain own(HttpSecurity http) {
            return http.securityMatcher("/own/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest()
                            .access((who, context) -> new AuthorizationDecision(who.get()
                                            instanceof
                                            org.springframework.security.authentication
                                                    .UsernamePasswordAuthenticationToken
                                    && !who.get().getName().contains("-"))))
                    .build();
        }
    }

    // ---- functional resources by code of the application

    @Configuration(proxyBeanMethods = false)
    static class Lookup {

        @Bean
        RouterFunction<ServerResponse> documents() {
            return RouterFunctions.resources(request -> request.path().startsWith("/open/documents/")
                    ? Optional.<Resource>of(new ByteArrayResource("42".getBytes(StandardCharsets.UTF_8)) {
                        @Override
                        public String getFilename() {
                            return "a.txt";
                        }
                    })
                    : Optional.empty());
        }
    }

    // ---- start-up that fails wrongly

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

    // ---- names in rules for URLs that nobody has declared

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
        SecurityFilterChain typo(
                HttpSecurity http,
                org.springframework.security.web.access.expression.WebExpressionAuthorizationManager.Builder
                        expressions) {
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
        SecurityFilterChain typo(HttpSecurity http, io.tiergate.boot.web.UrlPermissions permissions) {
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
        SecurityFilterChain typo(HttpSecurity http, io.tiergate.boot.web.UrlPermissions permissions) {
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
        @org.springframework.web.bind.annotation.RequestMapping("/both")
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

    // ---- a rule of the host that throws an error, and one that waits for a real principal

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

    static final java.util.List<String> PROVISIONED = new java.util.concurrent.CopyOnWriteArrayList<>();

    @Configuration(proxyBeanMethods = false)
    static class Provisioning {
        @Bean
        @Order(1)
        SecurityFilterChain provisioning(HttpSecurity http) {
            return http.securityMatcher("/provisioning/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access((who, context) -> {
                        // As hosts do that make their row for a user on the first sight.
                        PROVISIONED.add(who.get().getName());
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

    // ---- predicates whose URLs nobody can say

    @Configuration(proxyBeanMethods = false)
    static class Strict {
        @Bean
        @Order(1)
        SecurityFilterChain strict(HttpSecurity http) {
            return http.securityMatcher("/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .hasAuthority("ADMIN"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnPredicate {
        @Bean
        RouterFunction<ServerResponse> own() {
            return RouterFunctions.route(
                    request -> request.path().startsWith("/open/own"),
                    request -> ServerResponse.ok().body("42"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Negated {
        @Bean
        RouterFunction<ServerResponse> negated() {
            return RouterFunctions.route(
                    RequestPredicates.path("/login").negate(),
                    request -> ServerResponse.ok().body("42"));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OwnPredicate.class, Negated.class})
    void aPredicateWhoseUrlsCannotBeSaid(Class<?> routes) {
        RoutesHost.with(Strict.class, routes).run(context -> {
            assertThat(context).hasNotFailed();
            MockHttpServletResponse response = as(context, "/open/own", HttpMethod.GET);
            assertThat(response.getContentAsString()).isEqualTo("42");
            List<Route> all = context.getBean(Routes.class).all();
            assertThat(all).singleElement().matches(Route::unguarded);
        });
    }

    // ---- what is guarded and cannot be looked into

    @Configuration(proxyBeanMethods = false)
    static class GuardedUnknown {
        @Bean
        RouterFunction<ServerResponse> own(io.tiergate.boot.web.UrlPermissions permissions) {
            return permissions
                    .has("p1")
                    .guardAll(request -> Optional.of(any -> ServerResponse.ok().body("42")));
        }
    }

    // ---- exemptions that cover too much

    @ParameterizedTest
    @ValueSource(strings = {"/a/**", "/a/{*rest}"})
    void anExemptionOfOneSegmentDoesNotCoverTheWholeTree(String pattern) {
        Exemptions exemptions = new Exemptions(Map.of("/a/*", "why"));
        assertThat(exemptions.reason(served(new Handler(Set.of(), Set.of(pattern), new OtherTarget("x")))))
                .isNull();
    }

    @Test
    void anEndpointWhoseNameHasRootInItIsNotTheListOfLinks() {
        assertThat(new Exemptions(Map.of())
                        .reason(served(new Handler(
                                Set.of("GET"),
                                Set.of("/actuator/rootkeys"),
                                new EndpointTarget("Actuator web endpoint 'rootkeys'")))))
                .isNull();
    }

    private static Served served(Handler handler) {
        return new Served(handler, new Servlet(new MockServletContext(), ""), null);
    }

    /** What is said to be guarded turns away who holds nothing. */
    private static void honest(WebApplicationContext context, String path, HttpMethod method) throws Exception {
        MockHttpServletResponse response = as(context, path, method);
        List<Route> all = context.getBean(Routes.class).all();
        Route route = all.stream()
                .filter(each ->
                        each.patterns().stream().anyMatch(pattern -> path.startsWith(pattern.replace("/**", ""))))
                .findFirst()
                .orElseThrow();
        assertThat(response.getStatus() >= 400 || route.unguarded() || route.guarding() == Guarding.EXEMPT)
                .as(method + " " + path + " by mallory: " + response.getStatus() + " '" + response.getContentAsString()
                        + "', and the inventory says: " + route)
                .isTrue();
    }

    private static Route route(WebApplicationContext context, String path) {
        return context.getBean(Routes.class).all().stream()
                .filter(each -> each.patterns().contains(path))
                .findFirst()
                .orElseThrow();
    }

    private static MockHttpServletResponse as(WebApplicationContext context, String path, HttpMethod method)
            throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(MockMvcRequestBuilders.request(method, path).with(user("mallory")))
                .andReturn()
                .getResponse();
    }
}
