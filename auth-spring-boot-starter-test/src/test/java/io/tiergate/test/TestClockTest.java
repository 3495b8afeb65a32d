package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TestClockTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final TestClock clock = TestClock.at(NOON);

    @Test
    void standsUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);

        clock.advance(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo("2026-11-21T12:01:00Z");

        clock.set(NOON.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo("2026-11-21T11:59:59Z");
        assertThatNullPointerException().isThrownBy(() -> clock.set(null)).withMessage("moment");
    }

    @Test
    void inAnotherZoneItIsTheSameClock() {
        Clock lisbon = clock.withZone(ZoneId.of("Europe/Lisbon"));

        clock.advance(Duration.ofHours(2));

        assertThat(lisbon.instant()).isEqualTo(clock.instant());
        assertThat(lisbon.getZone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
    }
}
