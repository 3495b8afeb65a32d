package io.tiergate.admin;

/** The name is taken, in the tenant or, since shared names are reserved, elsewhere. */
public final class AlreadyExistsException extends AdministrationException {

    private static final long serialVersionUID = 1L;

    AlreadyExistsException(String message) {
        super(message);
    }
}
