package io.tiergate.boot.routes;

import io.tiergate.Requirement;
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
         * What a requirement needs.
         *
         * @param requirement null for one about a resource
         * @return null if more than permissions decides
         */
        static @Nullable Need of(@Nullable Requirement requirement) {
            return requirement == null || !requirement.asksOnlyPermissions() ? null : requirement::isMetBy;
        }
    }

    /** One that asks for something else than permissions. */
    static Guard other(Guarding kind, String text) {
        return new Guard(kind, text, Set.of(), null);
    }
}
