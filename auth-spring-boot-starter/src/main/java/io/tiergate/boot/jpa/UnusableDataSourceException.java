package io.tiergate.boot.jpa;

import java.util.function.Supplier;

/** Something is refused that the application's data source was given to. */
final class UnusableDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    private UnusableDataSourceException(String remedy, RuntimeException refusal) {
        super(refusal.getMessage(), refusal);
        this.remedy = remedy;
    }

    /** @param remedy what to do where the data source is refused */
    static <T> T made(Supplier<T> something, String remedy) {
        try {
            return something.get();
        } catch (IllegalArgumentException | IllegalStateException refusal) {
            throw new UnusableDataSourceException(remedy, refusal);
        }
    }

    String remedy() {
        return remedy;
    }
}
