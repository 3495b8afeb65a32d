package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept in memory, and changes that come at bad moments, on a real PostgreSQL. */
@Timeout(60)
class RacingChangesTest {

    private final CachedScene scene = new CachedScene(TestDatabase.POSTGRESQL);
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        others.shutdownNow();
        scene.close();
    }

    @Test
    void aChangeThatIsRolledBackIsSeenInItsTransactionAndNowhereElse() throws Exception {
        CachedNode node = scene.nodeWith("entry");
        assertThat(node.allows(ALICE, "entry")).isFalse();

        inTransaction(node, status -> {
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
            status.setRollbackOnly();
        });

        assertThat(node.allows(ALICE, "entry")).isFalse();
        assertThat(elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
    }

    @Test
    void aChangeIsFeltByTheFirstCheckAfterItsCommitInEveryThread() throws Exception {
        CachedNode node = scene.nodeWith("entry");
        for (int i = 0; i < 50; i++) {
            node.grant(ALICE, "entry");
            assertThat(elsewhere(() -> node.allows(ALICE, "entry"))).isTrue();
            node.revoke(ALICE, "entry");
            assertThat(elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
        }
    }

    @Test
    void aLoadThatReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
        Pause pause = new Pause(sql -> sql.contains("tiergate_group_member m"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), pause::after);
        node.administration().permissions().define("entry", "");
        node.grant(ALICE, "entry");
        node.allows(BOB, "entry");

        whatIsReadDuringARevocationIsNotKept(node, pause, () -> node.revoke(ALICE, "entry"));
    }

    @Test
    void aFirstLoadOfATenantThatReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
        Pause pause = new Pause(sql -> sql.contains("from tiergate_grant g join tiergate_group"));
        CachedNode writer = scene.nodeWith("entry");
        writer.administration().groups().define("office", "");
        writer.administration().groups().addMember("office", ALICE);
        writer.administration().grants().grant(Grant.allow(Group.of("office"), "entry"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), pause::after);

        whatIsReadDuringARevocationIsNotKept(
                node, pause, () -> node.administration().grants().revoke(Grant.allow(Group.of("office"), "entry")));
    }

    /** The revocation comes after a statement of a check has been answered, and before the check goes on. */
    private void whatIsReadDuringARevocationIsNotKept(CachedNode node, Pause pause, Runnable revocation)
            throws Exception {
        pause.next();
        Future<Boolean> slow = others.submit(() -> node.allows(ALICE, "entry"));
        pause.awaitReached();
        revocation.run();
        pause.goOn();

        // It began before the commit, so that it may be of before it; nothing that comes later may.
        slow.get(20, TimeUnit.SECONDS);
        assertThat(node.allows(ALICE, "entry")).isFalse();
        assertThat(elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
    }

    @Test
    void aSnapshotFromBeforeAChangeDoesNotBringBackWhatWasRevoked() throws Exception {
        CachedNode node = scene.nodeWith("entry");
        node.grant(ALICE, "entry");
        TransactionTemplate old = new TransactionTemplate(node.host().transactionManager());
        old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        old.executeWithoutResult(status -> {
            new JdbcTemplate(node.host().dataSource())
                    .queryForObject("select count(*) from tiergate_grant", Long.class);
            elsewhere(() -> {
                node.revoke(ALICE, "entry");
                return true;
            });
            assertThat(node.allows(ALICE, "entry")).isFalse();
        });

        assertThat(node.allows(ALICE, "entry")).isFalse();
    }

    @Test
    void aNodeFeelsWhatAnotherHasCommittedWhenItLooks() {
        CachedNode writer = scene.nodeWith("entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isFalse();
        writer.grant(ALICE, "entry");
        assertThat(reader.allows(ALICE, "entry")).isFalse();

        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isTrue();
    }

    @Test
    void aDemandedRevisionIsWaitedForByNobodyButIsRead() {
        CachedNode writer = scene.nodeWith("entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isFalse();
        writer.grant(ALICE, "entry");
        Revision revision = writer.check(ALICE, "entry").revision();
        AccessRequest request = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");

        Decision decision = reader.decisions().check(request.atLeast(revision));

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.revision().atLeast(revision)).isTrue();
        assertThat(reader.allows(ALICE, "entry")).isTrue();
        Revision never = new Revision(revision.tenant() + 1, revision.shared());
        assertThatThrownBy(() -> reader.decisions().check(request.atLeast(never)))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining(never.toString());
    }

    @Test
    void aNodeThatTheLogHasForgottenReadsAllAnew() {
        CachedNode writer = scene.nodeWith("entry", "exit");
        writer.grant(ALICE, "entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isTrue();
        assertThat(reader.allows(BOB, "exit")).isFalse();

        writer.revoke(ALICE, "entry");
        writer.grant(BOB, "exit");
        writer.administration().permissions().define("later", "");
        JdbcTemplate jdbc = new JdbcTemplate(writer.host().dataSource());
        jdbc.update("delete from tiergate_change");
        jdbc.update("delete from tiergate_change_set");
        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isFalse();
        assertThat(reader.allows(BOB, "exit")).isTrue();
        assertThat(reader.check(ALICE, "later").code()).isEqualTo(Decision.Code.NOT_GRANTED);
    }

    @Test
    void aLogThatHasForgottenTheMiddleIsNoticedToo() {
        CachedNode writer = scene.nodeWith("entry", "exit");
        writer.grant(ALICE, "entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isTrue();

        writer.revoke(ALICE, "entry");
        long forgotten = writer.check(ALICE, "entry").revision().tenant();
        writer.grant(BOB, "exit");
        JdbcTemplate jdbc = new JdbcTemplate(writer.host().dataSource());
        jdbc.update(
                "delete from tiergate_change where change_set_id in"
                        + " (select id from tiergate_change_set where tenant_id = 2 and revision = ?)",
                forgotten);
        jdbc.update("delete from tiergate_change_set where tenant_id = 2 and revision = ?", forgotten);
        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isFalse();
        assertThat(reader.allows(BOB, "exit")).isTrue();
    }

    @Test
    void aTenantThatIsDeletedAndMadeAgainBeginsWithNothing() {
        CachedNode node = scene.node();
        Tenant acme = Tenant.of("acme");
        AccessRequest request = new AccessRequest(acme, ALICE, "entry");
        for (int i = 0; i < 3; i++) {
            node.administration().tenants().create(acme);
            node.administration().inTenant(acme).permissions().define("entry", "");
            assertThat(node.decisions().check(request).allowed()).isFalse();
            node.administration().inTenant(acme).grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(node.decisions().check(request).allowed()).isTrue();
            node.administration().tenants().delete(acme);
            assertThat(node.decisions().check(request).code()).isEqualTo(Decision.Code.UNKNOWN_PERMISSION);
        }
    }

    @Test
    void threadsThatHoldEveryConnectionOfThePoolAreAnsweredByTheirOwn() throws Exception {
        int size = 3;
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), dataSource -> dataSource, size);
        node.administration().permissions().define("entry", "");
        node.grant(ALICE, "entry");
        CachedNode other = scene.node();
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
    void aCheckOnANodeThatDoesNotHearTheStoreWaitsNotForAsLongAsAnAnswerMayBeOld() throws Exception {
        Pause pause = new Pause(sql -> sql.contains("from tiergate_revision r where"));
        ChangeFeed.Settings feed = new ChangeFeed.Settings(Duration.ofMillis(50), Duration.ofSeconds(4));
        CachedNode node = scene.node(feed, Clock.systemUTC(), pause::after);
        node.administration().permissions().define("entry", "");
        assertThat(node.allows(ALICE, "entry")).isFalse();
        pause.next();
        pause.awaitReached();
        while (node.decisions().freshness().fresh()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        long before = System.nanoTime();
        assertThatThrownBy(() -> node.allows(ALICE, "entry"))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("was not heard of");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        pause.goOn();
    }

    @Test
    void manySubjectsThatArriveAtOnceAreEachReadOnce() throws Exception {
        Counter loads = new Counter(sql -> sql.contains("tiergate_group_member m"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), loads::observe);
        node.administration().permissions().define("entry", "");
        node.allows(BOB, "entry");
        int subjects = 500;
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        int before = loads.count();

        List<Future<?>> done = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            done.add(others.submit(() -> {
                await(start);
                for (int i = 0; i < subjects; i++) {
                    node.check(Subject.user("subject " + i), "entry");
                }
            }));
        }
        for (Future<?> each : done) {
            each.get(50, TimeUnit.SECONDS);
        }

        assertThat(loads.count() - before).isEqualTo(subjects);
    }

    @Test
    void aTenantThatManyAskAboutAtOnceForTheFirstTimeIsReadOnce() throws Exception {
        CachedNode writer = scene.nodeWith("entry");
        writer.grant(ALICE, "entry");
        Counter definitions = new Counter(sql -> sql.contains("from tiergate_grant g join tiergate_group"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), definitions::observe, 8);
        int threads = 64;
        CyclicBarrier start = new CyclicBarrier(threads);

        List<Future<Boolean>> answers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Subject subject = t % 2 == 0 ? ALICE : Subject.user("subject " + t);
            answers.add(others.submit(() -> {
                await(start);
                return node.allows(subject, "entry");
            }));
        }

        for (int t = 0; t < threads; t++) {
            assertThat(answers.get(t).get(50, TimeUnit.SECONDS)).isEqualTo(t % 2 == 0);
        }
        assertThat(definitions.count()).isEqualTo(1);
    }

    @Test
    void threadsThatHoldEveryConnectionOfThePoolAreAnsweredByTheirOwnAlsoWhereTheTenantIsNotKnown() throws Exception {
        int size = 3;
        CachedNode writer = scene.nodeWith("entry");
        writer.grant(ALICE, "entry");
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), dataSource -> dataSource, size);
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

    private <T> T elsewhere(Callable<T> work) {
        try {
            return others.submit(work).get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Holds up the next statement of a kind, after the database has answered it. */
    private static final class Pause {

        private final Predicate<String> kind;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean armed;

        private Pause(Predicate<String> kind) {
            this.kind = kind;
        }

        private DataSource after(DataSource dataSource) {
            return ProxyDataSourceBuilder.create(dataSource)
                    .afterQuery((execution, queries) -> {
                        if (armed && queries.stream().anyMatch(query -> kind.test(query.getQuery()))) {
                            armed = false;
                            reached.countDown();
                            await(goOn);
                        }
                    })
                    .build();
        }

        private void next() {
            armed = true;
        }

        private void awaitReached() throws InterruptedException {
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        }

        private void goOn() {
            goOn.countDown();
        }
    }

    /** Counts statements of a kind. */
    private static final class Counter {

        private final Predicate<String> kind;
        private final AtomicInteger count = new AtomicInteger();

        private Counter(Predicate<String> kind) {
            this.kind = kind;
        }

        private DataSource observe(DataSource dataSource) {
            return ProxyDataSourceBuilder.create(dataSource)
                    .afterQuery((execution, queries) -> count.addAndGet((int) queries.stream()
                            .filter(query -> kind.test(query.getQuery()))
                            .count()))
                    .build();
        }

        private int count() {
            return count.get();
        }
    }
}
