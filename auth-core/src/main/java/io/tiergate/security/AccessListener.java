package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Is told what {@link Access} decides, and so of every check by annotation, expression, URL rule, base controller and code. In
 * a Spring Boot application each bean of this type is told; where there is none it costs nothing.
 *
 * <p>Called by many threads, on the way of each check, so it must be quick. What it throws is logged and changes nothing. In a
 * Spring Boot application it is made when the first decision is told, so that it may itself ask for {@link Access}.
 */
public interface AccessListener {

    /** A permission was asked about. The name is the caller's, and need not be in the catalogue. */
    void decided(String permission, Decision decision);

    /** A permission was asked about, and Tiergate cannot know. */
    default void undecided(String permission, DecisionUnavailableException failure) {}

    /** Somebody was turned away, which an {@code if} does not do. Comes after {@link #decided}. */
    default void denied(PermissionDecision result, @Nullable Authentication authentication) {}
}
