package io.tiergate.boot.routes;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A handler of requests, with what guards it. Immutable.
 *
 * @param methods the HTTP methods; empty for all
 * @param patterns the patterns of its URLs, below the application's context path
 * @param conditions what else a request must be like to come here, such as {@code version 2}; empty as a rule
 * @param handler what handles the requests, as text for people
 * @param guarding which kind of guard there is
 * @param guard what guards it, or who may come where nothing does, as text for people
 * @param permissions the permissions that guards name, as far as that is known
 * @param reason why it is exempt; null if it is not
 * @param notes what else is worth knowing
 */
public record Route(
        Set<String> methods,
        Set<String> patterns,
        List<String> conditions,
        String handler,
        Guarding guarding,
        String guard,
        Set<String> permissions,
        @Nullable String reason,
        List<String> notes) {

    /** What keeps those out who may not come. */
    public enum Guarding {
        /** {@link io.tiergate.security.RequiresPermission}. */
        PERMISSION,
        /** A {@link io.tiergate.boot.web.ProtectedController}. */
        CONTROLLER,
        /** A guard of a functional route. */
        FUNCTION,
        /** Spring Security's own advice on the method, such as {@code @PreAuthorize}. */
        METHOD_SECURITY,
        /** A rule for URLs, such as {@code requestMatchers(…).hasAuthority(…)}. */
        URL_RULE,
        /** Nothing, and a reason is given for it. */
        EXEMPT,
        /** Nothing but, perhaps, that one must have signed in; or it could not be found out. */
        NOTHING
    }

    public Route {
        methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
        patterns = Collections.unmodifiableSet(new LinkedHashSet<>(patterns));
        conditions = List.copyOf(conditions);
        permissions = Collections.unmodifiableSet(new LinkedHashSet<>(permissions));
        notes = List.copyOf(notes);
    }

    /** Whether nothing guards it, and no reason is given for that. */
    public boolean unguarded() {
        return guarding == Guarding.NOTHING;
    }

    /** Methods and patterns in one line, such as {@code GET /invoices/{id}}. */
    public String address() {
        StringBuilder address = new StringBuilder(String.join("|", methods));
        if (!address.isEmpty()) {
            address.append(' ');
        }
        address.append(String.join(" | ", patterns));
        if (!conditions.isEmpty()) {
            address.append(" [").append(String.join(", ", conditions)).append(']');
        }
        return address.toString();
    }

    /** For a message: what it is, and what guards it. */
    @Override
    public String toString() {
        return address() + " -> " + handler + ": " + guard;
    }
}
