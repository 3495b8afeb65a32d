package io.tiergate.boot.routes;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of what is found out about routes.
 *
 * @param unguarded What is done about handlers of requests that nothing guards.
 * @param table Whether a table of all routes is logged once the application has started.
 * @param count Whether the table says how many subjects can reach each route.
 * @param exempt Reasons why nothing need guard handlers, by the pattern of their URLs, such as '/legacy/**'.
 */
@ConfigurationProperties("tiergate.routes")
public record RoutesProperties(
        @DefaultValue("report") Policy unguarded,
        @DefaultValue("true") boolean table,
        @DefaultValue("true") boolean count,
        @DefaultValue Map<String, String> exempt) {

    /** What is done about handlers of requests that nothing guards. */
    public enum Policy {
        /** The table of routes shows them. */
        REPORT,
        /** They are listed in a warning, too. */
        WARN,
        /** The start fails. */
        FAIL
    }
}
