package io.tiergate.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * How a token and its principal name who they are about, as far as their classes tell. Asking an object whether it is of an
 * interface that it is not of takes some ten nanoseconds on JDK 17, and to name a user Spring Security asks three times:
 * more than the whole check. So the answer is kept for the few classes that an application has.
 */
final class KnownTokens {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    /** A power of two, well above the number of pairs of classes that an application has. */
    private static final int PLACES = 64;

    // Written by any thread without a fence: a record has final fields only.
    private final @Nullable Known[] places = new Known[PLACES];

    enum Naming {
        /** Nobody. */
        ANONYMOUS,
        /** The principal is a {@link SubjectPrincipal}. */
        SUBJECT_PRINCIPAL,
        /** The principal is the name, which is what the token would answer. */
        TEXT,
        /** The token must be asked. */
        ANY
    }

    private record Known(Class<?> token, @Nullable Class<?> principal, Naming naming) {}

    Naming naming(Authentication authentication, @Nullable Object principal) {
        Class<?> token = authentication.getClass();
        Class<?> of = principal == null ? null : principal.getClass();
        int place = (token.hashCode() * 31 + (of == null ? 0 : of.hashCode())) & (PLACES - 1);
        Known known = places[place];
        if (known == null || known.token != token || known.principal != of) {
            known = new Known(token, of, find(authentication, principal));
            places[place] = known;
        }
        return known.naming;
    }

    private static Naming find(Authentication authentication, @Nullable Object principal) {
        if (TRUST.isAnonymous(authentication)) {
            return Naming.ANONYMOUS;
        }
        if (principal instanceof SubjectPrincipal) {
            return Naming.SUBJECT_PRINCIPAL;
        }
        return principal instanceof String && isNamedByPrincipal(authentication.getClass()) ? Naming.TEXT : Naming.ANY;
    }

    private static boolean isNamedByPrincipal(Class<?> token) {
        return AbstractAuthenticationToken.class.isAssignableFrom(token)
                && ClassUtils.getMethod(token, "getName").getDeclaringClass() == AbstractAuthenticationToken.class;
    }
}
