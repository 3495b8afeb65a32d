package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Grant;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.schema.UserLink;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A transaction that does not get on with its commit, as that of a node which is paused there. */
@Timeout(60)
class HeldRevisionTest {

    private static final Tenant ACME = Tenant.of("acme");

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCommitThatHangsKeepsNoNodeFromHearingTheStoreAndItsTenantIsAskedOfTheStore(TestDatabase database)
            throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode hanging = scene.nodeWith("entry");
            CachedNode node = scene.node(
                    new ChangeFeed.Settings(Duration.ofMillis(50), Duration.ofSeconds(1)),
                    Clock.systemUTC(),
                    dataSource -> ProxyDataSourceBuilder.create(dataSource)
                            .countQuery()
                            .build());
            JdbcTemplate host = new JdbcTemplate(hanging.host().dataSource());
            link(hanging);
            hanging.grant(ALICE, "entry");
            hanging.grant(BOB, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(node.allows(BOB, "entry")).isTrue();
            hanging.administration().tenants().create(ACME);
            hanging.administration().inTenant(ACME).permissions().define("visit", "");
            hanging.administration().inTenant(ACME).grants().grant(Grant.allow(BOB, "visit"));
            AccessRequest elsewhere = new AccessRequest(ACME, BOB, "visit");
            eventually(() -> node.decisions().check(elsewhere).allowed());

            inTransaction(hanging, status -> {
                host.queryForList("select revision from tiergate_revision for update");
                new JdbcTemplate(node.host().dataSource()).update("delete from app_user");
                pause(Duration.ofSeconds(3));

                assertThat(node.decisions().freshness().fresh()).isTrue();
                assertThat(node.allows(ALICE, "entry")).isFalse();
                assertThat(node.allows(BOB, "entry")).isTrue();
                assertThat(statements(() -> node.decisions().check(elsewhere))).isZero();
                // Only the store knows what the log does not yet.
                assertThat(statements(() -> node.allows(BOB, "entry"))).isPositive();
            });

            eventually(() -> statements(() -> node.allows(BOB, "entry")) == 0);
            assertThat(node.allows(ALICE, "entry")).isFalse();
            assertThat(host.queryForObject(
                            "select count(*) from tiergate_change_set where revision is null", Long.class))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAnotherNodeNumbersDuringALookIsKnownAfterIt(TestDatabase database) throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode other = scene.nodeWith("entry");
            long tenant = other.host()
                    .store()
                    .decisions()
                    .stamp(Tenant.DEFAULT, View.COMMITTED)
                    .tenantId();
            AtomicBoolean once = new AtomicBoolean();
            CachedNode node = scene.node(
                    CachedScene.NEVER,
                    Clock.systemUTC(),
                    dataSource -> ProxyDataSourceBuilder.create(dataSource)
                            .afterQuery((execution, queries) -> {
                                // After this node has read that something has no revision.
                                if (queries.get(0).getQuery().startsWith("select r.tenant_id")
                                        && once.compareAndSet(true, false)) {
                                    assertThat(other.host().store().changes().number(tenant))
                                            .isTrue();
                                }
                            })
                            .build());
            link(other);
            other.grant(ALICE, "entry");
            node.decisions().refresh();
            assertThat(node.allows(ALICE, "entry")).isTrue();
            new JdbcTemplate(other.host().dataSource()).update("delete from app_user");

            once.set(true);
            node.decisions().refresh();

            assertThat(once).isFalse();
            assertThat(node.allows(ALICE, "entry")).isFalse();
        }
    }

    /** A table of users with one who is called alice. */
    private static void link(CachedNode node) throws SQLException {
        JdbcTemplate host = new JdbcTemplate(node.host().dataSource());
        host.execute("create table app_user (name varchar(100) primary key)");
        host.update("insert into app_user values ('alice')");
        try (Connection connection = node.host().dataSource().getConnection()) {
            UserLink.of("app_user", "name").create(connection);
        }
    }

    private static long statements(Runnable check) {
        QueryCountHolder.clear();
        check.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            pause(Duration.ofMillis(20));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
