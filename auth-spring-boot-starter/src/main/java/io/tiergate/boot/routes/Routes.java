package io.tiergate.boot.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All routes of the application: every handler of requests with what guards it. A bean, for tests that nothing is left
 * unguarded, and for whoever wants to show them.
 *
 * <pre>{@code
 * assertThat(routes.unguarded()).isEmpty();
 * }</pre>
 *
 * <p>Known once all singletons are there. Mappings are read each time somebody asks, so that handlers which are registered
 * later are in it, and what was found of those that were there is remembered. Handlers of a servlet with an application
 * context of its own come when that has started, and go when it closes. A handler is in it for each servlet that serves
 * it: a further one also serves those of the contexts above its own. Static resources, Spring Boot's error page and
 * servlets that are not Spring MVC's are left out. Safe for use by many threads.
 */
public final class Routes {

    /** An attribute of a functional route, with the reason why nothing need guard it. */
    public static final String UNGUARDED_ATTRIBUTE = "io.tiergate.unguarded";

    private final Inventory inventory;
    private final Supplier<@Nullable Reach> reach;

    /** @param reach makes what counts who can reach routes; null if nothing can */
    Routes(Inventory inventory, Supplier<@Nullable Reach> reach) {
        this.inventory = inventory;
        this.reach = reach;
    }

    /** Every route, by pattern. */
    public List<Route> all() {
        return found().stream().map(Classification.Found::route).toList();
    }

    /** Those that nothing guards, and that no reason is given for. */
    public List<Route> unguarded() {
        return all().stream().filter(Route::unguarded).toList();
    }

    /**
     * Every route with who can reach it, as text: {@code everyone}, {@code all signed in}, {@code 3 subjects}. Permissions
     * alone are counted: empty where something else decides, and "not counted" where that takes too long: where the tenant
     * has more than 10,000 subjects, and behind the first permissions where subjects times permissions are more than
     * 100,000. Asks the store about each permission that is named.
     */
    public Map<Route, String> reached() {
        Reach counting = reach.get();
        Map<Route, String> reached = new LinkedHashMap<>();
        for (Classification.Found each : found()) {
            reached.put(each.route(), counting == null ? "" : counting.of(each.guards()));
        }
        return reached;
    }

    @Nullable
    Reach reach() {
        return reach.get();
    }

    List<Classification.Found> found() {
        return inventory.current();
    }
}
