package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which tenants are kept and followed. */
class TenantsTest {

    private final SeenRevisions seen = new SeenRevisions();
    private final Contact contact = new Contact();

    @Test
    void whatIsNotKeptAnyMoreIsNotFollowedEither() throws Exception {
        Tenants tenants = new Tenants(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread * 100_000;
                all.add(threads.submit(() -> {
                    for (int i = 1; i <= 50_000; i++) {
                        tenants.keep(state(first + i));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        tenants.keep(state(1_000_000));
        assertThat(tenants.ids()).hasSizeLessThan(10);
    }

    @Test
    void aStateWhosePlaceAnotherTakesAnswersNoMore() {
        Tenants tenants = new Tenants(10);
        TenantState first = tenants.keep(state(7));
        // As it is while the cache tells of an eviction.
        TenantState second = new TenantState(Tenant.of("again"), 7, seen, contact);

        tenants.keep(second);

        assertThat(first.isDropped()).isTrue();
        assertThat(tenants.find(7)).isSameAs(second);
    }

    private TenantState state(long id) {
        return new TenantState(Tenant.of("t" + id), id, seen, contact);
    }
}
