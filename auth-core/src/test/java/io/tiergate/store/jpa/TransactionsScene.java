package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AlreadyExistsException;
import io.tiergate.change.ChangeSet;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.jpa.host.HostOrder;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes of a host on one database, and what the cases of their transactions share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransactionsScene {

    static final Subject ALICE = Subject.user("alice");
    static final Subject BOB = Subject.user("bob");

    /** The isolation levels that hosts run at. */
    enum Isolation {
        READ_COMMITTED(TransactionDefinition.ISOLATION_READ_COMMITTED),
        REPEATABLE_READ(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        private final int level;

        Isolation(int level) {
            this.level = level;
        }
    }

    /** What begins and ends the host's transactions. */
    enum Manager {
        JPA,
        JDBC
    }

    final TestDatabase database;
    final Manager manager;
    final AtomicInteger names = new AtomicInteger();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final StatementLog log = new StatementLog();
    JpaStoreFixture fixture;
    Node node;
    Node other;

    TransactionsScene(TestDatabase database, Manager manager) {
        this.database = database;
        this.manager = manager;
    }

    void configure(HikariConfig pool) {}

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

    /** Reads first, so that a snapshot is taken, waits until the other has too, then writes; false if refused. */
    boolean writeAfter(Node on, Isolation isolation, Tenant tenant, Subject subject, CountDownLatch bothRead) {
        return attempt(() -> transaction(on, isolation).execute(status -> {
            administration(on, tenant).groups().find("team");
            bothRead.countDown();
            await(bothRead);
            return administration(on, tenant).groups().addMember("team", subject);
        }));
    }

    boolean defineAfter(Node on, Isolation isolation, Tenant tenant, String name, CountDownLatch bothRead) {
        return attempt(() -> transaction(on, isolation).execute(status -> {
            administration(on, tenant).permissions().find(name);
            bothRead.countDown();
            await(bothRead);
            administration(on, tenant).permissions().define(name, "");
            return true;
        }));
    }

    /** Runs the second while the first has made its change and not yet committed it; it meets the first's rows. */
    void afterwards(Runnable first, Runnable second) {
        afterwards(400, first, second);
    }

    /** @param millis long enough for the other thread to come to the row that is locked; the test is right also if it does not */
    void afterwards(int millis, Runnable first, Runnable second) {
        Future<?>[] running = new Future<?>[1];
        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            first.run();
            running[0] = threads.submit(second);
            pause(millis);
        });
        join(running[0]);
    }

    static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    static boolean attempt(Supplier<Boolean> work) {
        try {
            return work.get();
        } catch (ConcurrencyFailureException | AlreadyExistsException refused) {
            return false;
        }
    }

    void assertGapless(Tenant tenant) {
        List<Long> revisions = administration(node, tenant).changesAfter(0, 1_000).stream()
                .map(ChangeSet::revision)
                .toList();
        assertThat(revisions)
                .isEqualTo(LongStream.rangeClosed(1, revision(tenant)).boxed().toList());
    }

    Tenant newTenant() {
        Tenant tenant = Tenant.of("t" + names.incrementAndGet());
        administration(node, tenant).tenants().create(tenant);
        administration(node, tenant).permissions().define("entry", "");
        return tenant;
    }

    long revision(Tenant tenant) {
        return decisions(other)
                .check(new AccessRequest(tenant, ALICE, "entry"))
                .revision()
                .tenant();
    }

    static Administration administration(Node on, Tenant tenant) {
        return Administration.of(on.store(), decisions(on), Clock.systemUTC(), () -> null)
                .inTenant(tenant);
    }

    static StoreDecisionPoint decisions(Node on) {
        return new StoreDecisionPoint(on.store(), Clock.systemUTC());
    }

    static Code code(StoreDecisionPoint decisions, Tenant tenant, Subject subject) {
        return decisions.check(new AccessRequest(tenant, subject, "entry")).code();
    }

    TransactionTemplate transaction(Node on, Isolation isolation) {
        TransactionTemplate template = new TransactionTemplate(manager(on));
        template.setIsolationLevel(isolation.level);
        return template;
    }

    PlatformTransactionManager manager(Node on) {
        return manager == Manager.JPA ? on.transactionManager() : new JdbcTransactionManager(on.dataSource());
    }

    /** Writes a row of the host's in its transaction, in the way that belongs to the manager of that. */
    void writeOrder(Node on, long id) {
        if (manager == Manager.JPA) {
            host(on).persist(new HostOrder(id, "ordered"));
        } else {
            new JdbcTemplate(on.dataSource()).update("insert into host_order (id, state) values (?, 'ordered')", id);
        }
    }

    /** Takes back what the work does, on the connection of the host's transaction, without telling anybody. */
    static void takingBack(Node on, Runnable work) {
        new JdbcTemplate(on.dataSource()).execute((ConnectionCallback<Void>) connection -> {
            Savepoint savepoint = connection.setSavepoint();
            work.run();
            connection.rollback(savepoint);
            return null;
        });
    }

    static EntityManager host(Node on) {
        return SharedEntityManagerCreator.createSharedEntityManager(on.entityManagerFactory());
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(other.dataSource());
    }

    int orders(long id) {
        return CompletableFuture.supplyAsync(
                        () -> jdbc().queryForObject("select count(*) from host_order where id = ?", Integer.class, id))
                .join();
    }

    long nextId() {
        return names.incrementAndGet();
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static <T> T join(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
