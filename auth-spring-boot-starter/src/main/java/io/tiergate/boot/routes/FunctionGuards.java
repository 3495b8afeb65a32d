package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Guard.Need;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.web.GuardedHandler;
import io.tiergate.boot.web.UrlRule;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.function.HandlerFunction;

/** What guards functional routes. */
final class FunctionGuards {

    private FunctionGuards() {}

    /** Those of a handler, from the outside in. */
    static List<Guard> of(HandlerFunction<?> function) {
        List<Guard> guards = new ArrayList<>();
        HandlerFunction<?> next = function;
        while (next instanceof GuardedHandler<?> guarded) {
            guards.add(of(guarded.rule()));
            next = guarded.handler();
        }
        return guards;
    }

    static List<Guard> of(List<UrlRule> rules) {
        return rules.stream().map(FunctionGuards::of).toList();
    }

    private static Guard of(UrlRule rule) {
        return new Guard(Guarding.FUNCTION, rule.toString(), rule.permissions(), Need.of(rule.requirement()));
    }
}
