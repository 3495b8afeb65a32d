package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static io.tiergate.decision.OtherThreads.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks while every connection of the pool is held, on a real PostgreSQL. */
@Timeout(60)
class HeldPoolTest {

    private final CachedScene scene = new CachedScene(TestDatabase.POSTGRESQL);
    private final OtherThreads others = new OtherThreads();

    @AfterEach
    void end() {
        others.close();
        scene.close();
    }

    @Test
    void threadsThatHoldEveryConnectionOfThePoolAreAnsweredByTheirOwn() throws Exception {
        int size = 3;
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), dataSource -> dataSource, size);
        node.administration().permissions().define("entry", "");
        node.grant(ALICE, "entry");
        CachedNode other = scene.node();
        requireAnswersByOwnConnections(node, size);
        other.revoke(ALICE, "entry");
        node.decisions().refresh();
        assertThat(node.allows(ALICE, "entry")).isFalse();
    }

    @Test
    void whileThePoolIsExhaustedWhatIsKnownIsAnsweredAndWhatIsNotIsNoPermission() throws Exception {
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), dataSource -> dataSource, 1);
        node.administration().permissions().define("entry", "");
        node.grant(ALICE, "entry");
        node.grant(BOB, "entry");
        assertThat(node.allows(ALICE, "entry")).isTrue();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> holder = others.submit(() -> inTransaction(node, status -> {
            new JdbcTemplate(node.host().dataSource()).queryForObject("select 1", Integer.class);
            held.countDown();
            await(release);
        }));
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(node.allows(ALICE, "entry")).isTrue();
        assertThatThrownBy(() -> node.check(BOB, "entry")).isInstanceOf(DecisionUnavailableException.class);

        release.countDown();
        holder.get(20, TimeUnit.SECONDS);
        assertThat(node.allows(BOB, "entry")).isTrue();
    }

    @Test
    void threadsThatHoldEveryConnectionOfThePoolAreAnsweredByTheirOwnAlsoWhereTheTenantIsNotKnown() throws Exception {
        int size = 3;
        CachedNode writer = scene.nodeWith("entry");
        writer.grant(ALICE, "entry");
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), dataSource -> dataSource, size);
        requireAnswersByOwnConnections(node, size);
    }

    /** That as many threads as there are connections, of which each holds one, learn that Alice may. */
    private void requireAnswersByOwnConnections(CachedNode node, int size) throws Exception {
        CyclicBarrier allHold = new CyclicBarrier(size);
        List<Future<Boolean>> answers = new ArrayList<>();

        for (int i = 0; i < size; i++) {
            answers.add(others.submit(() -> new TransactionTemplate(node.host().transactionManager())
                    .execute(status -> {
                        new JdbcTemplate(node.host().dataSource()).queryForObject("select 1", Integer.class);
                        await(allHold);
                        return node.allows(ALICE, "entry");
                    })));
        }

        for (Future<Boolean> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
