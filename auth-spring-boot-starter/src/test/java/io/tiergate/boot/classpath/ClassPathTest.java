package io.tiergate.boot.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** An application is guarded whichever of the libraries it has that Tiergate can work with. */
public class ClassPathTest {

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    public static class Host {

        @Bean
        static PermissionCatalogue permissions() {
            return PermissionCatalogue.of("invoice.approve", "Approve invoices");
        }

        @Bean
        Invoices invoices() {
            return new Invoices();
        }
    }

    public static class Invoices {

        @RequiresPermission("invoice.approve")
        public String approve() {
            return "approved";
        }
    }

    /** Packages that are not there, or nothing where all are. Without the actuator: EndpointsTest, since Spring Boot itself would not start so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org.flywaydb",
                "org.hibernate jakarta.persistence org.springframework.data org.springframework.orm",
                "io.micrometer",
                "io.micrometer.core",
                "org.thymeleaf",
                "org.thymeleaf.extras",
            })
    void isGuardedInTheWebWithout(String packages) {
        assertGuarded(new WebApplicationContextRunner(), packages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.springframework.web jakarta.servlet org.springframework.boot.webmvc org.springframework.boot.servlet"
                        + " org.springframework.security.web org.thymeleaf",
                "org.springframework.boot.webmvc org.springframework.web.servlet",
            })
    void isGuardedOutsideOfTheWebWithout(String packages) {
        assertGuarded(new ApplicationContextRunner(), packages);
    }

    private static void assertGuarded(AbstractApplicationContextRunner<?, ?, ?> runner, String packages) {
        runner.withUserConfiguration(Host.class)
                .withPropertyValues("tiergate.store=memory", "spring.datasource.generate-unique-name=true")
                .withClassLoader(new FilteredClassLoader(packages.isEmpty() ? new String[0] : packages.split(" ")))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    Invoices invoices = context.getBean(Invoices.class);
                    SecurityContextHolder.getContext()
                            .setAuthentication(new TestingAuthenticationToken("alice", "", "X"));

                    assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(invoices::approve);
                    context.getBean(Administration.class)
                            .grants()
                            .grant(Grant.allow(Subject.user("alice"), "invoice.approve"));
                    assertThat(invoices.approve()).isEqualTo("approved");
                });
    }
}
