package io.tiergate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a grant or a membership holds: {@code from ≤ now < until}, in microseconds of UTC. Finer digits are cut off.
 *
 * @param from the first moment, or null for "since ever"
 * @param until the first moment after, or null for "for ever"
 */
public record Validity(@Nullable Instant from, @Nullable Instant until) {

    /** Without bounds. */
    public static final Validity ALWAYS = new Validity(null, null);

    // Outside of these a count of microseconds does not fit a long, or a calendar shows a year that nobody meant.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** @throws IllegalArgumentException if it is empty (until is not after from), or outside the years 1 to 9999 */
    public Validity {
        from = micros("from", from);
        until = micros("until", until);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException(
                    "A validity from " + from + " until " + until + " never holds: until must be after from.");
        }
    }

    public static Validity from(Instant from) {
        return new Validity(Objects.requireNonNull(from, "from"), null);
    }

    public static Validity until(Instant until) {
        return new Validity(null, Objects.requireNonNull(until, "until"));
    }

    public static Validity between(Instant from, Instant until) {
        return new Validity(Objects.requireNonNull(from, "from"), Objects.requireNonNull(until, "until"));
    }

    public boolean holdsAt(Instant now) {
        Instant instant = now.truncatedTo(ChronoUnit.MICROS);
        return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
    }

    private static @Nullable Instant micros(String bound, @Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("The bound '" + bound + "' of a validity, " + instant
                    + ", is outside the years 1 to 9999. Leave it out for no bound.");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        if (from == null) {
            return until == null ? "always" : "until " + until;
        }
        return until == null ? "from " + from : "from " + from + " until " + until;
    }
}
