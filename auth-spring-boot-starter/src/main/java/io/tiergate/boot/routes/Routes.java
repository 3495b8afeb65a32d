package io.tiergate.boot.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All routes of the application: every handler of requests with what guards it. A bean, for tests that nothing is left
 * unguarded, and for whoever wants to show them.
 *
 * <pre>{@code
 * assertThat(routes.unguarded()).isEmpty();
 * }</pre>
 *
 * <p>Known once all singletons are there, and then from memory. Handlers that are registered later are not in it; those of
 * a servlet with an application context of its own come when that has started. Static resources, Spring Boot's error page and
 * servlets that are not Spring MVC's are left out. Safe for use by many threads.
 */
public final class Routes {

    /** An attribute of a functional route, with the reason why nothing need guard it. */
    public static final String UNGUARDED_ATTRIBUTE = "io.tiergate.unguarded";

    private final List<Classification.Found> found = new CopyOnWriteArrayList<>();

    Routes() {}

    /** Every route, by pattern. */
    public List<Route> all() {
        return found().stream().map(Classification.Found::route).toList();
    }

    /** Those that nothing guards, and that no reason is given for. */
    public List<Route> unguarded() {
        return all().stream().filter(Route::unguarded).toList();
    }

    void add(List<Classification.Found> more) {
        List<Classification.Found> sorted = new ArrayList<>(more);
        sorted.sort(RouteOrder.INSTANCE);
        found.addAll(sorted);
    }

    List<Classification.Found> found() {
        return List.copyOf(found);
    }
}
