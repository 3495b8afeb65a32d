package io.tiergate.security;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** {@link SubjectResolver#standard()}. Keeps the subjects that it made last, whose names were checked then. */
final class StandardSubjects implements SubjectResolver {

    /** A power of two. */
    private static final int PLACES = 512;

    private final KnownTokens tokens = new KnownTokens();

    // Written by any thread without a fence: a subject has final fields only.
    private final @Nullable Subject[] users = new Subject[PLACES];

    @Override
    public Subject resolve(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            return Subject.anonymous();
        }
        Object principal = authentication.getPrincipal();
        return switch (tokens.naming(authentication, principal)) {
            case ANONYMOUS -> Subject.anonymous();
            case SUBJECT_PRINCIPAL -> ((SubjectPrincipal) Objects.requireNonNull(principal)).subject();
            case TEXT -> user((String) Objects.requireNonNull(principal), authentication);
            case ANY -> user(authentication.getName(), authentication);
        };
    }

    /** Whether nothing but that text, its principal, and the class of the authentication says who it is. */
    boolean isNamedBy(Authentication authentication, String principal) {
        return switch (tokens.naming(authentication, principal)) {
            case ANONYMOUS, TEXT -> true;
            case SUBJECT_PRINCIPAL, ANY -> false;
        };
    }

    private Subject user(String name, Authentication authentication) {
        int hash = Objects.hashCode(name);
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        Subject known = users[place];
        if (known != null && known.id().equals(name)) {
            return known;
        }
        try {
            Subject made = Subject.user(name);
            users[place] = made;
            return made;
        } catch (InvalidNameException unusable) {
            throw new IllegalStateException(
                    "The name of the " + authentication.getClass().getSimpleName()
                            + " cannot be the id of a subject. Let its principal implement SubjectPrincipal, or publish"
                            + " a SubjectResolver bean.",
                    unusable);
        }
    }
}
