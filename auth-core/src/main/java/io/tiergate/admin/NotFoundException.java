package io.tiergate.admin;

/** Something that the call names does not exist, at least not in its tenant. */
public final class NotFoundException extends AdministrationException {

    private static final long serialVersionUID = 1L;

    NotFoundException(String message) {
        super(message);
    }
}
