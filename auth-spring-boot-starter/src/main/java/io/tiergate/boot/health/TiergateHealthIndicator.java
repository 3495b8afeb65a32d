package io.tiergate.boot.health;

import io.tiergate.change.ChangeFeed.Freshness;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether this node may answer from what it keeps. Reads what is known, and never waits for the store.
 *
 * <p>Out of service and not down while it may not: the node itself works, and goes on when the store is heard of again. The
 * database that is away is down, which Spring Boot's own indicator says.
 */
final class TiergateHealthIndicator implements HealthIndicator {

    private final Supplier<Freshness> freshness;

    TiergateHealthIndicator(Supplier<Freshness> freshness) {
        this.freshness = freshness;
    }

    @Override
    public Health health() {
        Freshness now = freshness.get();
        Health.Builder health = now.fresh() ? Health.up() : Health.outOfService();
        health.withDetail("lastHeard", now.age().toMillis() + " ms ago");
        if (now.lastFailure() != null) {
            health.withDetail("error", now.lastFailure());
        }
        if (!now.fresh()) {
            health.withDetail(
                    "reason", "The store was not heard of for longer than is allowed: checks fail until it is again");
        }
        return health.build();
    }
}
