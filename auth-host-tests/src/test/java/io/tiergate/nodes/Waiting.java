package io.tiergate.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits, without a promise about how long. */
final class Waiting {

    private Waiting() {}

    /** The time between two looks. */
    static void moment() {
        sleep(Duration.ofMillis(10));
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void until(Instant moment) {
        Duration left = Duration.between(Instant.now(), moment);
        if (!left.isNegative()) {
            sleep(left.plusMillis(1));
        }
    }

    /** @throws AssertionError if it does not come true */
    static void forThis(String what, Duration atMost, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(atMost);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("After " + atMost + " still not: " + what);
            }
            moment();
        }
    }
}
