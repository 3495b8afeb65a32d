package io.tiergate.boot.routes;

import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.admin.PermissionCatalogue;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** A servlet application that keeps permissions in memory, and asks of all URLs that one has signed in. */
final class RoutesHost {

    private RoutesHost() {}

    /** With the given controllers or configurations. */
    static WebApplicationContextRunner with(Class<?>... classes) {
        return new WebApplicationContextRunner()
                .withUserConfiguration(Host.class)
                .withUserConfiguration(classes)
                .withPropertyValues(
                        "tiergate.store=memory",
                        "management.endpoints.web.exposure.exclude=*",
                        "management.endpoints.web.discovery.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Host {

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("p1", "").and("p2", "").and("p3", "").and("p4", "");
        }

        @Bean
        SecurityFilterChain rules(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .requestMatchers("/admin/**")
                            .hasAuthority("ADMIN")
                            .requestMatchers("/nobody/**")
                            .denyAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }
    }
}
