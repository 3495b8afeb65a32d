package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedDecisionPoint.Kept;
import io.tiergate.store.memory.MemoryStore;
import org.junit.jupiter.api.Test;

/** How much is kept in memory, as it is told. */
class KeptTest {

    private final CachedDecisionPoint decisions = CachedDecisionPoint.over(new MemoryStore())
            .maximumSubjects(2)
            .maximumTenants(5)
            .build();

    @Test
    void isWhatWasAskedAboutAndNoMoreThanAllowed() {
        assertThat(decisions.kept()).isEqualTo(new Kept(0, 2, 0, 5));

        check("alice");
        assertThat(decisions.kept()).isEqualTo(new Kept(1, 2, 1, 5));

        for (int i = 0; i < 10; i++) {
            check("somebody" + i);
        }
        assertThat(decisions.kept()).isEqualTo(new Kept(2, 2, 1, 5));
    }

    private void check(String user) {
        decisions.check(new AccessRequest(Tenant.DEFAULT, Subject.user(user), "entry"));
    }
}
