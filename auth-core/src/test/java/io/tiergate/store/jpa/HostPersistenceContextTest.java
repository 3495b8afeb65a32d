package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Tenant;
import io.tiergate.store.jpa.host.HostOrder;
import io.tiergate.testing.TestDatabase;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** The persistence context of the host's transaction is the host's. */
class HostPersistenceContextTest extends TransactionsScene {

    HostPersistenceContextTest() {
        super(TestDatabase.H2, Manager.JPA);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.EITHER;
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
