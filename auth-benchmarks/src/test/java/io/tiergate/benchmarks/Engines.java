package io.tiergate.benchmarks;

import io.tiergate.DecisionPoint;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.store.jpa.PostgresqlPush;
import java.time.Duration;
import javax.sql.DataSource;

/** The one place where the benchmarks make what they measure. */
public final class Engines {

    private static final Duration STALENESS = Duration.ofHours(10);

    /** So that it is the push that is measured. */
    private static final Duration RARELY = Duration.ofHours(1);

    private Engines() {}

    /**
     * One node.
     *
     * @param subjects how many it must be able to keep
     */
    public static DecisionPoint over(Store store, int subjects) {
        return CachedDecisionPoint.over(store).maximumSubjects(subjects).build();
    }

    /** A node that hears of the changes of others by asking for them. */
    public static DecisionPoint asking(JpaStore store, Duration interval) {
        return CachedDecisionPoint.over(store)
                .feed(new ChangeFeed.Settings(interval, STALENESS))
                .build();
    }

    /** A node that hears of the changes of others by a push of the database. */
    public static DecisionPoint listening(JpaStore store, DataSource dataSource) {
        return CachedDecisionPoint.over(store)
                .feed(new ChangeFeed.Settings(RARELY, STALENESS))
                .push(new PostgresqlPush(dataSource))
                .build();
    }

    /** Ends what the node does by itself. */
    public static void close(DecisionPoint decisions) throws Exception {
        if (decisions instanceof AutoCloseable running) {
            running.close();
        }
    }
}
