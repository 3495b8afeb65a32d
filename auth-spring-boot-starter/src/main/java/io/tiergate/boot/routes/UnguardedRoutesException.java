package io.tiergate.boot.routes;

import java.util.List;

/** Nothing guards some handlers, which is not to be. */
final class UnguardedRoutesException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnguardedRoutesException(List<Route> routes) {
        super("Nothing guards these handlers of requests:" + RouteReport.unguarded(routes));
    }
}
