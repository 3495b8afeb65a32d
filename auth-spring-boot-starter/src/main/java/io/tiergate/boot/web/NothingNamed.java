package io.tiergate.boot.web;

import org.springframework.security.authorization.AuthorizationDecision;

/** The denial of a controller that names no permission. */
final class NothingNamed extends AuthorizationDecision {

    private static final long serialVersionUID = 1L;

    NothingNamed() {
        super(false);
    }
}
