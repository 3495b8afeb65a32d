package io.tiergate.schema;

/** A merge that cannot be done. Nothing was written. The message is one line: what is wrong, and what to do about it. */
final class MergeException extends RuntimeException {

    MergeException(String message) {
        super(message);
    }

    MergeException(String message, Throwable cause) {
        super(message, cause);
    }
}
