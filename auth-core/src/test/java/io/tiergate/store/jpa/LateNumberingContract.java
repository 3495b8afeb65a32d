package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.LogHead;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Change sets that triggers leave without a revision: whoever reads the log next gives them theirs. */
abstract class LateNumberingContract extends TransactionsScene {

    LateNumberingContract(TestDatabase database, Manager manager) {
        super(database, manager);
    }

    @Test
    void theNextReadingGivesWhatIsCommittedItsRevisionsInTheOrderOfItsKeys() {
        Tenant tenant = newTenant();
        Tenant another = newTenant();
        long before = revision(tenant);
        leave(jdbc(), tenant, "first", "second");
        leave(jdbc(), another, "elsewhere");

        List<ChangeSet> read = administration(node, tenant).changesAfter(before, 10);

        assertThat(read).extracting(ChangeSet::reason).containsExactly("first", "second");
        assertThat(read).extracting(ChangeSet::revision).containsExactly(before + 1, before + 2);
        assertThat(revision(tenant)).isEqualTo(before + 2);
        assertThat(unnumbered(tenant)).isZero();
        assertThat(unnumbered(another)).isEqualTo(1);
    }

    @Test
    void readingNothingNewNumbersAsWell() {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        leave(jdbc(), tenant, "deleted");

        assertThat(administration(node, tenant).changesAfter(before + 1, 1)).isEmpty();

        assertThat(revision(tenant)).isEqualTo(before + 1);
        assertGapless(tenant);
    }

    @Test
    void definitionsDoNotCountAsChanged() {
        Tenant tenant = newTenant();
        String definitions = "select definitions_revision from tiergate_revision where tenant_id = " + id(tenant);
        Long before = jdbc().queryForObject(definitions, Long.class);
        leave(jdbc(), tenant, "deleted");

        administration(node, tenant).changesAfter(0, 10);

        assertThat(jdbc().queryForObject(definitions, Long.class)).isEqualTo(before);
    }

    @Test
    void moreThanAreNumberedAtOnceAreAllNumberedByOneReading() {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        int many = 2 * LateNumbering.AT_ONCE + 1;
        leaveMany(tenant, many);

        administration(node, tenant).changesAfter(before, 1);

        assertThat(unnumbered(tenant)).isZero();
        assertThat(revision(tenant)).isEqualTo(before + many);
    }

    @Test
    void nodesThatReadAndWriteAtOnceGiveEachSetOneRevisionWithoutGaps() throws Exception {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        leaveMany(tenant, 300);
        AtomicInteger granted = new AtomicInteger();
        List<Callable<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            Node on = number % 2 == 0 ? node : other;
            Administration administration = administration(on, tenant);
            all.add(() -> {
                for (int i = 0; i < 10; i++) {
                    if (number < 2) {
                        administration.grants().grant(Grant.allow(Subject.user(number + "-" + i), "entry"));
                        granted.incrementAndGet();
                    } else {
                        leave(new JdbcTemplate(on.dataSource()), tenant, "late " + number + " " + i);
                        administration.changesAfter(before, 1_000);
                    }
                }
                return null;
            });
        }
        for (Future<Void> result : threads.invokeAll(all, 120, TimeUnit.SECONDS)) {
            result.get();
        }

        assertThat(granted).hasValue(20);
        assertGapless(tenant);
        assertThat(revision(tenant)).isEqualTo(before + 300 + 60 + 20);
        assertThat(unnumbered(tenant)).isZero();
    }

    @Test
    void whatIsNotCommittedIsNeitherNumberedNorWaitedFor() throws Exception {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        leave(jdbc(), tenant, "committed");
        try (Connection connection = other.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JdbcTemplate host = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            leave(host, tenant, "still running");

            List<ChangeSet> read = threads.submit(
                            () -> administration(node, tenant).changesAfter(before, 10))
                    .get(20, TimeUnit.SECONDS);
            assertThat(read).extracting(ChangeSet::reason).containsExactly("committed");
            connection.commit();
        }

        assertThat(administration(node, tenant).changesAfter(before, 10))
                .extracting(ChangeSet::reason)
                .containsExactly("committed", "still running");
        assertGapless(tenant);
    }

    @Test
    void aCallerWithAChangeOfItsOwnReadsWhatIsCommittedAndGetsItsRevisionAtItsCommit() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);
        leave(jdbc(), tenant, "deleted");

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.because("own").grants().grant(Grant.allow(ALICE, "entry"));

            assertThat(administration.changesAfter(before, 10))
                    .extracting(ChangeSet::reason)
                    .containsExactly("deleted");
            assertThat(unnumbered(new JdbcTemplate(node.dataSource()), tenant)).isEqualTo(1);
        });

        assertThat(administration.changesAfter(before, 10))
                .extracting(ChangeSet::reason)
                .containsExactly("deleted", "own");
        assertGapless(tenant);
    }

    @Test
    void aCallerWithAChangeOfItsOwnOnASnapshotLeavesTheNumberingToTheNextReaderSoThatItCanCommit() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);
        leave(jdbc(), tenant, "deleted");

        transaction(node, Isolation.REPEATABLE_READ).executeWithoutResult(status -> {
            administration.because("own").grants().grant(Grant.allow(ALICE, "entry"));

            assertThat(administration.changesAfter(before, 10)).isEmpty();
        });

        assertThat(administration.changesAfter(before, 10))
                .extracting(ChangeSet::reason)
                .containsExactly("own", "deleted");
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void aCallerWhoseTransactionFiredATriggerReadsTheLogAsItWas(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, isolation).executeWithoutResult(status -> {
            leave(new JdbcTemplate(node.dataSource()), tenant, "own");
            assertThat(administration.changesAfter(before, 10)).isEmpty();
            status.setRollbackOnly();
        });

        assertThat(administration.changesAfter(before, 10)).isEmpty();
        assertThat(revision(tenant)).isEqualTo(before);
    }

    @Test
    void aTransactionThatOnlyReadsNumbersToo() {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        leave(jdbc(), tenant, "deleted");
        TransactionTemplate readOnly = transaction(node, Isolation.READ_COMMITTED);
        readOnly.setReadOnly(true);

        List<ChangeSet> read =
                readOnly.execute(status -> administration(node, tenant).changesAfter(before, 10));

        assertThat(read).extracting(ChangeSet::reason).containsExactly("deleted");
    }

    @Test
    void whoListensForCommitsIsTold() {
        Tenant tenant = newTenant();
        long before = revision(tenant);
        Map<Long, Long> told = new ConcurrentHashMap<>();
        node.store().changes().onCommit((tenantId, revision) -> told.merge(tenantId, revision, Math::max));
        leave(jdbc(), tenant, "one", "two");

        administration(node, tenant).changesAfter(before, 10);

        assertThat(told).containsExactly(Map.entry(id(tenant), before + 2));
    }

    @Test
    void theHeadOfTheLogTellsOfThemUntilTheyAreNumbered() {
        Tenant tenant = newTenant();
        Tenant another = newTenant();
        long before = revision(tenant);
        leave(jdbc(), tenant, "deleted");

        assertThat(heads(tenant, another))
                .containsExactlyInAnyOrder(
                        new LogHead(id(tenant), before, true), new LogHead(id(another), revision(another), false));

        administration(node, tenant).changesAfter(before, 10);
        assertThat(heads(tenant)).containsExactly(new LogHead(id(tenant), before + 1, false));
    }

    @Test
    void theHeadOfTheLogDoesNotTellOfThoseThatAreNotCommitted() {
        Tenant tenant = newTenant();
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            leave(new JdbcTemplate(node.dataSource()), tenant, "own");
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));

            assertThat(heads(tenant)).containsExactly(new LogHead(id(tenant), before, false));
            status.setRollbackOnly();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theHeadOfTheLogIsOfNowWhateverSnapshotTheCallerHas(Isolation isolation) {
        Tenant tenant = newTenant();
        long before = revision(tenant);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration(node, tenant).groups().find("team");
            administration(other, tenant).groups().define("team", "");
            join(threads.submit(() -> administration(other, tenant).grants().grant(Grant.allow(ALICE, "entry"))));
            leave(jdbc(), tenant, "deleted");

            assertThat(heads(tenant)).containsExactly(new LogHead(id(tenant), before + 2, true));
        });
    }

    @Test
    void theHeadsOfAThousandTenantsAreOneStatement() {
        List<Long> ids =
                new ArrayList<>(LongStream.rangeClosed(1, 1_000).boxed().toList());
        log.clear();

        node.store().changes().heads(ids);

        assertThat(log.count()).isEqualTo(1);
    }

    private List<LogHead> heads(Tenant... tenants) {
        return node.store().changes().heads(Arrays.stream(tenants).map(this::id).toList());
    }

    @Test
    void aReadingThatFindsNothingLocksNothing() {
        Tenant tenant = newTenant();
        log.clear();

        administration(node, tenant).changesAfter(0, 10);

        assertThat(log.indexOf("revision is null")).isNotNegative();
        assertThat(log.indexOf("for update")).isNegative();
    }

    @Test
    void whoMayNotWaitLeavesATenantAloneWhileAnotherTransactionHoldsItsRevision() throws Exception {
        Tenant tenant = newTenant();
        Tenant another = newTenant();
        leave(jdbc(), tenant, "deleted");
        leave(jdbc(), another, "deleted");
        try (Connection holder = other.dataSource().getConnection()) {
            holder.setAutoCommit(false);
            new JdbcTemplate(new SingleConnectionDataSource(holder, true))
                    .queryForList("select revision from tiergate_revision where tenant_id = ? for update", id(tenant));

            assertThat(node.store().changes().number(id(tenant))).isFalse();
            assertThat(node.store().changes().number(id(another))).isTrue();
            assertThat(unnumbered(tenant)).isEqualTo(1);
            assertThat(unnumbered(another)).isZero();
            holder.rollback();
        }

        assertThat(node.store().changes().number(id(tenant))).isTrue();
        assertThat(unnumbered(tenant)).isZero();
        assertGapless(tenant);
    }

    private void leave(JdbcTemplate jdbc, Tenant tenant, String... reasons) {
        for (String reason : reasons) {
            Long id = jdbc.queryForObject(
                    database == TestDatabase.POSTGRESQL
                            ? "select nextval('tiergate_sequence')"
                            : "select next value for tiergate_sequence",
                    Long.class);
            jdbc.update(
                    "insert into tiergate_change_set (id, tenant_id, tenant_key, changed_at, reason) values (?, ?, ?, 0, ?)",
                    id,
                    id(tenant),
                    tenant.key(),
                    reason);
        }
    }

    private void leaveMany(Tenant tenant, int many) {
        try (Connection connection = other.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            JdbcTemplate host = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            for (int i = 0; i < many; i++) {
                leave(host, tenant, "deleted " + i);
            }
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private long id(Tenant tenant) {
        Long id =
                jdbc().queryForObject("select id from tiergate_tenant where tenant_key = ?", Long.class, tenant.key());
        return id == null ? -1 : id;
    }

    private int unnumbered(Tenant tenant) {
        return unnumbered(jdbc(), tenant);
    }

    private int unnumbered(JdbcTemplate jdbc, Tenant tenant) {
        Integer count = jdbc.queryForObject(
                "select count(*) from tiergate_change_set where tenant_id = ? and revision is null",
                Integer.class,
                id(tenant));
        return count == null ? -1 : count;
    }
}
