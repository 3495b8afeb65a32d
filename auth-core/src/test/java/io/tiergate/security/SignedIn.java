package io.tiergate.security;

import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Who is current in a test. */
final class SignedIn {

    private SignedIn() {}

    static Authentication user(String name) {
        return principal(name);
    }

    static Authentication principal(Object principal) {
        return UsernamePasswordAuthenticationToken.authenticated(principal, null, AuthorityUtils.NO_AUTHORITIES);
    }

    static Authentication anonymous() {
        return new AnonymousAuthenticationToken(
                "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }

    static void as(Authentication authentication, Runnable work) {
        as(authentication, () -> {
            work.run();
            return true;
        });
    }

    static <T> T as(Authentication authentication, Supplier<T> work) {
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
