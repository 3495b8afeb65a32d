package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.boot.routes.Route.Guarding;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Holds what is said of routes against what requests get. */
final class Honesty {

    private Honesty() {}

    /** What is said to be guarded turns away who holds nothing. */
    static void honest(WebApplicationContext context, String path, HttpMethod method) throws Exception {
        MockHttpServletResponse response = as(context, path, method);
        List<Route> all = context.getBean(Routes.class).all();
        Route route = all.stream()
                .filter(each ->
                        each.patterns().stream().anyMatch(pattern -> path.startsWith(pattern.replace("/**", ""))))
                .findFirst()
                .orElseThrow();
        assertThat(response.getStatus() >= 400 || route.unguarded() || route.guarding() == Guarding.EXEMPT)
                .as(method + " " + path + " by mallory: " + response.getStatus() + " '" + response.getContentAsString()
                        + "', and the inventory says: " + route)
                .isTrue();
    }

    static Route route(WebApplicationContext context, String path) {
        return context.getBean(Routes.class).all().stream()
                .filter(each -> each.patterns().contains(path))
                .findFirst()
                .orElseThrow();
    }

    static MockHttpServletResponse as(WebApplicationContext context, String path, HttpMethod method) throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(MockMvcRequestBuilders.request(method, path).with(user("mallory")))
                .andReturn()
                .getResponse();
    }
}
