package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.Honesty.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.web.UrlPermissions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What guards functional routes whose URLs or handlers cannot be listed. */
class FunctionalRoutesTest {

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

    @Test
    void filesThatCodeOfTheApplicationLooksUpAreRoutes() {
        RoutesHost.with(Lookup.class).run(context -> {
            assertThat(as(context, "/open/documents/1", HttpMethod.GET).getContentAsString())
                    .isEqualTo("42");
            assertThat(context.getBean(Routes.class).all()).singleElement().satisfies(route -> {
                assertThat(route.address()).isEqualTo("GET /**");
                assertThat(route.handler()).isEqualTo("files that a function in " + Lookup.class.getName() + " finds");
                assertThat(route.unguarded()).isTrue();
            });
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class NestedLookups {

        @Bean
        RouterFunction<ServerResponse> nested(UrlPermissions permissions) {
            return RouterFunctions.route()
                    .path("/admin", () -> RouterFunctions.resources(found()))
                    .path(
                            "/guarded",
                            () -> permissions
                                    .has("p1")
                                    .guardAll(permissions.has("p2").guardAll(RouterFunctions.resources(found()))))
                    .path(
                            "/meant",
                            () -> RouterFunctions.resources(found())
                                    .withAttribute(Routes.UNGUARDED_ATTRIBUTE, "everybody reads them"))
                    .path("/static", () -> RouterFunctions.resources("/**", new ByteArrayResource(new byte[0])))
                    .build();
        }

        private static Function<ServerRequest, Optional<Resource>> found() {
            return request -> Optional.of(new ByteArrayResource("42".getBytes(StandardCharsets.UTF_8)) {
                @Override
                public String getFilename() {
                    return "a.txt";
                }
            });
        }
    }

    @Test
    void filesAreGuardedByRulesForTheirUrlsAndByGuardsOfTheirRoutes() {
        RoutesHost.with(NestedLookups.class).run(context -> {
            assertThat(context.getBean(Routes.class).all())
                    .extracting(route -> route.address() + ": " + route.guard())
                    .containsExactly(
                            "GET /admin/**: authority ADMIN (URL rule)",
                            "GET /guarded/**: p1 and p2",
                            "GET /meant/**: exempt: everybody reads them");
            assertThat(as(context, "/admin/a", HttpMethod.GET).getStatus()).isEqualTo(403);
            assertThat(as(context, "/guarded/a", HttpMethod.GET).getStatus()).isEqualTo(403);
            assertThat(as(context, "/meant/a", HttpMethod.GET).getContentAsString())
                    .isEqualTo("42");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class GuardedUnknown {
        @Bean
        RouterFunction<ServerResponse> own(UrlPermissions permissions) {
            return permissions
                    .has("p1")
                    .guardAll(request -> Optional.of(any -> ServerResponse.ok().body("42")));
        }
    }

    @Test
    void aGuardedFunctionThatCannotBeLookedIntoIsGuarded() {
        RoutesHost.with(GuardedUnknown.class).run(context -> {
            assertThat(as(context, "/anything", HttpMethod.GET).getStatus()).isEqualTo(403);
            assertThat(context.getBean(Routes.class).all()).singleElement().satisfies(route -> {
                assertThat(route.guard()).isEqualTo("p1");
                assertThat(route.permissions()).containsExactly("p1");
            });
        });
    }
}
