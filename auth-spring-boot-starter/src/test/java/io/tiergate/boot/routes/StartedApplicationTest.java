package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.Unguarded;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** What a real application with a server says of its routes when it has started. */
@ExtendWith(OutputCaptureExtension.class)
class StartedApplicationTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Application {

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("entry", "").and("invoice.approve", "");
        }

        @Bean
        Pages pages() {
            return new Pages();
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/v2/reports/**")
                            .hasAuthority("REPORTS")
                            .requestMatchers("/actuator/**")
                            .hasAuthority("OPERATOR")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }

        /** Runs before the application is ready. */
        @Bean
        ApplicationRunner grants(Administration administration) {
            return arguments -> {
                administration.grants().grant(Grant.allow(Group.EVERYONE, "entry"));
                administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.approve"));
            };
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/")
        @RequiresPermission("entry")
        public void home() {}

        @GetMapping("/invoices/{id}")
        @RequiresPermission("invoice.approve")
        public void invoice() {}

        @GetMapping("/forgotten")
        public void forgotten() {}

        @GetMapping("/login")
        @Unguarded("whoever signs in holds nothing yet")
        public void login() {}
    }

    @Test
    void theTableIsLoggedOnceItIsReady(CapturedOutput output) {
        try (ConfigurableApplicationContext application = start(Application.class)) {
            assertThat(application.isActive()).isTrue();
            waitFor("Who can reach them", output);
            assertThat(output).contains("""
                                    7 routes: 1 is UNGUARDED

                                      GET  /                    entry                                       everyone
                                      GET  /actuator            authority OPERATOR (URL rule)
                                      GET  /actuator/health     authority OPERATOR (URL rule)
                                      GET  /actuator/health/**  authority OPERATOR (URL rule)
                                      GET  /forgotten           UNGUARDED: open to all who have signed in
                                      GET  /invoices/{id}       invoice.approve                             1 subject
                                      GET  /login               exempt: whoever signs in holds nothing yet

                                    Who can reach them is counted in the tenant 'default', by permissions alone.""");
        }
    }

    @Test
    void theTableCanBeLeftOut(CapturedOutput output) {
        try (ConfigurableApplicationContext application = start(Application.class, "--tiergate.routes.table=false")) {
            assertThat(application.getBeansOfType(RouteTablePrinter.class)).isEmpty();
        }
        assertThat(output).doesNotContain("7 routes");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoServlets {

        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
            context.register(SecondServlet.class);
            ServletRegistrationBean<DispatcherServlet> registration =
                    new ServletRegistrationBean<>(new DispatcherServlet(context), "/v2/*");
            registration.setName("second");
            registration.setLoadOnStartup(1);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class SecondServlet {

        @Bean
        Reports reports() {
            return new Reports();
        }
    }

    @RestController
    static class Reports {

        @GetMapping("/reports/{id}")
        public void report() {}

        @GetMapping("/others")
        @PreAuthorize("hasAuthority('OTHERS')")
        public void others() {}
    }

    @Test
    void aFurtherDispatcherServletIsLookedIntoWhereItIs() {
        try (ConfigurableApplicationContext application =
                start(new Class<?>[] {Application.class, TwoServlets.class})) {
            assertThat(texts(application))
                    .contains(
                            "GET /v2/reports/{id}: authority REPORTS (URL rule)",
                            "GET /v2/others: open to all who have signed in");
            assertThat(application.getBean(Routes.class).unguarded())
                    .filteredOn(route -> route.patterns().contains("/v2/others"))
                    .singleElement()
                    .satisfies(route -> assertThat(route.notes())
                            .containsExactly(
                                    "@PreAuthorize(hasAuthority('OTHERS')) is not enforced: no proxy is around the"
                                            + " bean"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByWholeUrl {

        @Bean
        @Order(1)
        SecurityFilterChain whole(HttpSecurity http) {
            return http.securityMatcher(request -> request.getRequestURI().equals("/app/api/forgotten")
                            && request.getContextPath().equals("/app")
                            && request.getServletPath().equals("/api")
                            && "/forgotten".equals(request.getPathInfo()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("WHOLE"))
                    .build();
        }
    }

    @Test
    void thePrefixOfTheServletAndTheContextPathAreInTheUrlsThatAreTried() {
        try (ConfigurableApplicationContext application = start(
                new Class<?>[] {Application.class, ByWholeUrl.class},
                "--spring.mvc.servlet.path=/api",
                "--server.servlet.context-path=/app")) {
            assertThat(texts(application)).contains("GET /api/forgotten: authority WHOLE (URL rule)");
        }
    }

    @Test
    void theActuatorOnAPortOfItsOwnIsFoundToo() {
        try (ConfigurableApplicationContext application = start(
                Application.class,
                "--management.server.port=0",
                "--management.endpoints.web.exposure.include=tiergateRoutes")) {
            assertThat(texts(application)).contains("GET /actuator/tiergateRoutes: authority OPERATOR (URL rule)");
        }
    }

    @Test
    void lazyBeansAreFoundAndNotMade() {
        try (ConfigurableApplicationContext application =
                start(Application.class, "--spring.main.lazy-initialization=true")) {
            assertThat(texts(application)).contains("GET /invoices/{id}: invoice.approve");
            assertThat(application.getBeanFactory().containsSingleton("pages")).isFalse();
        }
    }

    /** The table is made on a thread of its own. */
    private static void waitFor(String text, CapturedOutput output) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!output.getOut().contains(text) && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private static List<String> texts(ConfigurableApplicationContext application) {
        return application.getBean(Routes.class).all().stream()
                .map(route -> route.address() + ": " + route.guard())
                .toList();
    }

    private static ConfigurableApplicationContext start(Class<?> source, String... properties) {
        return start(new Class<?>[] {source}, properties);
    }

    private static ConfigurableApplicationContext start(Class<?>[] sources, String... properties) {
        String[] all = Stream.concat(
                        Stream.of(properties),
                        Stream.of(
                                "--tiergate.store=memory",
                                "--server.port=0",
                                "--logging.level.io.tiergate.boot.routes=info"))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(sources)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .run(all);
    }
}
