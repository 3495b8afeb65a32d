package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.routes.Route;
import io.tiergate.boot.routes.Routes;
import io.tiergate.security.Unguarded;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The snippets of the page about unguarded endpoints. */
final class RoutesPage {

    private RoutesPage() {}

    @RestController
    static class LoginController {

        // tag::unguarded
        @GetMapping("/login")
        @Unguarded("whoever signs in holds nothing yet")
        String login() {
            return "login";
        }
        // end::unguarded

        // tag::unguarded-function
        @Bean
        RouterFunction<ServerResponse> greeting() {
            return RouterFunctions.route()
                    .GET("/greeting", request -> ServerResponse.ok().body("Hello"))
                    .build()
                    .withAttribute(Routes.UNGUARDED_ATTRIBUTE, "everybody is greeted");
        }
        // end::unguarded-function
    }

    static void test(Routes routes) {
        // tag::nothing-unguarded
        assertThat(routes.unguarded()).isEmpty();
        // end::nothing-unguarded
        routes.all().forEach(Route::guard);
    }
}
