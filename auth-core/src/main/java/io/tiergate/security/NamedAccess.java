package io.tiergate.security;

import io.tiergate.SubjectAccess;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * The accesses of those who asked last and are named by a text alone, so that neither the subject nor its tenant has to be
 * found first. For an application that leaves both to Tiergate: what a resolver of its own says may change from one
 * question to the next.
 *
 * <p>Weakly, as {@link RecentAccess} keeps them.
 */
final class NamedAccess {

    /** A power of two. */
    private static final int PLACES = 512;

    private final StandardSubjects subjects;

    // Written by any thread without a fence: fields are final, and a reference that is seen half made is empty.
    private final @Nullable Named[] places = new Named[PLACES];

    /** A reference itself, so that there is one object less on the way. */
    private static final class Named extends WeakReference<SubjectAccess> {

        private final Class<?> token;
        private final String name;

        private Named(Class<?> token, String name, SubjectAccess access) {
            super(access);
            this.token = token;
            this.name = name;
        }
    }

    NamedAccess(StandardSubjects subjects) {
        this.subjects = subjects;
    }

    /** Null if it is not kept, or the owner of the authentication is not named by a text alone. */
    @Nullable
    SubjectAccess find(@Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof String name)) {
            return null;
        }
        Named known = places[place(name)];
        return known != null
                        && known.token == authentication.getClass()
                        && known.name.equals(name)
                        && authentication.isAuthenticated()
                ? known.get()
                : null;
    }

    /** @param access of the owner of that authentication */
    void keep(@Nullable Authentication authentication, SubjectAccess access) {
        if (authentication != null
                && authentication.isAuthenticated()
                && authentication.getPrincipal() instanceof String name
                && subjects.isNamedBy(authentication, name)) {
            places[place(name)] = new Named(authentication.getClass(), name, access);
        }
    }

    private static int place(String name) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 15)) & (PLACES - 1);
    }
}
