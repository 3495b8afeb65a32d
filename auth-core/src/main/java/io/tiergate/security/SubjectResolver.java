package io.tiergate.security;

import io.tiergate.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Says who acts. A bean of this type takes the place of {@link #standard()}. What it throws reaches whoever asked, as an
 * error and never as "allowed". It is asked for each question, so it should not be slow.
 */
@FunctionalInterface
public interface SubjectResolver {

    /**
     * @param authentication what Spring Security knows of the request, or null if nothing
     * @return who acts; {@link Subject#anonymous()} for nobody
     */
    Subject resolve(@Nullable Authentication authentication);

    /**
     * Nobody, an anonymous token and whoever is not authenticated are {@link Subject#anonymous()}; a principal that is a
     * {@link SubjectPrincipal} is what it says; everyone else is a user by the name of the authentication.
     */
    static SubjectResolver standard() {
        return new StandardSubjects();
    }
}
