package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static io.tiergate.decision.OtherThreads.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    private final OtherThreads others = new OtherThreads();

    @AfterEach
    void end() {
        others.close();
        scene.close();
    }

    @Test
    void aChangeThatIsRolledBackIsSeenInItsTransactionAndNowhereElse() throws Exception {
        CachedNode node = scene.nodeWith("entry");
        assertThat(node.allows(ALICE, "entry")).isFalse();

        inTransaction(node, status -> {
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(others.elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
            status.setRollbackOnly();
        });

        assertThat(node.allows(ALICE, "entry")).isFalse();
        assertThat(others.elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
    }

    @Test
    void aChangeIsFeltByTheFirstCheckAfterItsCommitInEveryThread() throws Exception {
        CachedNode node = scene.nodeWith("entry");
        for (int i = 0; i < 50; i++) {
            node.grant(ALICE, "entry");
            assertThat(others.elsewhere(() -> node.allows(ALICE, "entry"))).isTrue();
            node.revoke(ALICE, "entry");
            assertThat(others.elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
        }
    }

    @Test
    void aLoadThatReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
        PausedStatement pause = new PausedStatement(sql -> sql.contains("tiergate_group_member m"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), pause::after);
        node.administration().permissions().define("entry", "");
        node.grant(ALICE, "entry");
        node.allows(BOB, "entry");

        whatIsReadDuringARevocationIsNotKept(node, pause, () -> node.revoke(ALICE, "entry"));
    }

    @Test
    void aFirstLoadOfATenantThatReadBeforeAChangeIsNotKeptAfterIt() throws Exception {
        PausedStatement pause = new PausedStatement(sql -> sql.contains("from tiergate_grant g join tiergate_group"));
        CachedNode writer = scene.nodeWith("entry");
        writer.administration().groups().define("office", "");
        writer.administration().groups().addMember("office", ALICE);
        writer.administration().grants().grant(Grant.allow(Group.of("office"), "entry"));
        CachedNode node = scene.node(CachedScene.NEVER, Clock.systemUTC(), pause::after);

        whatIsReadDuringARevocationIsNotKept(
                node, pause, () -> node.administration().grants().revoke(Grant.allow(Group.of("office"), "entry")));
    }

    /** The revocation comes after a statement of a check has been answered, and before the check goes on. */
    private void whatIsReadDuringARevocationIsNotKept(CachedNode node, PausedStatement pause, Runnable revocation)
            throws Exception {
        pause.next();
        Future<Boolean> slow = others.submit(() -> node.allows(ALICE, "entry"));
        pause.awaitReached();
        revocation.run();
        pause.goOn();

        // It began before the commit, so that it may be of before it; nothing that comes later may.
        slow.get(20, TimeUnit.SECONDS);
        assertThat(node.allows(ALICE, "entry")).isFalse();
        assertThat(others.elsewhere(() -> node.allows(ALICE, "entry"))).isFalse();
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
            others.elsewhere(() -> {
                node.revoke(ALICE, "entry");
                return true;
            });
            assertThat(node.allows(ALICE, "entry")).isFalse();
        });

        assertThat(node.allows(ALICE, "entry")).isFalse();
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
    void manySubjectsThatArriveAtOnceAreEachReadOnce() throws Exception {
        CountedStatements loads = new CountedStatements(sql -> sql.contains("tiergate_group_member m"));
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
        CountedStatements definitions =
                new CountedStatements(sql -> sql.contains("from tiergate_grant g join tiergate_group"));
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
}
