package io.tiergate;

/**
 * A name or a text that Tiergate cannot take: missing, malformed or too long. The message names the input and the rule.
 */
public final class InvalidNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidNameException(String message) {
        super(message);
    }
}
