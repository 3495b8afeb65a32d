package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.LogHead;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What is read on connections of its own: as it is committed now, and with no more round trips than statements. */
class ReadingApartTest {

    private static final Subject ALICE = Subject.user("alice");

    /** What a driver sends something for, or asks the server with, other than the statement. */
    private static final Set<String> ROUND_TRIPS = Set.of(
            "setAutoCommit", "commit", "rollback", "setReadOnly", "setTransactionIsolation", "getTransactionIsolation");

    private enum Pool implements Consumer<HikariConfig> {
        AS_IT_IS(config -> {}),
        WITHOUT_AUTO_COMMIT(config -> config.setAutoCommit(false)),
        REPEATABLE_READ(config -> config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ")),
        SERIALIZABLE(config -> config.setTransactionIsolation("TRANSACTION_SERIALIZABLE"));

        private final Consumer<HikariConfig> settings;

        Pool(Consumer<HikariConfig> settings) {
            this.settings = settings;
        }

        @Override
        public void accept(HikariConfig config) {
            settings.accept(config);
        }
    }

    static Stream<Arguments> pools() {
        return Stream.of(TestDatabase.values())
                .flatMap(database -> Stream.of(Pool.values()).map(pool -> Arguments.of(database, pool)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aStatementAloneIsOneRoundTrip(TestDatabase database) {
        List<String> called = new ArrayList<>();
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStore store = fixture.newNode(
                            Pool.AS_IT_IS,
                            dataSource -> ProxyDataSourceBuilder.create(dataSource)
                                    .afterMethod(context ->
                                            called.add(context.getMethod().getName()))
                                    .build())
                    .store();
            called.clear();

            store.decisions().holdings(Tenant.DEFAULT, ALICE, View.COMMITTED);
            store.decisions().holdings(Tenant.DEFAULT, ALICE, View.TRANSACTION);
            Stamp stamp = store.decisions().stamp(Tenant.DEFAULT, View.COMMITTED);
            store.decisions().changes(stamp.tenantId(), 0, 1, 1, View.COMMITTED);
            store.changes().heads(List.of(stamp.tenantId()));

            assertThat(called).filteredOn("executeQuery"::equals).hasSize(5);
            assertThat(called).doesNotContainAnyElementsOf(ROUND_TRIPS);
        }
    }

    @ParameterizedTest
    @MethodSource("pools")
    void everyReadingSeesWhatIsCommittedByThenWhateverThePoolIs(TestDatabase database, Pool pool) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStore store = fixture.newNode(pool, UnaryOperator.identity()).store();
            Administration elsewhere = administration(
                    fixture.newNode(Pool.AS_IT_IS, UnaryOperator.identity()).store());
            for (int i = 0; i < 5; i++) {
                elsewhere.permissions().define("permission." + i, "");
                elsewhere.grants().grant(Grant.allow(ALICE, "permission." + i));

                SubjectHoldings held = store.decisions().holdings(Tenant.DEFAULT, ALICE, View.COMMITTED);
                assertThat(held.grants()).hasSize(i + 1);
                long revision = held.stamp().revision().tenant();
                assertThat(store.decisions().stamp(Tenant.DEFAULT, View.COMMITTED))
                        .isEqualTo(held.stamp());
                assertThat(store.changes().heads(List.of(held.stamp().tenantId())))
                        .extracting(LogHead::revision)
                        .containsExactly(revision);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCallersTransactionDoesNotKeepTheOtherConnection(TestDatabase database) {
        List<HikariDataSource> pools = new ArrayList<>();
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStoreFixture.Node node = fixture.newNode(Pool.AS_IT_IS, dataSource -> {
                pools.add((HikariDataSource) dataSource);
                return dataSource;
            });
            new TransactionTemplate(node.transactionManager()).executeWithoutResult(status -> {
                int before = pools.get(0).getHikariPoolMXBean().getActiveConnections();

                node.store().decisions().holdings(Tenant.DEFAULT, ALICE, View.COMMITTED);

                assertThat(pools.get(0).getHikariPoolMXBean().getActiveConnections())
                        .isEqualTo(before);
            });
        }
    }

    /** Each change swaps what alice holds, so that it tells whether the revision is odd. */
    @ParameterizedTest
    @MethodSource("pools")
    void whatASubjectHoldsAndTheRevisionAreOfOneStateWhileOthersChangeIt(TestDatabase database, Pool pool) {
        try (JpaStoreFixture fixture = StoreFixture.on(database)) {
            JpaStore store = fixture.newNode(pool, UnaryOperator.identity()).store();
            JpaStoreFixture.Node changing = fixture.newNode(Pool.AS_IT_IS, UnaryOperator.identity());
            Administration administration = administration(changing.store());
            administration.permissions().define("even", "");
            administration.permissions().define("odd", "");
            TransactionTemplate transaction = new TransactionTemplate(changing.transactionManager());
            transaction.setIsolationLevel(Connection.TRANSACTION_READ_COMMITTED);
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 40; i++) {
                    swap(changing.store(), administration, transaction);
                }
            });

            int looks = 0;
            while (!changes.isDone() || looks < 10) {
                for (View view : View.values()) {
                    SubjectHoldings held = store.decisions().holdings(Tenant.DEFAULT, ALICE, view);
                    if (held.known()) {
                        assertThat(held.grants()).hasSize(1);
                        assertThat(held.grants().get(0).validity().until() == null)
                                .isEqualTo(held.stamp().revision().tenant() % 2 == 0);
                    }
                }
                looks++;
            }
            changes.join();
        }
    }

    private static void swap(JpaStore store, Administration administration, TransactionTemplate transaction) {
        transaction.executeWithoutResult(status -> {
            boolean even = (store.decisions()
                                            .stamp(Tenant.DEFAULT, View.TRANSACTION)
                                            .revision()
                                            .tenant()
                                    + 1)
                            % 2
                    == 0;
            administration.grants().revoke(Grant.allow(ALICE, "even"));
            administration.grants().revoke(Grant.allow(ALICE, "odd"));
            administration.grants().grant(grant(even));
        });
    }

    private static Grant grant(boolean even) {
        Grant grant = Grant.allow(ALICE, even ? "even" : "odd");
        return even
                ? grant
                : grant.valid(Validity.until(Clock.systemUTC().instant().plusSeconds(3_600)));
    }

    private static Administration administration(JpaStore store) {
        return Administration.of(
                store, new StoreDecisionPoint(store, Clock.systemUTC()), Clock.systemUTC(), () -> null);
    }
}
