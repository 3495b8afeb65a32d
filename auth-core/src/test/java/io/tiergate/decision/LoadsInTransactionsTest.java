package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static io.tiergate.decision.CachedScene.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.schema.UserLink;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a load in somebody's transaction may do to the others. */
@Timeout(60)
class LoadsInTransactionsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void definitionsThatASavepointTookBackDoNotKeepSubjectsFromBeingKept(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            node.administration().permissions().define("entry", "");
            node.allows(BOB, "entry");
            TransactionTemplate jdbc = new TransactionTemplate(
                    new DataSourceTransactionManager(node.host().dataSource()));
            jdbc.executeWithoutResult(status -> {
                node.grant(ALICE, "entry");
                Object savepoint = status.createSavepoint();
                node.administration().grants().grant(Grant.allow(Group.EVERYONE, "entry"));
                status.rollbackToSavepoint(savepoint);
            });

            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(node.allows(BOB, "entry")).isFalse();

            assertThat(statements(() -> assertThat(node.allows(ALICE, "entry")).isTrue()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aUserWhoIsDeletedAndRegisteredAgainHasNothingOfBeforeAfterOneLook(TestDatabase database) throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode writer = scene.nodeWith("entry", "exit");
            CachedNode node = scene.node();
            JdbcTemplate host = new JdbcTemplate(writer.host().dataSource());
            host.execute("create table app_user (name varchar(100) primary key)");
            host.update("insert into app_user values ('alice')");
            try (Connection connection = writer.host().dataSource().getConnection()) {
                UserLink.of("app_user", "name").create(connection);
            }
            writer.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            AccessRequest question = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");
            SubjectAccess access = node.decisions().access(Tenant.DEFAULT, ALICE);
            assertThat(access.check("entry").allowed()).isTrue();

            host.update("delete from app_user");
            host.update("insert into app_user values ('alice')");
            writer.grant(ALICE, "exit");
            Revision again = new StoreDecisionPoint(writer.host().store(), Clock.systemUTC())
                    .check(question)
                    .revision();
            // Who demands the registration does not so demand the deletion, which has no revision yet.
            node.decisions().check(question.atLeast(again));
            node.decisions().refresh();

            assertThat(node.allows(ALICE, "entry")).isFalse();
            assertThat(access.check("entry").allowed()).isFalse();
            assertThat(node.allows(ALICE, "exit")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aUserThatATransactionRemovesAndDoesNotCommitStaysDenied(TestDatabase database) throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            JdbcTemplate host = new JdbcTemplate(node.host().dataSource());
            host.execute("create table app_user (name varchar(100) primary key)");
            host.update("insert into app_user values ('alice')");
            try (Connection connection = node.host().dataSource().getConnection()) {
                UserLink.of("app_user", "name").create(connection);
            }
            node.administration().grants().grant(Grant.allow(Group.EVERYONE, "entry"));
            node.administration().grants().grant(Grant.deny(ALICE, "entry"));
            node.allows(BOB, "entry");

            inTransaction(node, status -> {
                host.update("delete from app_user");
                node.allows(ALICE, "entry");
                status.setRollbackOnly();
            });

            assertThat(node.check(ALICE, "entry").code()).isEqualTo(Decision.Code.DENIED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTransactionThatIsBrokenFailsNobodyElse(TestDatabase database) throws Exception {
        Pause pause = new Pause();
        ExecutorService others = Executors.newCachedThreadPool();
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.node(
                    CachedScene.NEVER,
                    Clock.systemUTC(),
                    dataSource -> ProxyDataSourceBuilder.create(dataSource)
                            .beforeQuery((execution, queries) ->
                                    pause.at(queries.get(0).getQuery()))
                            .build());
            node.administration().permissions().define("entry", "");
            node.grant(ALICE, "entry");
            node.allows(BOB, "entry");

            pause.arm();
            Future<Decision> broken = others.submit(() -> node.check(ALICE, "entry"));
            pause.reached.await(20, TimeUnit.SECONDS);
            Future<Decision> healthy = others.submit(() -> node.check(ALICE, "entry"));
            Thread.sleep(300);
            pause.goOn.countDown();

            assertThatThrownBy(() -> broken.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DecisionUnavailableException.class);
            assertThat(healthy.get(20, TimeUnit.SECONDS).allowed()).isTrue();
        } finally {
            others.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aSnapshotFromBeforeATenantDoesNotMakeOthersReadItAnew(TestDatabase database) throws Exception {
        ExecutorService others = Executors.newCachedThreadPool();
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            Tenant acme = Tenant.of("acme");
            TransactionTemplate old = new TransactionTemplate(node.host().transactionManager());
            old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            old.executeWithoutResult(status -> {
                new JdbcTemplate(node.host().dataSource())
                        .queryForObject("select count(*) from tiergate_grant", Long.class);
                get(others.submit(() -> {
                    node.administration().tenants().create(acme);
                    node.administration().inTenant(acme).permissions().define("entry", "");
                    node.administration().inTenant(acme).grants().grant(Grant.allow(ALICE, "entry"));
                    return node.decisions().check(new AccessRequest(acme, ALICE, "entry"));
                }));
                node.decisions().check(new AccessRequest(acme, BOB, "entry"));
            });

            assertThat(statements(() -> assertThat(node.decisions()
                                    .check(new AccessRequest(acme, ALICE, "entry"))
                                    .allowed())
                            .isTrue()))
                    .isZero();
        } finally {
            others.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsCalledAfterTheCommitOfJdbcFeelsItInATransactionOfItsOwnToo(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            DataSourceTransactionManager manager =
                    new DataSourceTransactionManager(node.host().dataSource());
            TransactionTemplate apart = new TransactionTemplate(manager);
            apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            AtomicReference<Decision> afterwards = new AtomicReference<>();
            new TransactionTemplate(manager).executeWithoutResult(status -> {
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        afterwards.set(apart.execute(inner -> node.check(ALICE, "entry")));
                    }
                });
                node.revoke(ALICE, "entry");
            });

            assertThat(afterwards.get().allowed()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aSnapshotFromBeforeATenantWasMadeAnewDoesNotMakeItSeemOld(TestDatabase database) {
        ExecutorService others = Executors.newCachedThreadPool();
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            CachedNode elsewhere = scene.node();
            Tenant acme = Tenant.of("acme");
            elsewhere.administration().tenants().create(acme);
            for (int i = 0; i < 10; i++) {
                elsewhere.administration().inTenant(acme).permissions().define("p" + i, "");
            }
            AccessRequest request = new AccessRequest(acme, ALICE, "entry");
            TransactionTemplate old = new TransactionTemplate(node.host().transactionManager());
            old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            old.executeWithoutResult(status -> {
                new JdbcTemplate(node.host().dataSource())
                        .queryForObject("select count(*) from tiergate_grant", Long.class);
                elsewhere.administration().tenants().delete(acme);
                elsewhere.administration().tenants().create(acme);
                elsewhere.administration().inTenant(acme).permissions().define("entry", "");
                get(others.submit(() -> node.decisions().check(request)));
                node.decisions().check(request.atLeast(new Revision(5, 0)));
            });

            node.decisions().check(request);
            assertThat(statements(() -> node.decisions().check(request))).isZero();
        } finally {
            others.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatATransactionHasSeenOfOthersStaysSeenAfterItWasRolledBack(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            CachedNode other = scene.node();
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            TransactionTemplate transaction =
                    new TransactionTemplate(node.host().transactionManager());
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);

            transaction.executeWithoutResult(status -> {
                other.revoke(ALICE, "entry");
                node.grant(BOB, "entry");
                assertThat(node.allows(ALICE, "entry")).isFalse();
                status.setRollbackOnly();
            });

            assertThat(node.allows(ALICE, "entry")).isFalse();
        }
    }

    /** The snapshots of H2 are of each table by itself. */
    @ParameterizedTest
    @EnumSource(
            value = TestDatabase.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aTransactionWithChangesDoesNotAnswerFromBeforeWhatTheCallerAsksFor(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            CachedNode other = scene.node();
            node.grant(ALICE, "entry");
            TransactionTemplate old = new TransactionTemplate(node.host().transactionManager());
            old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            AccessRequest request = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");

            old.executeWithoutResult(status -> {
                new JdbcTemplate(node.host().dataSource())
                        .queryForObject("select count(*) from tiergate_grant", Long.class);
                other.revoke(ALICE, "entry");
                Revision revoked = other.decisions().check(request).revision();
                node.grant(BOB, "entry");

                assertThatThrownBy(() -> node.decisions().check(request.atLeast(revoked)))
                        .isInstanceOf(DecisionUnavailableException.class)
                        .hasMessageContaining("than what the caller asks for. Repeat the transaction.");
                status.setRollbackOnly();
            });

            assertThat(node.decisions()
                            .check(request.atLeast(
                                    other.decisions().check(request).revision()))
                            .allowed())
                    .isFalse();
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Holds the first load of a subject up, and breaks it. */
    private static final class Pause {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicReference<Thread> victim = new AtomicReference<>();
        private volatile boolean armed;

        void arm() {
            armed = true;
        }

        void at(String sql) {
            if (armed
                    && sql.contains("tiergate_group_member m")
                    && victim.compareAndSet(null, Thread.currentThread())) {
                reached.countDown();
                try {
                    goOn.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("This connection is broken");
            }
        }
    }
}
