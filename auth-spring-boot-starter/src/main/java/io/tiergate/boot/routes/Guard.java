package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Route.Guarding;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that guards a handler.
 *
 * @param text for people
 * @param permissions the names that it asks for, as far as that is known
 * @param need what one must hold to get through; null if that cannot be said
 */
record Guard(
        Guarding kind,
        String text,
        Set<String> permissions,
        @Nullable Need need) {

    /** What must be held. */
    @FunctionalInterface
    interface Need {

        /** Whether one gets through who holds exactly those. */
        boolean isMet(Predicate<String> held);

        /**
         * The need that a rule describes: one permission, or all or any of several.
         *
         * @return null if it is something else: nested, or on a resource
         */
        static @Nullable Need described(String text, Set<String> permissions) {
            if (text.equals("all(" + String.join(", ", permissions) + ")")) {
                return held -> permissions.stream().allMatch(held);
            }
            return text.equals("any(" + String.join(", ", permissions) + ")") || permissions.equals(Set.of(text))
                    ? held -> permissions.stream().anyMatch(held)
                    : null;
        }
    }

    /** One that asks for something else than permissions. */
    static Guard other(Guarding kind, String text) {
        return new Guard(kind, text, Set.of(), null);
    }
}
