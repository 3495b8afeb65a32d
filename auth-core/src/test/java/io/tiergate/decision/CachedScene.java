package io.tiergate.decision;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeFeed;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A database and nodes on it that decide from memory, and do not look at the store by themselves while a test runs. */
final class CachedScene implements AutoCloseable {

    static final Subject ALICE = Subject.user("alice");
    static final Subject BOB = Subject.user("bob");

    /** So rarely that a test is over before. */
    static final ChangeFeed.Settings NEVER = new ChangeFeed.Settings(Duration.ofHours(11), Duration.ofHours(23));

    private final JpaStoreFixture fixture;
    private final List<CachedDecisionPoint> decisionPoints = new ArrayList<>();

    CachedScene(TestDatabase database) {
        fixture = StoreFixture.on(database);
    }

    /** A node of an application with its decision point. */
    record CachedNode(Node host, CachedDecisionPoint decisions, Administration administration) {

        Decision check(Subject subject, String permission) {
            return decisions.check(new AccessRequest(Tenant.DEFAULT, subject, permission));
        }

        boolean allows(Subject subject, String permission) {
            return check(subject, permission).allowed();
        }

        void grant(Subject subject, String permission) {
            administration.grants().grant(Grant.allow(subject, permission));
        }

        void revoke(Subject subject, String permission) {
            administration.grants().revoke(Grant.allow(subject, permission));
        }
    }

    FreshDatabase database() {
        return fixture.database();
    }

    CachedNode node() {
        return node(NEVER, Clock.systemUTC(), dataSource -> dataSource);
    }

    CachedNode node(ChangeFeed.Settings feed, Clock clock, UnaryOperator<DataSource> observed) {
        return node(feed, clock, observed, 10);
    }

    CachedNode node(ChangeFeed.Settings feed, Clock clock, UnaryOperator<DataSource> observed, int poolSize) {
        return node(feed, clock, observed, config -> {
            config.setMaximumPoolSize(poolSize);
            config.setConnectionTimeout(5_000);
        });
    }

    CachedNode node(
            ChangeFeed.Settings feed, Clock clock, UnaryOperator<DataSource> observed, Consumer<HikariConfig> pool) {
        Node host = fixture.newNode(pool, observed);
        CachedDecisionPoint decisions =
                CachedDecisionPoint.over(host.store()).clock(clock).feed(feed).build();
        decisionPoints.add(decisions);
        return new CachedNode(
                host, decisions, Administration.of(host.store(), decisions, clock, () -> Subject.user("admin")));
    }

    /** A node whose statements are counted. */
    CachedNode countedNode() {
        return node(
                NEVER,
                Clock.systemUTC(),
                dataSource ->
                        ProxyDataSourceBuilder.create(dataSource).countQuery().build());
    }

    /** How many of counted nodes the work takes, in this thread. */
    static long statements(Runnable work) {
        QueryCountHolder.clear();
        work.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    /** A node where the permissions are defined. */
    CachedNode nodeWith(String... permissions) {
        CachedNode node = node();
        for (String permission : permissions) {
            node.administration().permissions().define(permission, "");
        }
        return node;
    }

    static void inTransaction(CachedNode node, Consumer<TransactionStatus> work) {
        new TransactionTemplate(node.host().transactionManager()).executeWithoutResult(work);
    }

    @Override
    public void close() {
        decisionPoints.forEach(CachedDecisionPoint::close);
        fixture.close();
    }
}
