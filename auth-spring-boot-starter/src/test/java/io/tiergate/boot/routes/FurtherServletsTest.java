package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Contexts beside that of the application: further dispatcher servlets, and parents. */
class FurtherServletsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Application {

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("topsecret", "");
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                            .denyAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }
    }

    private static ServletRegistrationBean<DispatcherServlet> servlet(Class<?> configuration, int load) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(configuration);
        ServletRegistrationBean<DispatcherServlet> registration =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/v2/*");
        registration.setName("second");
        registration.setLoadOnStartup(load);
        return registration;
    }

    @RestController
    static class Reports {
        @GetMapping("/reports")
        public String reports() {
            return "42";
        }
    }

    @RestController
    static class Secrets {
        @GetMapping("/secrets")
        @RequiresPermission("topsecret")
        public String secrets() {
            return "42";
        }
    }

    // 1. lazily initialized servlet, policy fail

    @Configuration(proxyBeanMethods = false)
    static class LazyUnguarded {
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(UnguardedServlet.class, -1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class UnguardedServlet {
        @Bean
        Reports reports() {
            return new Reports();
        }
    }

    @Test
    void theSecondRequestIsNoBetterThanTheFirst_unguardedPolicyFail() throws Exception {
        try (ConfigurableApplicationContext application =
                start(LazyUnguarded.class, "--tiergate.routes.unguarded=fail")) {
            String first = get(application, "/v2/reports");
            String second = get(application, "/v2/reports");
            assertThat(List.of(first, second)).allMatch(answer -> !answer.startsWith("200"));
        }
    }

    // 2. lazily initialized servlet, guarded bean without proxy

    @Configuration(proxyBeanMethods = false)
    static class LazyUnproxied {
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(UnproxiedServlet.class, -1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class UnproxiedServlet {
        @Bean
        Vault ownVault() {
            return new Vault();
        }

        @Bean
        ByVault byVault(org.springframework.beans.factory.ObjectProvider<Vault> vault) {
            return new ByVault(vault);
        }
    }

    @RestController
    static class ByVault {
        private final org.springframework.beans.factory.ObjectProvider<Vault> vault;

        ByVault(org.springframework.beans.factory.ObjectProvider<Vault> vault) {
            this.vault = vault;
        }

        @GetMapping("/secrets")
        public String secrets() {
            return vault.getObject().open();
        }
    }

    @Test
    void theSecondRequestIsNoBetterThanTheFirst_unproxied() throws Exception {
        try (ConfigurableApplicationContext application = start(LazyUnproxied.class)) {
            String first = get(application, "/v2/secrets");
            String second = get(application, "/v2/secrets");
            assertThat(List.of(first, second)).allMatch(answer -> !answer.startsWith("200"));
        }
    }

    // 3. the handlers of the root context below the further servlet

    @RestController
    static class Admin {
        @GetMapping("/admin/page")
        public String page() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RootHandlers {
        @Bean
        Admin admin() {
            return new Admin();
        }

        @Bean
        @org.springframework.core.annotation.Order(1)
        SecurityFilterChain strict(HttpSecurity http) {
            return http.securityMatcher("/**")
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/admin/**")
                            .hasAuthority("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }

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
            return servlet(UnguardedServlet.class, 1);
        }
    }

    // 4. prototype and lazy controllers in a servlet of their own

    @Configuration(proxyBeanMethods = false)
    static class NotSingletons {
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(PrototypeServlet.class, 1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class PrototypeServlet {
        @Bean
        @Scope("prototype")
        Vault ownVault() {
            return new Vault();
        }

        @Bean
        ByVault byVault(org.springframework.beans.factory.ObjectProvider<Vault> vault) {
            return new ByVault(vault);
        }
    }

    @Test
    void aPrototypeInAServletOfItsOwn() throws Exception {
        assertThatException()
                .isThrownBy(() -> start(NotSingletons.class))
                .withStackTraceContaining("UnproxiedBeansException");
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyOnes {
        @Bean
        ServletRegistrationBean<DispatcherServlet> second() {
            return servlet(LazyServlet.class, 1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class LazyServlet {
        @Bean
        @Lazy
        Vault ownVault() {
            return new Vault();
        }

        @Bean
        ByVault byVault(org.springframework.beans.factory.ObjectProvider<Vault> vault) {
            return new ByVault(vault);
        }
    }

    @Test
    void aLazyOneInAServletOfItsOwn() throws Exception {
        assertThatException()
                .isThrownBy(() -> start(LazyOnes.class))
                .withStackTraceContaining("UnproxiedBeansException");
    }

    // 5. a service in a parent context

    static class Vault {
        @RequiresPermission("topsecret")
        public String open() {
            return "42";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Parent {
        @Bean
        Vault vault() {
            return new Vault();
        }
    }

    @Test
    void aBeanOfAParentContext() {
        ConfigurableApplicationContext application = null;
        try {
            application = new SpringApplicationBuilder(Parent.class)
                    .web(WebApplicationType.NONE)
                    .bannerMode(Banner.Mode.OFF)
                    .child(Application.class)
                    .web(WebApplicationType.SERVLET)
                    .run("--tiergate.store=memory", "--server.port=0");
        } catch (RuntimeException refused) {
            return;
        }
        try {
            Vault vault = application.getBean(Vault.class);
            org.assertj.core.api.Assertions.assertThatThrownBy(vault::open).isInstanceOf(RuntimeException.class);
        } finally {
            application.close();
        }
    }

    private static String get(ConfigurableApplicationContext application, String path) throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString("mallory:pw".getBytes()))
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static ConfigurableApplicationContext start(Class<?> source, String... properties) {
        String[] all = Stream.concat(
                        Stream.of(properties),
                        Stream.of(
                                "--tiergate.store=memory",
                                "--server.port=0",
                                "--spring.security.user.name=mallory",
                                "--spring.security.user.password=pw"))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Application.class, source)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .run(all);
    }
}
