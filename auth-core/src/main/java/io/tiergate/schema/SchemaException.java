package io.tiergate.schema;

import org.jspecify.annotations.Nullable;

/**
 * Tiergate's tables are not there, not up to date, or cannot be made or read. The message says what is wrong, {@link #remedy()}
 * what to do about it.
 */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** @param cause what the database or Flyway said, or null if it was not them */
    SchemaException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What to do: a sentence, or several ways out, each in a line that begins with "- ". */
    public String remedy() {
        return remedy;
    }
}
