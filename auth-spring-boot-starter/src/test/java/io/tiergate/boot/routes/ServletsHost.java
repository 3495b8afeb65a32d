package io.tiergate.boot.routes;

import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.admin.PermissionCatalogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** An application with a server and a further servlet below /v2, and a user who has signed in and holds nothing. */
final class ServletsHost {

    private ServletsHost() {}

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

    /** @param load when the servlet starts; with the first request if it is below zero */
    static ServletRegistrationBean<DispatcherServlet> servlet(Class<?> configuration, int load) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(configuration);
        ServletRegistrationBean<DispatcherServlet> registration =
                new ServletRegistrationBean<>(new DispatcherServlet(context), "/v2/*");
        registration.setName("second");
        registration.setLoadOnStartup(load);
        return registration;
    }

    static ConfigurableApplicationContext start(Class<?> source, String... properties) {
        return start(new Class<?>[] {source}, properties);
    }

    static ConfigurableApplicationContext start(Class<?>[] sources, String... properties) {
        String[] all = Stream.concat(
                        Stream.of(properties),
                        Stream.of(
                                "--tiergate.store=memory",
                                "--server.port=0",
                                "--spring.security.user.name=mallory",
                                "--spring.security.user.password=pw"))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Application.class)
                .sources(sources)
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .run(all);
    }

    /** What the user gets: status and body. */
    static String get(ConfigurableApplicationContext application, String path)
            throws IOException, InterruptedException {
        return get(application, path, "mallory:pw");
    }

    /** @param user with the password; null for nobody */
    static String get(ConfigurableApplicationContext application, String path, @Nullable String user)
            throws IOException, InterruptedException {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "application/json");
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    /** What is said of each route. */
    static List<String> texts(ConfigurableApplicationContext application) {
        return application.getBean(Routes.class).all().stream()
                .map(route -> route.address() + ": " + route.guard())
                .toList();
    }
}
