package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.CachedDecisionPoint.Kept;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is kept in memory, as it is told. */
class KeptTest {

    private final MemoryStore store = new MemoryStore();

    private final CachedDecisionPoint decisions = CachedDecisionPoint.over(store)
            .maximumSubjects(2)
            .maximumResources(3)
            .maximumTenants(5)
            .build();

    @Test
    void isWhatWasAskedAboutAndNoMoreThanAllowed() {
        assertThat(decisions.kept()).isEqualTo(new Kept(0, 2, 0, 3, 0, 5));

        check("alice");
        assertThat(decisions.kept()).isEqualTo(new Kept(1, 2, 0, 3, 1, 5));

        for (int i = 0; i < 10; i++) {
            check("somebody" + i);
        }
        assertThat(decisions.kept()).isEqualTo(new Kept(2, 2, 0, 3, 1, 5));
    }

    @Test
    void resourcesToo() {
        Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
        administration.permissions().define("entry", "");
        administration.resourceTypes().define("room", "", List.of("entry"));
        for (int i = 0; i < 10; i++) {
            Resource room = Resource.of("room", i);
            administration.resources().register(room);
            decisions.check(new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), "entry").on(room));
        }

        assertThat(decisions.kept()).isEqualTo(new Kept(1, 2, 3, 3, 1, 5));
    }

    private void check(String user) {
        decisions.check(new AccessRequest(Tenant.DEFAULT, Subject.user(user), "entry"));
    }
}
