package io.tiergate.test;

import io.tiergate.boot.routes.Route;
import io.tiergate.boot.routes.Routes;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the {@link Routes} of an application. */
public final class RoutesAssert extends AbstractAssert<RoutesAssert, Routes> {

    RoutesAssert(Routes routes) {
        super(routes, RoutesAssert.class);
    }

    /** That something guards each route, or a reason is given why nothing does. Fails where there are no routes. */
    public RoutesAssert areAllGuarded() {
        isNotNull();
        if (actual.all().isEmpty()) {
            throw failure("Expected that every route is guarded, but there are none. Ask in a whole web application:"
                    + " @SpringBootTest.");
        }
        List<Route> unguarded = actual.unguarded();
        if (!unguarded.isEmpty()) {
            throw failure(
                    "%s",
                    "Expected that every route is guarded, or exempt for a reason, but these are not:\n"
                            + unguarded.stream().map(route -> "  " + route).collect(Collectors.joining("\n"))
                            + "\nNeeded for each: @RequiresPermission on its method or class, a ProtectedController, a rule for"
                            + " its URL; or @Unguarded(\"…\") with the reason why nobody need hold a permission.");
        }
        return this;
    }
}
