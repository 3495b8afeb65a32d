package io.tiergate.entity;

/** A {@link GuardedEntity} cannot be what it says. The message names the class, the attribute and the remedy. */
public final class InvalidGuardedEntityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidGuardedEntityException(Class<?> entity, String problem) {
        super("@GuardedEntity on " + entity.getName() + ": " + problem);
    }
}
