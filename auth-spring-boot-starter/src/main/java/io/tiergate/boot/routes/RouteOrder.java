package io.tiergate.boot.routes;

import java.util.Comparator;

/** By the first pattern, then by the methods: as people look for them. */
final class RouteOrder {

    static final Comparator<Classification.Found> INSTANCE = Comparator.comparing((Classification.Found found) ->
                    String.join(" ", found.route().patterns()))
            .thenComparing(found -> String.join(" ", found.route().methods()))
            .thenComparing(found -> String.join(" ", found.route().conditions()))
            .thenComparing(found -> found.route().handler());

    private RouteOrder() {}
}
