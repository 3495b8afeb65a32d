package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.ServletsHost.get;
import static io.tiergate.boot.routes.ServletsHost.servlet;
import static io.tiergate.boot.routes.ServletsHost.start;
import static io.tiergate.boot.routes.ServletsHost.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.springframework.security.config.Customizer.withDefaults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Handlers of the main context that a further dispatcher servlet serves, too, below a prefix of its own. */
class FurtherPrefixesTest {

    @RestController
    static class Reports {
        @GetMapping("/reports")
        public String reports() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class OwnMvc {
        @Bean
        Reports reports() {
            return new Reports();
        }
    }

    @RestController
    static class Admin {
        @GetMapping("/admin/page")
        public String page() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AdminOnly {
        @Bean
        Admin admin() {
            return new Admin();
        }

        @Bean
        @Order(1)
        SecurityFilterChain strict(HttpSecurity http) {
            return http.securityMatcher("/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/admin/**")
                            .hasAuthority("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RootHandlers {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(PlainServlet.class, 1);
        }
    }

    /** No @EnableWebMvc: such a servlet takes the mappings of the contexts above it. */
    @Configuration(proxyBeanMethods = false)
    static class PlainServlet {}

    @Configuration(proxyBeanMethods = false)
    static class WebMvcServlet {
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(OwnMvc.class, 1);
        }
    }

    @Test
    void theHandlersOfTheRootAreReachedThroughAFurtherServletToo() throws Exception {
        try (ConfigurableApplicationContext application = start(both(RootHandlers.class))) {
            assertThat(get(application, "/admin/page")).startsWith("403");
            assertThat(get(application, "/v2/admin/page")).startsWith("200");
            assertThat(texts(application))
                    .contains(
                            "GET /admin/page: authority ADMIN (URL rule)",
                            "GET /v2/admin/page: open to all who have signed in");
        }
    }

    @Test
    void theActuatorIsReachedThroughAFurtherServletToo() throws Exception {
        try (ConfigurableApplicationContext application =
                start(WebMvcServlet.class, "--management.endpoints.web.exposure.include=beans")) {
            assertThat(get(application, "/actuator/beans")).startsWith("403");
            assertThat(get(application, "/v2/actuator/beans")).startsWith("200");
            assertThat(texts(application))
                    .contains(
                            "GET /actuator/beans: URL rule", "GET /v2/actuator/beans: open to all who have signed in");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RootHandlers.class, WebMvcServlet.class, Lazily.class, OfTheMainContext.class})
    void whatIsSaidToBeGuardedLetsNobodyInAnywhere(Class<?> second) throws Exception {
        try (ConfigurableApplicationContext application =
                start(both(second), "--management.endpoints.web.exposure.include=beans,info")) {
            // So that the servlet has started.
            get(application, "/v2/nothing");
            List<String> open = new ArrayList<>();
            for (Route route : application.getBean(Routes.class).all()) {
                for (String pattern : route.patterns()) {
                    assertThat(get(application, pattern, null))
                            .as(route.toString())
                            .startsWith("401");
                    if (get(application, pattern).startsWith("200")) {
                        open.add(pattern);
                        assertThat(route.guarding())
                                .as(route.toString())
                                .isIn(Route.Guarding.NOTHING, Route.Guarding.EXEMPT);
                    }
                }
            }
            assertThat(open).contains("/v2/actuator/beans").doesNotContain("/admin/page");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class BothPrefixes {

        @Bean
        @Order(0)
        SecurityFilterChain both(HttpSecurity http) {
            return http.securityMatcher("/v2/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("ADMIN"))
                    .httpBasic(withDefaults())
                    .build();
        }
    }

    @Test
    void aRuleForTheFurtherPrefixGuardsThere() throws Exception {
        try (ConfigurableApplicationContext application =
                start(both(RootHandlers.class, BothPrefixes.class), "--tiergate.routes.unguarded=fail")) {
            assertThat(get(application, "/v2/admin/page")).startsWith("403");
            assertThat(texts(application)).contains("GET /v2/admin/page: authority ADMIN (URL rule)");
        }
    }

    @Test
    void aFurtherServletThatOpensAHandlerOfTheRootStopsTheStart() {
        assertThatException()
                .isThrownBy(() -> start(both(RootHandlers.class), "--tiergate.routes.unguarded=fail"))
                .withStackTraceContaining("GET /v2/admin/page");
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenRootHandlers {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(OwnMvc.class, 1);
        }
    }

    @Test
    void aMappingHidesTheOneOfTheSameNameAboveIt() throws Exception {
        try (ConfigurableApplicationContext application = start(both(HiddenRootHandlers.class))) {
            assertThat(get(application, "/v2/admin/page")).startsWith("404");
            assertThat(get(application, "/v2/reports")).startsWith("200");
            assertThat(addresses(application))
                    .contains("GET /admin/page", "GET /v2/reports")
                    .doesNotContain("GET /v2/admin/page", "GET /reports");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class NamedMappingOnly {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            ServletRegistrationBean<DispatcherServlet> registration = servlet(SecondReports.class, 1);
            registration.getServlet().setDetectAllHandlerMappings(false);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondReports {

        @Bean
        Reports reports() {
            return new Reports();
        }
    }

    @Test
    void aServletThatDetectsNoMappingsServesNothingFromAboveAndWhatItsOwnFind() throws Exception {
        try (ConfigurableApplicationContext application = start(both(NamedMappingOnly.class))) {
            assertThat(get(application, "/v2/admin/page")).startsWith("404");
            assertThat(get(application, "/v2/reports")).startsWith("200");
            assertThat(addresses(application))
                    .contains("GET /v2/reports")
                    .doesNotContain("GET /v2/admin/page", "GET /v2/actuator/health");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Lazily {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(PlainServlet.class, -1);
        }
    }

    @Test
    void aServletThatHasNotStartedIsTakenToServeWhatIsAboveIt() throws Exception {
        try (ConfigurableApplicationContext application = start(both(Lazily.class))) {
            assertThat(unguarded(application, "/v2/admin/page").notes())
                    .containsExactly("the servlet 'second' has not started; it serves this if its own context has no"
                            + " mapping of that name");
            assertThat(get(application, "/v2/admin/page")).startsWith("200");
            assertThat(unguarded(application, "/v2/admin/page").notes()).isEmpty();
        }
    }

    @Test
    void aServletThatHasNotStartedIsRefusedWhenItStarts() throws Exception {
        try (ConfigurableApplicationContext application =
                start(both(Lazily.class), "--tiergate.routes.unguarded=fail")) {
            assertThat(List.of(get(application, "/v2/admin/page"), get(application, "/v2/admin/page")))
                    .noneMatch(answer -> answer.startsWith("200"));
            assertThat(unguarded(application, "/v2/admin/page").notes()).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfTheMainContext {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second(ConfigurableApplicationContext context) {
            ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
                    new DispatcherServlet((WebApplicationContext) context), "/v2/*", "*.do");
            registration.setName("second");
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByCode {

        @Bean
        ServletContextInitializer second(ConfigurableApplicationContext context) {
            return servletContext -> servletContext
                    .addServlet("second", new DispatcherServlet((WebApplicationContext) context))
                    .addMapping("/v2/*");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OfTheMainContext.class, ByCode.class})
    void aFurtherServletOfTheMainContextServesItsHandlersHoweverItIsRegistered(Class<?> second) throws Exception {
        try (ConfigurableApplicationContext application = start(both(second))) {
            assertThat(unguarded(application, "/v2/admin/page").address()).isEqualTo("GET /v2/admin/page");
            assertThat(get(application, "/v2/admin/page")).startsWith("200");
            assertThat(unguarded(application, "/v2/admin/page").notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OfTheMainContext.class, ByCode.class})
    void aFurtherServletOfTheMainContextStopsTheStart(Class<?> second) {
        assertThatException()
                .isThrownBy(() -> start(both(second), "--tiergate.routes.unguarded=fail"))
                .withStackTraceContaining("GET /v2/admin/page");
    }

    @Test
    void anExemptionIsByTheUrlsOfTheServlet() {
        try (ConfigurableApplicationContext application =
                start(both(RootHandlers.class), "--tiergate.routes.exempt[/v2/**]=an experiment")) {
            assertThat(texts(application)).contains("GET /v2/admin/page: exempt: an experiment");
        }
        try (ConfigurableApplicationContext application =
                start(both(RootHandlers.class), "--tiergate.routes.exempt[/admin/**]=an experiment")) {
            assertThat(unguarded(application, "/v2/admin/page").guarding()).isEqualTo(Route.Guarding.NOTHING);
        }
    }

    private static Class<?>[] both(Class<?>... more) {
        return Stream.concat(Stream.of(AdminOnly.class), Stream.of(more)).toArray(Class<?>[]::new);
    }

    private static List<String> addresses(ConfigurableApplicationContext application) {
        return application.getBean(Routes.class).all().stream()
                .map(Route::address)
                .toList();
    }

    private static Route unguarded(ConfigurableApplicationContext application, String pattern) {
        List<Route> found = application.getBean(Routes.class).unguarded().stream()
                .filter(route -> route.patterns().contains(pattern))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
