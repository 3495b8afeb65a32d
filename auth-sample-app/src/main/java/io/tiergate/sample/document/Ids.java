package io.tiergate.sample.document;

import org.jspecify.annotations.Nullable;

/** The keys of rows that are stored. */
final class Ids {

    private Ids() {}

    static long of(@Nullable Long id) {
        if (id == null) {
            throw new IllegalStateException("This has not been stored yet, and has no key.");
        }
        return id;
    }
}
