package io.tiergate.security;

/**
 * A {@link RequiresPermission} that cannot be enforced, found when the application starts. The message names the place
 * and the remedy.
 */
public final class InvalidRequiresPermissionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    InvalidRequiresPermissionException(String message) {
        super(message);
    }
}
