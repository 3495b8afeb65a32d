package io.tiergate.oracle;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test sets it, and counts how often each thread reads it. */
final class TestClock extends Clock {

    private final ThreadLocal<Integer> readings = ThreadLocal.withInitial(() -> 0);
    private volatile Instant now;

    TestClock(Instant now) {
        this.now = now;
    }

    void set(Instant instant) {
        now = instant;
    }

    /** How often the current thread has read it up to now. */
    int readings() {
        return readings.get();
    }

    @Override
    public Instant instant() {
        readings.set(readings.get() + 1);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
