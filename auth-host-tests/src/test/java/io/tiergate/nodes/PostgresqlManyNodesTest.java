package io.tiergate.nodes;

import io.tiergate.nodes.Story.Step;
import io.tiergate.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PostgresqlManyNodesTest extends ManyNodesContract {

    PostgresqlManyNodesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void aPushThatIsLostCostsAnIntervalAtMost() {
        Story story = begun();
        Waiting.forThis("both nodes listen", Duration.ofSeconds(20), () -> ofListeners("pid") == 2);
        int turn = 0;
        for (Step step : story.ofSubjects()) {
            Node changing = running().get(turn++ % running().size());
            // Those who listen do not hear of it.
            ofListeners("pg_terminate_backend(pid)");
            long revision = changing.change(step.change());
            Instant committed = Instant.now();
            running().forEach(node -> awaitSeen(node, step, revision, committed));
        }
    }

    /** How many connections listen, each of which is done that to. */
    private int ofListeners(String what) {
        return Objects.requireNonNull(jdbc().queryForObject(
                        "select count(" + what + ") from pg_stat_activity where datname = current_database()"
                                + " and query ilike 'listen%'",
                        Integer.class));
    }
}
