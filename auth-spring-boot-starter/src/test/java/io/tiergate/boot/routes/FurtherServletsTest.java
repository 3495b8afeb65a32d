package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.ServletsHost.get;
import static io.tiergate.boot.routes.ServletsHost.servlet;
import static io.tiergate.boot.routes.ServletsHost.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.security.RequiresPermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Contexts beside that of the application: further dispatcher servlets, and parents. */
class FurtherServletsTest {

    @RestController
    static class Reports {
        @GetMapping("/reports")
        public String reports() {
            return "42";
        }
    }

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
        ByVault byVault(ObjectProvider<Vault> vault) {
            return new ByVault(vault);
        }
    }

    @RestController
    static class ByVault {
        private final ObjectProvider<Vault> vault;

        ByVault(ObjectProvider<Vault> vault) {
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
            // The refused context is left out, and hinders nobody who asks.
            assertThat(application.getBean(Routes.class).all())
                    .extracting(Route::address)
                    .doesNotContain("GET /v2/secrets");
        }
    }

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
        ByVault byVault(ObjectProvider<Vault> vault) {
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
        ByVault byVault(ObjectProvider<Vault> vault) {
            return new ByVault(vault);
        }
    }

    @Test
    void aLazyOneInAServletOfItsOwn() throws Exception {
        assertThatException()
                .isThrownBy(() -> start(LazyOnes.class))
                .withStackTraceContaining("UnproxiedBeansException");
    }

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
                    .child(ServletsHost.Application.class)
                    .web(WebApplicationType.SERVLET)
                    .run("--tiergate.store=memory", "--server.port=0");
        } catch (RuntimeException refused) {
            return;
        }
        try {
            Vault vault = application.getBean(Vault.class);
            assertThatThrownBy(vault::open).isInstanceOf(RuntimeException.class);
        } finally {
            application.close();
        }
    }
}
