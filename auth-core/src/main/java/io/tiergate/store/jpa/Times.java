package io.tiergate.store.jpa;

import io.tiergate.Validity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Moments as the columns have them: microseconds since 1970 in UTC, exact and without a time zone. */
final class Times {

    private Times() {}

    /** Not by {@link ChronoUnit#between}, which counts nanoseconds on the way and so overflows in the year 2262. */
    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    static @Nullable Long microsOrNull(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static Validity validity(@Nullable Long from, @Nullable Long until) {
        return from == null && until == null
                ? Validity.ALWAYS
                : new Validity(from == null ? null : instant(from), until == null ? null : instant(until));
    }
}
