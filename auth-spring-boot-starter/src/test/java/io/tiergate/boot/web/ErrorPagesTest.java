package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.security.RequiresPermission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages for people, in hosts that have pages of their own, and in hosts that guard them. */
class ErrorPagesTest {

    private static final String PAGES = "spring.web.resources.static-locations=classpath:/io/tiergate/boot/web/";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Secret.class)
    static class Host {

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("bob").password("{noop}secret").build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Host.class)
    static class GuardedByUrl {

        @Bean
        SecurityFilterChain chain(HttpSecurity http, UrlPermissions permissions) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().access(permissions.has("p")))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @RestController
    static class Secret {

        @GetMapping("/secret")
        @RequiresPermission("p")
        String secret() {
            return "42";
        }
    }

    @Test
    void withoutAPageOfTheApplicationItIsOurs() {
        HttpResponse<String> answer = answer(Host.class, "text/html");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You may not do this").doesNotContain("<code>p</code>");
    }

    @Test
    void aPageOfTheApplicationWins() {
        assertThat(answer(Host.class, "text/html", PAGES + "forbidden/").body()).contains("the host's own 403");
    }

    @Test
    void aPageOfTheApplicationForAllErrorsOfAKindWins() {
        assertThat(answer(Host.class, "text/html", PAGES + "any/").body()).contains("the host's own 4xx");
    }

    @Test
    void aTemplateOfTheApplicationForAllErrorsWins() {
        assertThat(answer(Host.class, "text/html", "spring.thymeleaf.prefix=classpath:/io/tiergate/boot/web/templates/")
                        .body())
                .contains("the host's own error");
    }

    @Test
    void withoutAnyPageByWishOfTheApplicationThereIsNone() {
        assertThat(answer(Host.class, "text/html", "spring.web.error.whitelabel.enabled=false")
                        .body())
                .doesNotContain("You may not do this");
    }

    @Test
    void whereTheErrorPageItselfIsGuardedThePageIsOurs() {
        HttpResponse<String> answer = answer(GuardedByUrl.class, "text/html", PAGES + "forbidden/");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You may not do this");
    }

    @Test
    void saysAsMuchAsIsConfigured() {
        String permission = "tiergate.web.reveal=permission";
        String reason = "tiergate.web.reveal=reason";

        assertThat(answer(Host.class, "*/*", permission).body())
                .contains("\"permission\":\"p\"")
                .doesNotContain("reason");
        assertThat(answer(Host.class, "text/html", permission).body())
                .contains("<code>p</code>")
                .doesNotContain("UNKNOWN_PERMISSION");
        assertThat(answer(Host.class, "*/*", reason, "tiergate.web.problem-base=https://errors.example.org")
                        .body())
                .contains(
                        "\"type\":\"https://errors.example.org/permission-denied\"",
                        "\"permission\":\"p\",\"reason\":\"UNKNOWN_PERMISSION\"");
        assertThat(answer(Host.class, "text/html", reason).body()).contains("<code>UNKNOWN_PERMISSION</code>");
    }

    private static HttpResponse<String> answer(Class<?> host, String accept, String... properties) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(host)
                .properties(Stream.concat(
                                Stream.of(
                                        "server.port=0",
                                        "tiergate.store=memory",
                                        "tiergate.catalogue.undeclared=warn",
                                        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"),
                                Stream.of(properties))
                        .toArray(String[]::new))
                .run()) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/secret"))
                    .header("Accept", accept)
                    .header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder().encodeToString("bob:secret".getBytes(StandardCharsets.UTF_8)))
                    .build();
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
