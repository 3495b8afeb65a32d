package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static io.tiergate.decision.CachedScene.statements;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A store that is not where a node believes it to be. */
@Timeout(60)
class StoreBehindTest {

    private static final Tenant ACME = Tenant.of("acme");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCommitThatMayNeverHaveBeenIsWaitedForByNoCheck(TestDatabase database) {
        AtomicBoolean losing = new AtomicBoolean();
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.node(
                    CachedScene.NEVER,
                    Clock.systemUTC(),
                    dataSource -> ProxyDataSourceBuilder.create(new LosingCommits(dataSource, losing))
                            .countQuery()
                            .build());
            node.administration().permissions().define("entry", "");
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            TransactionTemplate jdbc = new TransactionTemplate(
                    new DataSourceTransactionManager(node.host().dataSource()));

            losing.set(true);
            assertThatThrownBy(() -> jdbc.executeWithoutResult(status -> node.revoke(ALICE, "entry")))
                    .isInstanceOf(TransactionException.class);
            losing.set(false);

            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(statements(() -> assertThat(node.allows(ALICE, "entry")).isTrue()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCommitThatWasThoughItFailedIsFeltByTheNextCheck(TestDatabase database) {
        AtomicBoolean losing = new AtomicBoolean();
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.node(
                    CachedScene.NEVER, Clock.systemUTC(), dataSource -> new LosingAnswers(dataSource, losing));
            node.administration().permissions().define("entry", "");
            TransactionTemplate jdbc = new TransactionTemplate(
                    new DataSourceTransactionManager(node.host().dataSource()));
            Runnable revoke = () -> node.revoke(ALICE, "entry");
            Map<String, Runnable> transactions = Map.of(
                    "Tiergate's own",
                    revoke,
                    "the host's of JDBC",
                    () -> jdbc.executeWithoutResult(status -> revoke.run()),
                    "the host's of JPA",
                    () -> inTransaction(node, status -> revoke.run()));

            transactions.forEach((whose, transaction) -> {
                node.grant(ALICE, "entry");
                assertThat(node.allows(ALICE, "entry")).isTrue();

                losing.set(true);
                assertThatThrownBy(transaction::run).isInstanceOf(RuntimeException.class);
                losing.set(false);

                assertThat(node.allows(ALICE, "entry")).as(whose).isFalse();
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTenantThatARestoredStoreNeverHadIsNotAnsweredFromMemory(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.node();
            AccessRequest question = new AccessRequest(ACME, ALICE, "entry");
            CachedNode writer = scene.node();
            create(writer);
            writer.administration().inTenant(ACME).grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(node.decisions().check(question).allowed()).isTrue();

            writer.administration().tenants().delete(ACME);
            JdbcTemplate jdbc = new JdbcTemplate(node.host().dataSource());
            String itsOwn = " where tenant_id not in (select id from tiergate_tenant)";
            jdbc.update("delete from tiergate_change where change_set_id in (select id from tiergate_change_set"
                    + itsOwn + ")");
            jdbc.update("delete from tiergate_change_set" + itsOwn);
            jdbc.update("delete from tiergate_revision" + itsOwn);
            node.decisions().refresh();
            assertThat(node.decisions().check(question).code()).isEqualTo(Code.UNKNOWN_PERMISSION);

            create(writer);
            writer.administration().inTenant(ACME).grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(node.decisions().check(question).allowed()).isTrue();
            node.administration().inTenant(ACME).grants().revoke(Grant.allow(ALICE, "entry"));
            assertThat(node.decisions().check(question).allowed()).isFalse();
        }
    }

    private static void create(CachedNode node) {
        node.administration().tenants().create(ACME);
        node.administration().inTenant(ACME).permissions().define("entry", "");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARestoredStoreDoesNotHaveAnyMoreIsNotAnsweredFromMemory(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            node.grant(BOB, "entry");
            node.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();

            JdbcTemplate jdbc = new JdbcTemplate(node.host().dataSource());
            Long last = jdbc.queryForObject("select max(id) from tiergate_change_set", Long.class);
            jdbc.update("delete from tiergate_change where change_set_id = ?", last);
            jdbc.update("delete from tiergate_change_set where id = ?", last);
            jdbc.update("delete from tiergate_grant where holder_subject_id ="
                    + " (select id from tiergate_subject where subject_id = 'alice')");
            jdbc.update("delete from tiergate_subject where subject_id = 'alice'");
            jdbc.update("update tiergate_revision set revision = revision - 1 where tenant_id ="
                    + " (select id from tiergate_tenant where tenant_key = 'default')");
            node.decisions().refresh();

            assertThat(node.allows(ALICE, "entry")).isFalse();
            assertThat(node.allows(BOB, "entry")).isTrue();

            node.revoke(BOB, "entry");
            assertThat(node.allows(ALICE, "entry")).isFalse();
            assertThat(node.allows(BOB, "entry")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatARestoredStoreGivesTheSameRevisionIsNotTakenForWhatHadIt(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            AccessRequest question = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");
            node.administration().grants().grant(Grant.allow(Group.EVERYONE, "entry"));
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(node.decisions().explain(question).decision().allowed()).isTrue();

            JdbcTemplate jdbc = new JdbcTemplate(node.host().dataSource());
            String ofDefault = " where tenant_id = (select id from tiergate_tenant where tenant_key = 'default')";
            jdbc.update("delete from tiergate_grant");
            jdbc.update("update tiergate_revision set revision = revision - 1,"
                    + " definitions_revision = definitions_revision - 1" + ofDefault);
            node.decisions().refresh();
            // Another change, which gets the revision that the lost one had.
            jdbc.update("update tiergate_revision set revision = revision + 1,"
                    + " definitions_revision = definitions_revision + 1" + ofDefault);

            assertThat(node.decisions().explain(question).decision().allowed()).isFalse();
            assertThat(node.allows(ALICE, "entry")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aTenantThatIsReadAnewCostsEachSubjectNoMoreThanItsOwnLoad(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            CachedNode writer = scene.nodeWith("entry");
            assertThat(node.allows(BOB, "entry")).isFalse();
            writer.grant(BOB, "entry");
            writer.grant(ALICE, "entry");
            JdbcTemplate jdbc = new JdbcTemplate(writer.host().dataSource());
            jdbc.update("delete from tiergate_change");
            Revision there = writer.check(ALICE, "entry").revision();
            AccessRequest request = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");

            // Where the log has come to, what is in it, nine for the definitions, and one for the subject.
            assertThat(statements(() -> assertThat(node.decisions()
                                    .check(request.atLeast(there))
                                    .allowed())
                            .isTrue()))
                    .isLessThanOrEqualTo(12);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatALaterVersionHasWrittenIntoTheLogMakesANodeReadTheTenantAnew(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.nodeWith("entry");
            CachedNode later = scene.node();
            later.grant(ALICE, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(node.allows(BOB, "entry")).isFalse();

            JdbcTemplate jdbc = new JdbcTemplate(later.host().dataSource());
            for (String column : List.of("kind", "operation")) {
                later.revoke(ALICE, "entry");
                later.grant(BOB, "entry");
                jdbc.update("update tiergate_change set " + column + " = 'LATER' where kind = 'GRANT'");
                node.decisions().refresh();
                assertThat(node.decisions().freshness().fresh()).isTrue();
                assertThat(node.allows(ALICE, "entry")).isFalse();
                assertThat(node.allows(BOB, "entry")).isTrue();

                later.grant(ALICE, "entry");
                later.revoke(BOB, "entry");
                node.decisions().refresh();
                assertThat(node.allows(ALICE, "entry")).isTrue();
                assertThat(node.allows(BOB, "entry")).isFalse();
            }
        }
    }

    /** Commits when it is told to, and then says like a network that is gone that it cannot. */
    private static final class LosingAnswers extends LosingCommits {

        private LosingAnswers(DataSource target, AtomicBoolean losing) {
            super(target, losing);
        }

        @Override
        void lose(Connection real) throws SQLException {
            real.commit();
        }
    }

    /** Does not commit when it is told to, and says so like a network that is gone. */
    private static class LosingCommits extends DelegatingDataSource {

        private final AtomicBoolean losing;

        private LosingCommits(DataSource target, AtomicBoolean losing) {
            super(target);
            this.losing = losing;
        }

        void lose(Connection real) throws SQLException {
            real.rollback();
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection real = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("commit") && losing.get()) {
                            lose(real);
                            throw new SQLException("The connection is gone", "08006");
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException failure) {
                            throw failure.getCause();
                        }
                    });
        }
    }
}
