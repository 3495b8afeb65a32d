package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Guard.Need;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.web.GuardedHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.web.servlet.function.HandlerFunction;

/** What guards the handler of a functional route. */
final class FunctionGuards {

    private FunctionGuards() {}

    /** From the outside in. */
    static List<Guard> of(HandlerFunction<?> function) {
        List<Guard> guards = new ArrayList<>();
        HandlerFunction<?> next = function;
        while (next instanceof GuardedHandler<?> guarded) {
            String text = guarded.toString();
            guards.add(new Guard(
                    Guarding.FUNCTION, text, guarded.permissions(), Need.described(text, guarded.permissions())));
            next = guarded.handler();
        }
        return guards;
    }
}
