package io.tiergate.decision;

import io.tiergate.Validity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in which no validity of some rows begins or ends: what was made of them at one of its moments is right at
 * all of them. A clock may jump out of it at both ends.
 *
 * @param from the first microsecond since 1970 in UTC
 * @param until the first one after it
 */
record Window(long from, long until) {

    static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    /** @throws ArithmeticException if the clock shows a year that no calendar has */
    static long micros(Instant moment) {
        return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1_000L);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    boolean contains(long now) {
        return from <= now && now < until;
    }

    /** Whether it has an end on either side. */
    boolean isBounded() {
        return !equals(ALWAYS);
    }

    /** The part that both have. */
    Window within(Window other) {
        return new Window(Math.max(from, other.from), Math.min(until, other.until));
    }

    /** The part of it that holds {@code now} and in which the validity does not change. */
    Window cutBy(Validity validity, long now) {
        return cutAt(validity.from(), now).cutAt(validity.until(), now);
    }

    private Window cutAt(@Nullable Instant bound, long now) {
        if (bound == null) {
            return this;
        }
        long at = micros(bound);
        return at <= now ? new Window(Math.max(from, at), until) : new Window(from, Math.min(until, at));
    }
}
