package io.tiergate.boot.routes;

import io.tiergate.boot.routes.ProbeRequest.Servlet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A handler where one servlet serves it.
 *
 * @param waitingFor the name of the servlet, while it has not started; null once it has
 */
record Served(Handler handler, Servlet servlet, @Nullable String waitingFor) {

    /** Those of its URLs, below the application's context path. */
    Set<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        handler.patterns().forEach(pattern -> patterns.add(servlet.prefix() + pattern));
        return patterns;
    }

    /** What is to be said of all such. */
    List<String> notes() {
        return waitingFor == null
                ? List.of()
                : List.of("the servlet '" + waitingFor
                        + "' has not started; it serves this if its own context has no mapping of that name");
    }
}
