package io.tiergate.boot.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionCountersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DecisionCounters counters = new DecisionCounters(registry);

    @Test
    void countsByPermissionOutcomeAndReason() {
        decided("invoice.read", Code.GRANTED);
        decided("invoice.read", Code.GRANTED);
        decided("invoice.read", Code.NOT_GRANTED);
        decided("invoice.read", Code.DENIED);
        decided("invoice.read", Code.SUBJECT_SUSPENDED);
        decided("invoice.read", Code.UNKNOWN_RESOURCE_TYPE);
        decided("invoice.approve", Code.GRANTED);

        assertThat(count("invoice.read", "allowed", "granted")).isEqualTo(2);
        assertThat(count("invoice.read", "denied", "not_granted")).isEqualTo(1);
        assertThat(count("invoice.read", "denied", "denied")).isEqualTo(1);
        assertThat(count("invoice.read", "denied", "subject_suspended")).isEqualTo(1);
        assertThat(count("invoice.read", "denied", "unknown_resource_type")).isEqualTo(1);
        assertThat(count("invoice.approve", "allowed", "granted")).isEqualTo(1);
        assertThat(registry.getMeters()).as("nothing that was never counted").hasSize(6);
    }

    @Test
    void aNameThatTheCatalogueDoesNotKnowIsNoValueOfATag() {
        IntStream.range(0, 50).forEach(i -> decided("guessed." + i, Code.UNKNOWN_PERMISSION));

        assertThat(count("unknown", "denied", "unknown_permission")).isEqualTo(50);
        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void whatCannotBeKnownIsCountedWithTheNameIfThatWasKnownBefore() {
        DecisionUnavailableException failure = mock(DecisionUnavailableException.class);
        decided("invoice.read", Code.GRANTED);

        counters.undecided("invoice.read", failure);
        counters.undecided("from.a.request", failure);

        assertThat(count("invoice.read", "undecided", "none")).isEqualTo(1);
        assertThat(count("unknown", "undecided", "none")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(3);
    }

    @Test
    void soManyNamesAreToldApartAndNoMore() {
        IntStream.range(0, DecisionCounters.MOST_PERMISSIONS + 10).forEach(i -> decided("p" + i, Code.GRANTED));
        decided("p0", Code.GRANTED);

        assertThat(registry.getMeters()).hasSize(DecisionCounters.MOST_PERMISSIONS + 1);
        assertThat(count("other", "allowed", "granted")).isEqualTo(10);
        assertThat(count("p0", "allowed", "granted")).isEqualTo(2);
    }

    @Test
    void theRegistryIsAskedOnceForACounter() {
        decided("invoice.read", Code.GRANTED);
        Counter first = counter("invoice.read", "allowed", "granted");
        registry.clear();

        decided("invoice.read", Code.GRANTED);

        assertThat(registry.getMeters()).as("looked up again").isEmpty();
        assertThat(first).isNotNull().extracting(Counter::count).isEqualTo(2.0);
    }

    private void decided(String permission, Code code) {
        counters.decided(permission, new Decision(code, new Revision(1, 1)));
    }

    private double count(String permission, String outcome, String reason) {
        Counter counter = counter(permission, outcome, reason);
        assertThat(counter).isNotNull();
        return counter.count();
    }

    private @Nullable Counter counter(String permission, String outcome, String reason) {
        return registry.find("tiergate.decisions")
                .tags("permission", permission, "outcome", outcome, "reason", reason)
                .counter();
    }
}
