package io.tiergate;

/**
 * Tiergate cannot know the answer: the store cannot be reached, or holds something that cannot be understood. Never
 * "allowed", and not "denied" either: the web answers it with 503.
 */
public final class DecisionUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DecisionUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public DecisionUnavailableException(String message) {
        super(message);
    }
}
