package io.tiergate.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.nodes.Story.Step;
import io.tiergate.testing.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostgresqlManyNodesTest extends ManyNodesContract {

    PostgresqlManyNodesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void aPushThatIsLostCostsAnIntervalAtMost() {
        Story story = begun();
        int turn = 0;
        for (Step step : story.ofSubjects()) {
            Node changing = running().get(turn++ % running().size());
            // Those who listen do not hear of it.
            Integer ended = jdbc().queryForObject(
                            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                                    + " where datname = current_database() and query ilike 'listen%'",
                            Integer.class);
            if (turn == 1) {
                assertThat(ended).isEqualTo(2);
            }
            long revision = changing.change(step.change());
            Instant committed = Instant.now();
            running().forEach(node -> awaitSeen(node, step, revision, committed));
        }
    }
}
