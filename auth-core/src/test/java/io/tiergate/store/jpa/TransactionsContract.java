package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AlreadyExistsException;
import io.tiergate.admin.NotFoundException;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.jpa.host.HostOrder;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How changes live in the transactions of a host: the cases of writing, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionsContract {

    private static final Subject ALICE = Subject.user("alice");
    private static final Subject BOB = Subject.user("bob");

    /** The isolation levels that hosts run at. */
    enum Isolation {
        READ_COMMITTED(TransactionDefinition.ISOLATION_READ_COMMITTED),
        REPEATABLE_READ(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        private final int level;

        Isolation(int level) {
            this.level = level;
        }
    }

    private final TestDatabase database;
    private final AtomicInteger names = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StatementLog log = new StatementLog();
    private JpaStoreFixture fixture;
    private Node node;
    private Node other;

    TransactionsContract(TestDatabase database) {
        this.database = database;
    }

    /** What becomes of the later of two writers of one row at REPEATABLE READ. */
    enum LaterWriter {
        FAILS,
        COMES_SECOND,
        /** Fails if it had to wait for the row. */
        EITHER
    }

    abstract LaterWriter laterWriter();

    void configure(HikariConfig pool) {}

    /** Whether a snapshot at REPEATABLE READ is of one moment for all tables. */
    boolean snapshotsAreWhole() {
        return true;
    }

    @BeforeAll
    void start() {
        fixture = StoreFixture.on(database);
        String hosts = HostOrder.class.getPackageName();
        node = fixture.newNode(this::configure, log::observe, hosts);
        other = fixture.newNode(this::configure, dataSource -> dataSource, hosts);
        new JdbcTemplate(node.dataSource())
                .execute("create table host_order (id bigint not null primary key, state varchar(20))");
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRolledBackChangeLeavesNothing(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        StoreDecisionPoint decisions = decisions(node);
        long before = revision(tenant);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        assertThat(revision(tenant)).isEqualTo(before);
        assertThat(administration.subjects().find(ALICE)).isEmpty();
        assertThat(administration.changesAfter(before, 10)).isEmpty();
        assertThat(jdbc().queryForObject(
                                "select count(*) from tiergate_change_set where revision is null", Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void hostRowsWrittenFirstCommitWithTheChange(Isolation isolation) {
        Tenant tenant = newTenant();
        long order = nextId();

        transaction(node, isolation).executeWithoutResult(status -> {
            host(node).persist(new HostOrder(order, "first"));
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
        });

        assertThat(orders(order)).isEqualTo(1);
        assertThat(code(decisions(other), tenant, ALICE)).isEqualTo(Code.GRANTED);
    }

    @ParameterizedTest
    @EnumSource
    void hostRowsWrittenLastAreFlushedBeforeTheRevisionIsLocked(Isolation isolation) {
        Tenant tenant = newTenant();
        long order = nextId();

        log.clear();
        transaction(node, isolation).executeWithoutResult(status -> {
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
            host(node).persist(new HostOrder(order, "last"));
        });

        assertThat(orders(order)).isEqualTo(1);
        assertThat(log.indexOf("update tiergate_revision")).isGreaterThan(log.indexOf("insert into host_order"));
        assertThat(log.indexOf("insert into host_order")).isNotNegative();
    }

    @ParameterizedTest
    @EnumSource
    void aHostTransactionThatTakesLongHoldsUpNobody(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<?> slow = threads.submit(() -> transaction(node, isolation).executeWithoutResult(status -> {
            administration(node, tenant).groups().define("slow", "");
            changed.countDown();
            await(finish);
        }));
        await(changed);

        // The slow transaction has its rows, and not yet its revision.
        Future<?> quick =
                threads.submit(() -> administration(other, tenant).groups().define("quick", ""));
        quick.get(20, TimeUnit.SECONDS);
        finish.countDown();

        if (isolation == Isolation.REPEATABLE_READ && laterWriter() == LaterWriter.FAILS) {
            assertThatThrownBy(() -> slow.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConcurrencyFailureException.class);
        } else {
            slow.get(20, TimeUnit.SECONDS);
            List<ChangeSet> sets = administration(node, tenant).changesAfter(0, 100);
            assertThat(sets.get(sets.size() - 1).changes().get(0).after()).contains("slow");
        }
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void theLaterOfTwoWritersInCallersTransactionsIsRefusedOrComesSecond(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        administration(node, tenant).groups().define("team", "");
        long before = revision(tenant);
        CountDownLatch bothRead = new CountDownLatch(2);
        Callable<Boolean> first = () -> writeAfter(node, isolation, tenant, ALICE, bothRead);
        Callable<Boolean> second = () -> writeAfter(other, isolation, tenant, BOB, bothRead);

        List<Boolean> committed = new ArrayList<>();
        for (Future<Boolean> result : threads.invokeAll(List.of(first, second), 60, TimeUnit.SECONDS)) {
            committed.add(result.get());
        }

        long successes = committed.stream().filter(done -> done).count();
        switch (isolation == Isolation.READ_COMMITTED ? LaterWriter.COMES_SECOND : laterWriter()) {
            case FAILS -> assertThat(successes).isEqualTo(1);
            case COMES_SECOND -> assertThat(successes).isEqualTo(2);
            case EITHER -> assertThat(successes).isBetween(1L, 2L);
        }
        assertThat(revision(tenant)).isEqualTo(before + successes);
        assertGapless(tenant);
    }

    @Test
    void manyWritersWithRollbacksLeaveNoGapAndEachChangeIsThere() throws Exception {
        Tenant tenant = newTenant();
        int writers = 6;
        int writes = 15;
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            Administration administration = administration(number % 2 == 0 ? node : other, tenant);
            all.add(() -> {
                for (int i = 0; i < writes; i++) {
                    Subject subject = Subject.user(number + "-" + i);
                    if (i % 3 == 2) {
                        transaction(number % 2 == 0 ? node : other, Isolation.READ_COMMITTED)
                                .executeWithoutResult(status -> {
                                    administration.grants().grant(Grant.allow(subject, "entry"));
                                    status.setRollbackOnly();
                                });
                    } else {
                        administration.grants().grant(Grant.allow(subject, "entry"));
                        done.incrementAndGet();
                    }
                }
                return null;
            });
        }
        for (Future<Void> result : threads.invokeAll(all, 120, TimeUnit.SECONDS)) {
            result.get();
        }

        assertThat(done).hasValue(writers * writes * 2 / 3);
        assertThat(administration(node, tenant).grants().list()).hasSize(done.get());
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void anOldSnapshotNeverBringsBackWhatThisNodeHasSeenRevoked(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            join(threads.submit(() -> {
                administration.grants().revoke(Grant.allow(ALICE, "entry"));
                assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
            }));

            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        });
    }

    @Test
    void aTransactionDecidesFromItsOwnChangesAndOthersDoNot() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("team", "");
            administration.groups().addMember("team", ALICE);
            administration.grants().grant(Grant.allow(Group.of("team"), "entry"));
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            assertThat(join(threads.submit(() -> code(decisions, tenant, ALICE))))
                    .isEqualTo(Code.NOT_GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    void aDecisionNeverFlushesTheHostsPersistenceContext() {
        Tenant tenant = newTenant();
        long order = nextId();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            host(node).persist(new HostOrder(order, "unflushed"));
            log.clear();
            code(decisions(node), tenant, ALICE);
            assertThat(log.indexOf("host_order")).isNegative();
        });
    }

    @Test
    void nothingOfOursStaysInTheHostsPersistenceContext() {
        Tenant tenant = newTenant();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
            Session session = host(node).unwrap(Session.class);
            assertThat(session.getStatistics().getEntityCount()).isZero();
        });
    }

    @Test
    void aJdbcSavepointThatIsRestoredLeavesNoGapInTheRevisions() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED)
                .executeWithoutResult(status -> host(node).unwrap(Session.class).doWork(connection -> {
                    Savepoint savepoint = connection.setSavepoint();
                    administration.groups().define("taken back", "");
                    connection.rollback(savepoint);
                }));

        assertThat(revision(tenant)).isEqualTo(before);
        assertThat(administration.groups().find("taken back")).isEmpty();
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void anOldSnapshotNeverBringsBackWhatWasRevokedOnThisNode(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.groups().find("nothing");
            join(threads.submit(() -> administration.grants().revoke(Grant.allow(ALICE, "entry"))));

            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfItsOwnDoesNotLetAnOldSnapshotAllowWhatWasRevoked(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.groups().define("of its own", "");
            administration.groups().find("nothing");
            join(threads.submit(() -> administration.grants().revoke(Grant.allow(ALICE, "entry"))));

            if (isolation == Isolation.READ_COMMITTED) {
                assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
            } else if (snapshotsAreWhole()) {
                assertThatThrownBy(() -> code(decisions, tenant, ALICE))
                        .isInstanceOf(DecisionUnavailableException.class)
                        .hasMessageContaining("Repeat the transaction");
            }
            status.setRollbackOnly();
        });
    }

    @Test
    void whatOthersMayStillRollBackIsNeitherAllowedNorKept() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.groups().define("team", "");
        administration.groups().addMember("team", ALICE);
        StoreDecisionPoint decisions = decisions(node);
        TransactionTemplate dirty = new TransactionTemplate(node.transactionManager());
        dirty.setIsolationLevel(TransactionDefinition.ISOLATION_READ_UNCOMMITTED);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.grants().grant(Grant.allow(Group.of("team"), "entry"));
            Code seen = join(threads.submit(() -> dirty.execute(within -> code(decisions, tenant, ALICE))));
            assertThat(seen).isEqualTo(Code.NOT_GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    void aSuspensionIsNotUndoneByAConcurrentRegistration() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));

        afterwards(
                () -> administration.subjects().suspend(ALICE),
                () -> administration(other, tenant).subjects().register(ALICE, "Alice"));

        assertThat(code(decisions(node), tenant, ALICE)).isEqualTo(Code.SUBJECT_SUSPENDED);
        assertThat(administration.subjects().find(ALICE).orElseThrow().displayName())
                .isEqualTo("Alice");
    }

    @Test
    void aRetirementAndARenamingAreNotUndoneByAConcurrentDescription() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.permissions().define("invoice.approve", "");

        afterwards(
                () -> administration.permissions().retire("entry"),
                () -> administration(other, tenant).permissions().describe("entry", "anew"));
        assertThat(administration.permissions().find("entry").orElseThrow().retired())
                .isTrue();

        afterwards(
                () -> administration.permissions().retire("invoice.approve"),
                () -> administration(other, tenant).declare(Map.of("invoice.approve", "anew")));
        assertThat(administration
                        .permissions()
                        .find("invoice.approve")
                        .orElseThrow()
                        .retired())
                .isTrue();
    }

    @Test
    void oneGrantThatTwoRevokeIsRemovedAndLoggedOnce() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        AtomicInteger second = new AtomicInteger(-1);

        afterwards(
                () -> administration.grants().revoke(Grant.allow(ALICE, "entry")),
                () -> second.set(administration(other, tenant).grants().revoke(Grant.allow(ALICE, "entry"))));

        assertThat(second).hasValue(0);
        assertThat(administration.changesAfter(0, 100).stream()
                        .flatMap(set -> set.changes().stream())
                        .filter(change -> change.operation() == Change.Operation.REMOVED))
                .hasSize(1);
    }

    @Test
    void aNameThatAnotherTransactionTookIsAConcurrencyFailureForTheCaller() {
        Tenant tenant = newTenant();
        TransactionTemplate callers = transaction(other, Isolation.READ_COMMITTED);

        assertThatThrownBy(() -> afterwards(
                        () -> administration(node, tenant).groups().define("same", ""),
                        () -> callers.executeWithoutResult(
                                status -> administration(other, tenant).groups().define("same", ""))))
                .hasRootCauseInstanceOf(SQLException.class)
                .satisfies(
                        failure -> assertThat(causes(failure)).anyMatch(ConcurrencyFailureException.class::isInstance));
    }

    @Test
    void aChangeAfterARestoredJdbcSavepointHasItsOwnRevision() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED)
                .executeWithoutResult(status -> host(node).unwrap(Session.class).doWork(connection -> {
                    Savepoint savepoint = connection.setSavepoint();
                    administration.groups().define("taken back", "");
                    connection.rollback(savepoint);
                    administration.groups().define("kept", "");
                }));

        assertThat(revision(tenant)).isEqualTo(before + 1);
        assertThat(administration.groups().find("kept")).isPresent();
        assertGapless(tenant);
    }

    @Test
    void aTransactionWithinATransactionHasItsOwnRevision() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);
        TransactionTemplate inner = transaction(node, Isolation.READ_COMMITTED);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("outer", "");
            inner.executeWithoutResult(within -> administration.groups().define("inner", ""));
            assertThat(revision(tenant)).isEqualTo(before + 1);
        });

        List<ChangeSet> sets = administration.changesAfter(before, 10);
        assertThat(sets).hasSize(2);
        assertThat(sets.get(0).changes().get(0).after()).contains("inner");
        assertThat(sets.get(1).changes().get(0).after()).contains("outer");
    }

    @Test
    void aLookUpThatFindsNothingDoesNotSpoilTheCallersTransaction() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("kept", "");
            assertThatThrownBy(() -> administration.permissions().holdersOf("missing"))
                    .isInstanceOf(NotFoundException.class);
        });

        assertThat(administration.groups().find("kept")).isPresent();
    }

    @Test
    void aReadOnlyTransactionIsRefusedBeforeAnythingIsWritten() {
        Tenant tenant = newTenant();
        TransactionTemplate readOnly = transaction(node, Isolation.READ_COMMITTED);
        readOnly.setReadOnly(true);

        assertThatThrownBy(() -> readOnly.executeWithoutResult(
                        status -> administration(node, tenant).groups().define("team", "")))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("read-only");
    }

    @ParameterizedTest
    @EnumSource
    void aNameDefinedInATenantAndAsSharedAtOnceIsTakenOnlyOnce(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        for (int round = 0; round < 5; round++) {
            String name = "race" + names.incrementAndGet();
            CountDownLatch bothRead = new CountDownLatch(2);
            Callable<Boolean> own = () -> defineAfter(node, isolation, tenant, name, bothRead);
            Callable<Boolean> shared = () -> defineAfter(other, isolation, Tenant.SHARED, name, bothRead);

            int defined = 0;
            for (Future<Boolean> result : threads.invokeAll(List.of(own, shared), 60, TimeUnit.SECONDS)) {
                defined += result.get() ? 1 : 0;
            }

            assertThat(defined).isEqualTo(1);
            assertThat(jdbc().queryForObject(
                                    "select count(*) from tiergate_permission where name = ?", Integer.class, name))
                    .isEqualTo(1);
        }
    }

    @Test
    void callsWithoutATransactionAreTriedAgainUntilTheyAreThrough() throws Exception {
        Tenant tenant = newTenant();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Administration administration = administration(i % 2 == 0 ? node : other, tenant);
            all.add(() -> administration.permissions().defineIfMissing("same", ""));
        }

        int defined = 0;
        for (Future<Boolean> result : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
            defined += result.get() ? 1 : 0;
        }

        assertThat(defined).isEqualTo(1);
        assertGapless(tenant);
    }

    /** Reads first, so that a snapshot is taken, waits until the other has too, then writes; false if refused. */
    private boolean writeAfter(Node on, Isolation isolation, Tenant tenant, Subject subject, CountDownLatch bothRead) {
        return attempt(() -> transaction(on, isolation).execute(status -> {
            administration(on, tenant).groups().find("team");
            bothRead.countDown();
            await(bothRead);
            return administration(on, tenant).groups().addMember("team", subject);
        }));
    }

    private boolean defineAfter(Node on, Isolation isolation, Tenant tenant, String name, CountDownLatch bothRead) {
        return attempt(() -> transaction(on, isolation).execute(status -> {
            administration(on, tenant).permissions().find(name);
            bothRead.countDown();
            await(bothRead);
            administration(on, tenant).permissions().define(name, "");
            return true;
        }));
    }

    /** Runs the second while the first has made its change and not yet committed it; it meets the first's rows. */
    private void afterwards(Runnable first, Runnable second) {
        Future<?>[] running = new Future<?>[1];
        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            first.run();
            running[0] = threads.submit(second);
            pause();
        });
        join(running[0]);
    }

    /** Long enough for the other thread to come to the row that is locked; the test is right also if it does not. */
    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static boolean attempt(Supplier<Boolean> work) {
        try {
            return work.get();
        } catch (ConcurrencyFailureException | AlreadyExistsException refused) {
            return false;
        }
    }

    private void assertGapless(Tenant tenant) {
        List<Long> revisions = administration(node, tenant).changesAfter(0, 1_000).stream()
                .map(ChangeSet::revision)
                .toList();
        assertThat(revisions)
                .isEqualTo(LongStream.rangeClosed(1, revision(tenant)).boxed().toList());
    }

    private Tenant newTenant() {
        Tenant tenant = Tenant.of("t" + names.incrementAndGet());
        administration(node, tenant).tenants().create(tenant);
        administration(node, tenant).permissions().define("entry", "");
        return tenant;
    }

    private long revision(Tenant tenant) {
        return decisions(other)
                .check(new AccessRequest(tenant, ALICE, "entry"))
                .revision()
                .tenant();
    }

    private static Administration administration(Node on, Tenant tenant) {
        return Administration.of(on.store(), decisions(on), Clock.systemUTC(), () -> null)
                .inTenant(tenant);
    }

    private static StoreDecisionPoint decisions(Node on) {
        return new StoreDecisionPoint(on.store(), Clock.systemUTC());
    }

    private static Code code(StoreDecisionPoint decisions, Tenant tenant, Subject subject) {
        return decisions.check(new AccessRequest(tenant, subject, "entry")).code();
    }

    private static TransactionTemplate transaction(Node on, Isolation isolation) {
        TransactionTemplate template = new TransactionTemplate(on.transactionManager());
        template.setIsolationLevel(isolation.level);
        return template;
    }

    private static EntityManager host(Node on) {
        return SharedEntityManagerCreator.createSharedEntityManager(on.entityManagerFactory());
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(other.dataSource());
    }

    private int orders(long id) {
        return CompletableFuture.supplyAsync(
                        () -> jdbc().queryForObject("select count(*) from host_order where id = ?", Integer.class, id))
                .join();
    }

    private long nextId() {
        return names.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
