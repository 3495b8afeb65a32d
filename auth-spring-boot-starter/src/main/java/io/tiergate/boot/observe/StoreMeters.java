package io.tiergate.boot.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tiergate.change.ChangeFeed.Freshness;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How this node stands to its store. Reads what is known, and never waits for the store. */
final class StoreMeters implements MeterBinder {

    private final Supplier<Freshness> freshness;

    StoreMeters(Supplier<Freshness> freshness) {
        this.freshness = freshness;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder(
                        "tiergate.store.age",
                        freshness,
                        TimeUnit.MILLISECONDS,
                        known -> known.get().age().toMillis())
                .description("Time since the store was last heard of")
                .strongReference(true)
                .register(registry);
        Gauge.builder("tiergate.store.fresh", freshness, known -> known.get().fresh() ? 1 : 0)
                .description("Whether checks are answered from memory: 1, or 0 while they fail")
                .strongReference(true)
                .register(registry);
    }
}
