package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.PermissionHandle;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Who hears of no change any more allows nothing. */
class ClosedDecisionPointTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final AccessRequest REQUEST = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");

    @Test
    void aClosedOneOverAStoreInMemoryAllowsNothing() {
        try (StoreFixture fixture = StoreFixture.memory()) {
            assertAllowsNothingWhenClosed(fixture.store());
        }
    }

    @Test
    void aClosedOneOverADatabaseAllowsNothingAndEndsItsThreads() throws InterruptedException {
        try (StoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            long before = feeds();
            assertAllowsNothingWhenClosed(fixture.store());
            assertThat(feeds()).isEqualTo(before);
        }
    }

    private static void assertAllowsNothingWhenClosed(Store store) {
        CachedDecisionPoint decisions = CachedDecisionPoint.over(store).build();
        Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
        administration.permissions().define("entry", "");
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        PermissionHandle entry = decisions.permission("entry");
        SubjectAccess alice = decisions.access(Tenant.DEFAULT, ALICE);
        assertThat(decisions.check(REQUEST).allowed()).isTrue();
        assertThat(entry.check(alice).allowed()).isTrue();

        decisions.close();
        decisions.close();

        assertThatThrownBy(() -> decisions.check(REQUEST))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("the decision point is closed");
        assertThatThrownBy(() -> decisions.check(REQUEST.atLeast(new Revision(0, 0))))
                .isInstanceOf(DecisionUnavailableException.class);
        store.write(() -> {
            administration.grants().revoke(Grant.allow(ALICE, "entry"));
            assertThatThrownBy(() -> decisions.check(REQUEST)).isInstanceOf(DecisionUnavailableException.class);
            return true;
        });
        assertThatThrownBy(() -> entry.check(alice)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> entry.check(Tenant.DEFAULT, ALICE)).isInstanceOf(DecisionUnavailableException.class);
        assertThatThrownBy(() -> alice.check("entry")).isInstanceOf(DecisionUnavailableException.class);
    }

    private static long feeds() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tiergate-feed"))
                .count();
    }
}
