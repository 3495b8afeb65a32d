package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A host with a second data source: what its transactions mean for a store that is not on it. */
class OtherDataSourceTest extends TransactionsScene {

    private FreshDatabase elsewhere;
    private TransactionTemplate there;
    private DataSource second;

    OtherDataSourceTest() {
        super(TestDatabase.H2, Manager.JDBC);
    }

    @BeforeEach
    void startSecond() {
        elsewhere = TestDatabase.H2.fresh();
        second = elsewhere.dataSource();
        new JdbcTemplate(second).execute("create table note (text varchar(20))");
        there = new TransactionTemplate(new JdbcTransactionManager(second));
    }

    @AfterEach
    void stopSecond() {
        elsewhere.close();
    }

    @Test
    void aTransactionOnItIsNotTakenForOneOfOurs() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);

        there.executeWithoutResult(status -> {
            // A connection of ours that is only borrowed for as long as that transaction lasts.
            code(decisions(node), tenant, ALICE);
            administration.grants().grant(Grant.allow(ALICE, "entry"));
            new JdbcTemplate(second).update("insert into note values ('gone')");
            status.setRollbackOnly();
        });

        assertThat(code(decisions(other), tenant, ALICE)).isEqualTo(Code.GRANTED);
        assertThat(new JdbcTemplate(second).queryForObject("select count(*) from note", Long.class))
                .isZero();
        assertGapless(tenant);
    }

    @Test
    void aChangeInsideItInsideOneOfOursIsOurs() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.groups().define("team", "");
        administration.groups().addMember("team", ALICE);
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            there.executeWithoutResult(within -> administration.grants().grant(Grant.allow(Group.of("team"), "entry")));
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            status.setRollbackOnly();
        });

        // Nothing of what was never committed has stayed in the caches.
        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        administration.groups().define("another", "");
        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        assertGapless(tenant);
    }

    @Test
    void aFailureInsideItDoesNotSpoilIt() {
        Tenant tenant = newTenant();

        there.executeWithoutResult(status -> {
            assertThatThrownBy(() -> administration(node, tenant).permissions().define("entry", ""));
            new JdbcTemplate(second).update("insert into note values ('kept')");
        });

        assertThat(new JdbcTemplate(second).queryForObject("select count(*) from note", Long.class))
                .isEqualTo(1);
    }
}
