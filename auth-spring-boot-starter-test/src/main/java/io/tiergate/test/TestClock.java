package io.tiergate.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class TestClock extends Clock {

    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private TestClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Stands at that moment. */
    public static TestClock at(Instant moment) {
        return new TestClock(new AtomicReference<>(Objects.requireNonNull(moment, "moment")), ZoneOffset.UTC);
    }

    /** Goes to that moment, which may be before. */
    public void set(Instant moment) {
        now.set(Objects.requireNonNull(moment, "moment"));
    }

    /** Goes on by so much, or back if it is negative. */
    public void advance(Duration duration) {
        now.updateAndGet(moment -> moment.plus(duration));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Shows the same moment, also after it is moved. */
    @Override
    public Clock withZone(ZoneId other) {
        return new TestClock(now, other);
    }
}
