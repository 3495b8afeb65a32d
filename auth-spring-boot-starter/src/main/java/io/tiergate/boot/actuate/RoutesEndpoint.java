package io.tiergate.boot.actuate;

import io.tiergate.boot.routes.Route;
import io.tiergate.boot.routes.Routes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Lists all routes with what guards them, and counts on demand who can reach them. */
@Endpoint(id = "tiergateRoutes")
final class RoutesEndpoint {

    private final Routes routes;

    RoutesEndpoint(Routes routes) {
        this.routes = routes;
    }

    /**
     * What is told.
     *
     * @param routes how many there are
     * @param unguarded how many of them nothing guards
     * @param list each of them
     */
    record Report(int routes, long unguarded, List<Entry> list) {}

    /**
     * A route.
     *
     * @param reachedBy who can reach it, by permissions alone; null if that was not asked for or cannot be said
     */
    record Entry(
            Set<String> methods,
            Set<String> patterns,
            List<String> conditions,
            String handler,
            Route.Guarding guarding,
            String guard,
            Set<String> permissions,
            @Nullable String reason,
            List<String> notes,
            @Nullable String reachedBy) {

        static Entry of(Route route, @Nullable String reachedBy) {
            return new Entry(
                    route.methods(),
                    route.patterns(),
                    route.conditions(),
                    route.handler(),
                    route.guarding(),
                    route.guard(),
                    route.permissions(),
                    route.reason(),
                    route.notes(),
                    reachedBy);
        }
    }

    /** @param count whether to count who can reach them, which asks the store about each permission */
    @ReadOperation
    Report routes(@Nullable Boolean count) {
        List<Entry> list = Boolean.TRUE.equals(count)
                ? routes.reached().entrySet().stream()
                        .map(each -> Entry.of(each.getKey(), each.getValue().isEmpty() ? null : each.getValue()))
                        .toList()
                : routes.all().stream().map(route -> Entry.of(route, null)).toList();
        long unguarded = list.stream()
                .filter(each -> each.guarding() == Route.Guarding.NOTHING)
                .count();
        return new Report(list.size(), unguarded, list);
    }
}
