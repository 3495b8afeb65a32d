package io.tiergate.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/** What somebody is turned away with. */
final class TurnedAway {

    private TurnedAway() {}

    static RuntimeException by(AuthorizationResult result, @Nullable Authentication authentication) {
        if (authentication == null) {
            // Spring Security's own answer where nobody can be told from "nobody yet": it leads to sign-in, not to 403.
            return new AuthenticationCredentialsNotFoundException(
                    "An Authentication object was not found in the SecurityContext");
        }
        return new AuthorizationDeniedException("Access Denied", result);
    }
}
