package io.tiergate.admin;

/** A change or a look-up that the administration service refuses. The message names the input and the remedy. */
public abstract sealed class AdministrationException extends RuntimeException
        permits NotFoundException, AlreadyExistsException, RefusedException {

    private static final long serialVersionUID = 1L;

    AdministrationException(String message) {
        super(message);
    }
}
