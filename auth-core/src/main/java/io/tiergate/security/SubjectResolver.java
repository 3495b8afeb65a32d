package io.tiergate.security;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
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
        AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
        return authentication -> {
            if (authentication == null || !trust.isAuthenticated(authentication)) {
                return Subject.anonymous();
            }
            if (authentication.getPrincipal() instanceof SubjectPrincipal principal) {
                return principal.subject();
            }
            try {
                return Subject.user(authentication.getName());
            } catch (InvalidNameException unusable) {
                throw new IllegalStateException(
                        "The name of the " + authentication.getClass().getSimpleName()
                                + " cannot be the id of a subject. Let its principal implement SubjectPrincipal, or publish"
                                + " a SubjectResolver bean.",
                        unusable);
            }
        };
    }
}
