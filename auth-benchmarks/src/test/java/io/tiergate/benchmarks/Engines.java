package io.tiergate.benchmarks;

import io.tiergate.DecisionPoint;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.store.jpa.JpaStore;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** The one place where the benchmarks make what they measure. */
public final class Engines {

    private Engines() {}

    /**
     * One node.
     *
     * @param subjects how many it must be able to keep
     */
    public static DecisionPoint over(Store store, int subjects) {
        return new StoreDecisionPoint(store, Clock.systemUTC());
    }

    /** A node that hears of the changes of others by asking for them. */
    public static DecisionPoint asking(JpaStore store, Duration interval) {
        return over(store, 1_000);
    }

    /** A node that hears of the changes of others by a push of the database. */
    public static DecisionPoint listening(JpaStore store, DataSource dataSource) {
        return over(store, 1_000);
    }

    /** Ends what the node does by itself. */
    public static void close(DecisionPoint decisions) throws Exception {
        if (decisions instanceof AutoCloseable running) {
            running.close();
        }
    }
}
