package io.tiergate.oracle;

import io.tiergate.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance, the same for the same seed, and the few moments at which everything begins and ends. */
final class Dice {

    /**
     * The bounds of all validities: so few that grants, memberships and questions meet at them. Among them are what
     * calendars and columns stumble over: hours that a change of the clocks leaves out or has twice, the microsecond
     * before the epoch, and the first and last moments that a validity takes.
     */
    private static final List<Instant> BOUNDS = List.of(
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.parse("2026-03-08T02:30:00Z"),
            Instant.parse("2026-03-29T01:30:00.000001Z"),
            Instant.parse("2026-05-04T10:11:12.345678Z"),
            Instant.parse("2026-05-04T10:11:12.345679Z"),
            Instant.parse("2026-10-25T01:30:00.123456Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            Instant.parse("2038-01-19T03:14:08Z"),
            Instant.parse("9999-12-31T23:59:59.999999Z"));

    /** Around a bound: the last nanosecond before it, the last one of its microsecond, and one more on each side. */
    private static final List<Long> NANOS_BESIDE = List.of(-1_000L, -1L, 0L, 0L, 999L, 1_000L);

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long seed() {
        return random.nextLong();
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** So many different items, or all if there are fewer. */
    <T> List<T> some(int count, List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    Validity validity() {
        int one = random.nextInt(BOUNDS.size());
        int other = random.nextInt(BOUNDS.size());
        if (percent(45) || one == other) {
            return Validity.ALWAYS;
        }
        if (percent(30)) {
            return Validity.from(BOUNDS.get(one));
        }
        if (percent(40)) {
            return Validity.until(BOUNDS.get(one));
        }
        return Validity.between(BOUNDS.get(Math.min(one, other)), BOUNDS.get(Math.max(one, other)));
    }

    /** A moment at a bound, or beside one by the least that can be told apart; all such as a validity could have. */
    Instant moment() {
        Instant bound = pick(BOUNDS);
        Instant moment = bound.plusNanos(pick(NANOS_BESIDE));
        return moment.isBefore(BOUNDS.get(0)) || moment.isAfter(BOUNDS.get(BOUNDS.size() - 1)) ? bound : moment;
    }
}
