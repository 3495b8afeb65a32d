package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** What those find who look at routes that a rule guards. That they are guarded is tested by the hosts. */
class GuardedRoutesTest {

    private final UrlPermissions permissions = new UrlPermissions(() -> {
        throw new IllegalStateException("not asked while routes are made");
    });

    private final HandlerFunction<ServerResponse> handler =
            request -> ServerResponse.ok().build();

    @Test
    void aHandlerSaysWhatGuardsItAndWhatItGuards() {
        GuardedHandler<ServerResponse> guarded = permissions.hasAny("p1", "p2").guard(handler);

        assertThat(guarded).hasToString("any(p1, p2)");
        assertThat(guarded.rule().permissions()).containsExactly("p1", "p2");
        assertThat(guarded.handler()).isSameAs(handler);
    }

    @Test
    void whoVisitsRoutesSeesThatEachIsGuarded() {
        RouterFunction<ServerResponse> routes = permissions
                .has("p1")
                .guardAll(route().GET("/a", handler)
                        .path("/b", b -> b.GET("/c", permissions.has("p2").guard(handler)))
                        .build());

        assertThat(visited(routes)).containsExactly("(GET && /a) p1", "(GET && /c) p1 before p2");
        assertThat(visited(route().path("/all", () -> routes).build()))
                .containsExactly("(GET && /a) p1", "(GET && /c) p1 before p2");
    }

    private static List<String> visited(RouterFunction<ServerResponse> routes) {
        List<String> visited = new ArrayList<>();
        RouterFunctions.Visitor visitor = mock();
        doAnswer(route -> visited.add(route.getArgument(0) + " " + describe(route.getArgument(1))))
                .when(visitor)
                .route(any(), any());
        routes.accept(visitor);
        return visited;
    }

    private static String describe(HandlerFunction<?> handler) {
        if (!(handler instanceof GuardedHandler<?> guarded)) {
            return "unguarded";
        }
        return guarded.handler() instanceof GuardedHandler<?> inner ? guarded + " before " + inner : guarded.toString();
    }
}
