package io.tiergate.schema;

import io.tiergate.AccessRequest;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeSet;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the cases of user links share: two nodes of a host on one database, and tables of its users. */
interface UserLinkScene {

    TestDatabase database();

    /** Where to connect to by other means than the nodes' pools. */
    FreshDatabase fresh();

    Node node();

    Node other();

    /** Whether a transaction that reads from a snapshot fails where somebody has changed since what it changes. */
    boolean snapshotsRefuse();

    /** A name, or an id, that no other test has. */
    int number();

    default JdbcTemplate jdbc() {
        return new JdbcTemplate(node().dataSource());
    }

    default String quoted(String name) {
        return Dialect.valueOf(database().name()).name(name);
    }

    /** Makes a table of users with a key of that type. */
    default String table(String keyType) {
        String name = "app_user_" + number();
        jdbc().execute("create table " + name + " (id " + keyType + " not null primary key, name varchar(100))");
        return name;
    }

    /** A table of users with a text as key, linked by it. */
    default String linkedTable() {
        String name = table("varchar(100)");
        link(UserLink.of(name, "id"));
        return name;
    }

    default void insert(String table, Object... keys) {
        for (Object key : keys) {
            jdbc().update("insert into " + table + " (id) values (?)", key);
        }
    }

    default int delete(String table, Object key) {
        return jdbc().update("delete from " + table + " where id = ?", key);
    }

    default void link(UserLink link) {
        connected(link::create);
    }

    default void unlink(UserLink link) {
        connected(link::drop);
    }

    default void connected(HostMigration.Work work) {
        try (Connection connection = node().dataSource().getConnection()) {
            work.on(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs the host's own migrations, as its Flyway does. */
    default void migrate(String history, HostMigration... migrations) {
        Flyway.configure()
                .dataSource(node().dataSource())
                .table(history)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("classpath:io/tiergate/schema/nothing")
                .failOnMissingLocations(false)
                .javaMigrations(migrations)
                .load()
                .migrate();
    }

    default Administration administration() {
        return administration(node());
    }

    static Administration administration(Node on) {
        Clock clock = Clock.systemUTC();
        return Administration.of(on.store(), new StoreDecisionPoint(on.store(), clock), clock, () -> null);
    }

    /** Gives it something directly, through a bundle, and through a group. */
    default void give(Administration administration, Subject... subjects) {
        for (Subject subject : subjects) {
            administration.grants().grant(Grant.allow(subject, "direct"));
            administration.grants().grant(Grant.allow(subject, What.bundle("clerk")));
            administration.groups().addMember("office", subject);
        }
    }

    /** What {@link #give} works with. */
    default void define(Administration administration) {
        administration.permissions().defineIfMissing("direct", "");
        administration.permissions().defineIfMissing("bundled", "");
        administration.permissions().defineIfMissing("grouped", "");
        administration.bundles().defineIfMissing("clerk", "", List.of("bundled"));
        administration.groups().defineIfMissing("office", "");
        administration.grants().grant(Grant.allow(Group.of("office"), "grouped"));
    }

    /** Which of the three it may do, as the other node decides. */
    default List<String> mayDo(Tenant tenant, Subject subject) {
        StoreDecisionPoint decisions = new StoreDecisionPoint(other().store(), Clock.systemUTC());
        return Arrays.asList("direct", "bundled", "grouped").stream()
                .filter(permission -> decisions
                        .check(new AccessRequest(tenant, subject, permission))
                        .allowed())
                .toList();
    }

    default List<String> mayDo(Subject subject) {
        return mayDo(Tenant.DEFAULT, subject);
    }

    /** The change sets of a tenant after a revision, read on the other node. */
    default List<ChangeSet> log(Tenant tenant, long after) {
        return administration(other()).inTenant(tenant).changesAfter(after, 1_000);
    }

    /** The last revision of a tenant, with everything numbered. */
    default long revision(Tenant tenant) {
        log(tenant, Long.MAX_VALUE);
        return new StoreDecisionPoint(other().store(), Clock.systemUTC())
                .check(new AccessRequest(tenant, Subject.user("nobody"), "direct"))
                .revision()
                .tenant();
    }

    default TransactionTemplate transaction(int isolation) {
        TransactionTemplate template = new TransactionTemplate(node().transactionManager());
        template.setIsolationLevel(isolation);
        return template;
    }

    default TransactionTemplate transaction() {
        return transaction(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }
}
