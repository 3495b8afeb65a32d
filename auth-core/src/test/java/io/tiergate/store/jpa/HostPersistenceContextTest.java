package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Tenant;
import io.tiergate.store.jpa.host.HostOrder;
import io.tiergate.testing.TestDatabase;
import jakarta.transaction.Synchronization;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The persistence context of the host's transaction is the host's. */
class HostPersistenceContextTest extends TransactionsScene {

    HostPersistenceContextTest() {
        super(TestDatabase.H2, Manager.JPA);
    }

    @Test
    void isNotFlushedByADecisionNorByAChange() {
        Tenant tenant = newTenant();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            writeOrder(node, nextId());
            log.clear();
            code(decisions(node), tenant, ALICE);
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(log.indexOf("insert into host_order")).isNegative();
        });
        assertThat(log.indexOf("insert into host_order")).isNotNegative();
    }

    /** Hibernate calls these after everything else that comes before a commit. */
    @Test
    void aChangeMadeByItsLastSynchronizationHasItsRevision() {
        Tenant tenant = newTenant();
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED)
                .executeWithoutResult(status -> host(node)
                        .unwrap(SessionImplementor.class)
                        .accessTransaction()
                        .registerSynchronization(new Synchronization() {
                            @Override
                            public void beforeCompletion() {
                                administration(node, tenant).groups().define("late", "");
                            }

                            @Override
                            public void afterCompletion(int status) {}
                        }));

        assertThat(revision(tenant)).isEqualTo(before + 1);
        assertGapless(tenant);
    }

    @Test
    void twoTransactionManagersOnOneConnectionAreRefused() {
        Tenant tenant = newTenant();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            new TransactionTemplate(new JdbcTransactionManager(node.dataSource()))
                    .executeWithoutResult(inner -> assertThatThrownBy(
                                    () -> administration(node, tenant).groups().define("lost", ""))
                            .isInstanceOf(IllegalTransactionStateException.class)
                            .hasMessageContaining("Use one manager"));
        });
        assertThat(administration(node, tenant).groups().find("lost")).isEmpty();
    }

    @Test
    void hasNothingOfOurs() {
        Tenant tenant = newTenant();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
            Session session = host(node).unwrap(Session.class);
            assertThat(session.getStatistics().getEntityCount()).isZero();
        });
        assertThat(node.entityManagerFactory().getMetamodel().getEntities())
                .extracting(entity -> (Object) entity.getJavaType())
                .containsExactly(HostOrder.class);
    }
}
