package io.tiergate.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tiergate.change.ChangeFeed.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedSettingsTest {

    @Test
    void byDefaultItLooksEachSecondAndAllowsThirty() {
        assertThat(Settings.DEFAULT).isEqualTo(new Settings(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, PT0.02S", "PT1S, PT2S", "PT12H, PT24H", "PT0.01S, P1D"})
    void boundsAreAllowed(Duration interval, Duration allowedStaleness) {
        assertThat(new Settings(interval, allowedStaleness).interval()).isEqualTo(interval);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.009999999S, PT30S, The interval of the change feed is PT0.009999999S: it must be at least PT0.01S",
        "PT0S, PT30S, The interval of the change feed is PT0S",
        "PT-1S, PT30S, The interval of the change feed is PT-1S",
        "PT1S, PT1.999999999S, The allowed staleness is PT1.999999999S: it must be at least twice the interval",
        "PT1S, PT0S, The allowed staleness is PT0S",
        "PT1S, PT-30S, The allowed staleness is PT-30S",
        "PT1S, PT24H0.000000001S, The allowed staleness is PT24H0.000000001S: it must be at most PT24H",
        "PT2562047788015215H30M7S, PT30S, The allowed staleness is PT30S",
        "PT1S, PT2562047788015215H30M7S, it must be at most PT24H"
    })
    void whatIsOutOfBoundsIsNamedWithItsRemedy(Duration interval, Duration allowedStaleness, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Settings(interval, allowedStaleness))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"PT0.02S, PT0.001S", "PT2S, PT0.1S", "PT30S, PT1S", "P1D, PT1S"})
    void stalenessIsWatchedForTwentyTimesAndAtLeastEachSecond(Duration allowedStaleness, Duration tick) {
        assertThat(new Settings(Duration.ofMillis(10), allowedStaleness).tick()).isEqualTo(tick);
    }
}
