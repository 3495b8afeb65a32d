package io.tiergate.admin;

/** The call asks for something that the model does not allow. */
public final class RefusedException extends AdministrationException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
