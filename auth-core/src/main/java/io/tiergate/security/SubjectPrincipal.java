package io.tiergate.security;

import io.tiergate.Subject;

/**
 * A principal that knows its subject: for users whose id is not their sign-in name, and for programs. The simplest way
 * is that the host's {@code UserDetails} implements it.
 */
public interface SubjectPrincipal {

    /** Who acts; always the same for one user, whatever the sign-in name becomes. */
    Subject subject();
}
