package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What is kept for questions that the store answers. */
class DefinitionCacheTest {

    @Test
    void noMoreTenantsAreKeptThanIsSaidHoweverManyAreAskedAbout() {
        MemoryStore store = new MemoryStore();
        Administration administration = Administration.of(
                store,
                new StoreDecisionPoint(store, Clock.systemUTC()),
                Clock.systemUTC(),
                () -> Subject.user("admin"));
        DefinitionCache cache = new DefinitionCache(store.decisions(), new SeenRevisions(), 2);

        for (int i = 0; i < 20; i++) {
            Tenant tenant = Tenant.of("t" + i);
            administration.tenants().create(tenant);
            assertThat(cache.load(tenant, View.TRANSACTION).stamp().tenantExists())
                    .isTrue();
        }

        assertThat(cache.size()).isPositive().isLessThanOrEqualTo(2);
    }
}
