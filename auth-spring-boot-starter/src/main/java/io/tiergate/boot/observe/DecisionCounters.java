package io.tiergate.boot.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.AccessListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what is decided, by permission, outcome and reason. Each counter is looked up in the registry once; after that a
 * check costs a look into a map.
 */
final class DecisionCounters implements AccessListener {

    static final String NAME = "tiergate.decisions";

    /** Tenants may define permissions of their own: past this many names the rest is counted together. */
    static final int MOST_PERMISSIONS = 1_000;

    private final MeterRegistry registry;
    private final Map<String, Counters> byPermission = new ConcurrentHashMap<>();
    private final Counters unknown = new Counters(Words.UNKNOWN);
    private final Counters others = new Counters("other");

    DecisionCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void decided(String permission, Decision decision) {
        Code code = decision.code();
        (code == Code.UNKNOWN_PERMISSION ? unknown : of(permission)).increment(Words.outcome(code), Words.reason(code));
    }

    /** Whether the catalogue has the name cannot be known either, unless it had it before. */
    @Override
    public void undecided(String permission, DecisionUnavailableException failure) {
        byPermission.getOrDefault(permission, unknown).increment(Words.UNDECIDED, Words.NONE);
    }

    private Counters of(String permission) {
        Counters known = byPermission.get(permission);
        if (known != null) {
            return known;
        }
        return byPermission.size() < MOST_PERMISSIONS
                ? byPermission.computeIfAbsent(permission, Counters::new)
                : others;
    }

    /** Those of one permission, made when they first count. */
    private final class Counters {

        private final String permission;
        private final Map<String, Counter> byReason = new ConcurrentHashMap<>();

        Counters(String permission) {
            this.permission = permission;
        }

        void increment(String outcome, String reason) {
            Counter counter = byReason.get(reason);
            if (counter == null) {
                counter = byReason.computeIfAbsent(reason, key -> register(outcome, key));
            }
            counter.increment();
        }

        private Counter register(String outcome, String reason) {
            return Counter.builder(NAME)
                    .description("Checks of permissions")
                    .tag("permission", permission)
                    .tag("outcome", outcome)
                    .tag("reason", reason)
                    .register(registry);
        }
    }
}
