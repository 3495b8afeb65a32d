package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.store.memory.MemoryStore;
import java.lang.ref.WeakReference;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What subjects that nobody asks about any more cost. */
class IdleEntriesTest {

    private final MemoryStore store = new MemoryStore();
    private final CachedDecisionPoint decisions =
            CachedDecisionPoint.over(store).build();
    private final Administration administration =
            Administration.of(store, decisions, Clock.systemUTC(), () -> Subject.user("admin"));

    @Test
    void aSubjectThatIsNotAskedAboutAnyMoreKeepsNoOldDefinitions() throws Exception {
        administration.permissions().define("entry", "");
        SubjectAccess access = decisions.access(Tenant.DEFAULT, ALICE);
        access.check("entry");
        WeakReference<Snapshot> old = new WeakReference<>(snapshotOf(access));

        administration.permissions().define("exit", "");
        decisions.check(new AccessRequest(Tenant.DEFAULT, BOB, "entry"));

        for (int i = 0; i < 100 && old.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(old.get()).isNull();
        assertThat(access.check("entry").allowed()).isFalse();
    }

    private static Snapshot snapshotOf(SubjectAccess access) {
        return ((CachedAccess) access).entry().tenant().current().snapshot();
    }
}
