package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Classification.Found;
import io.tiergate.boot.routes.Route.Guarding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The routes as text, for people. */
final class RouteReport {

    private RouteReport() {}

    /** @param reach counts who gets there; null to leave that out */
    static String of(List<Found> routes, @Nullable Reach reach) {
        StringBuilder text = new StringBuilder(heading(routes));
        RouteTable table = new RouteTable();
        boolean counted = false;
        boolean left = false;
        for (Found found : routes) {
            Route route = found.route();
            String who = reach == null ? "" : reach.of(found.guards());
            counted |= !who.isEmpty();
            left |= who.equals(Reach.NOT_COUNTED);
            table.add(methods(route), pattern(route), guard(route), who);
        }
        text.append(table);
        if (reach != null && counted) {
            text.append("\n\n").append(explanation(reach, left));
        }
        return text.toString();
    }

    private static String heading(List<Found> routes) {
        long unguarded =
                routes.stream().filter(found -> found.route().unguarded()).count();
        return (routes.size() == 1 ? "1 route: " : routes.size() + " routes: ")
                + (unguarded == 0 ? "none is unguarded" : unguarded + (unguarded == 1 ? " is" : " are") + " UNGUARDED")
                + "\n";
    }

    private static String explanation(Reach reach, boolean left) {
        if (reach.isTooMany()) {
            return "Who can reach them is not counted: the tenant '" + reach.tenant() + "' has more than "
                    + number(Reach.MOST) + " subjects.";
        }
        return "Who can reach them is counted in the tenant '" + reach.tenant() + "', by permissions alone."
                + (left
                        ? " Not counted is what comes after " + number(Reach.MOST_ANSWERS)
                                + " answers: of each subject about each permission."
                        : "");
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String methods(Route route) {
        return String.join("|", route.methods());
    }

    private static String pattern(Route route) {
        String patterns = String.join(" | ", route.patterns());
        return route.conditions().isEmpty() ? patterns : patterns + " [" + String.join(", ", route.conditions()) + "]";
    }

    private static String guard(Route route) {
        if (route.guarding() != Guarding.NOTHING) {
            return route.guard();
        }
        String notes = route.notes().isEmpty() ? "" : " (" + String.join("; ", route.notes()) + ")";
        return "UNGUARDED: " + route.guard() + notes;
    }

    /** Those that nothing guards, one a line, each with its handler. */
    static String unguarded(List<Route> routes) {
        StringBuilder text = new StringBuilder();
        for (Route route : routes) {
            text.append("\n  ").append(route.address()).append(" -> ").append(route.handler());
            text.append(", ").append(route.guard());
            if (!route.notes().isEmpty()) {
                text.append(" (").append(String.join("; ", route.notes())).append(')');
            }
        }
        return text.toString();
    }
}
