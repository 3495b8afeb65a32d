package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantDefinitions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What may be decided of a tenant, and what lets go of it. */
class TenantStateTest {

    private static final long TENANT = 7;
    private static final Revision OLD = new Revision(5, 0);

    private final SeenRevisions seen = new SeenRevisions();
    private final Contact contact = new Contact();
    private final TenantState state = new TenantState(Tenant.DEFAULT, TENANT, seen, contact);

    @Test
    void whatIsOlderThanAKnownCommitIsNotPublishedForAMomentEither() throws Exception {
        Current old = current();
        seen.see(TENANT, OLD.tenant() + 1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean shown = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!ended.get()) {
                if (state.current().snapshot() != null) {
                    shown.set(true);
                }
            }
        });
        reader.start();

        for (int i = 0; i < 200_000 && !shown.get(); i++) {
            state.publish(old);
        }
        ended.set(true);
        reader.join();

        assertThat(shown).isFalse();
    }

    @Test
    void whatIsCurrentIsPublishedAndWhatIsSuspendedIsNot() {
        Current old = current();
        state.publish(old);
        assertThat(state.current()).isSameAs(old);

        state.suspend();
        assertThat(state.current().snapshot()).isNull();
        state.publishAgain();
        assertThat(state.current()).isSameAs(old);

        contact.lose();
        state.publishAgain();
        assertThat(state.current().snapshot()).isNull();
    }

    @Test
    void whatIsDroppedIsNotPublishedAgainAndKeepsNoDefinitions() {
        state.publish(current());
        state.drop();
        assertThat(state.current().snapshot()).isNull();
        assertThat(state.followed()).isNull();

        state.publish(current());
        assertThat(state.current().snapshot()).isNull();
        assertThat(state.followed()).isNull();
    }

    private Current current() {
        Stamp stamp = new Stamp(TENANT, OLD, OLD, false);
        Definitions definitions = new Definitions(new TenantDefinitions(
                stamp, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of(), Map.of()));
        Catalogue catalogue = new Catalogue(definitions, state.numbers());
        return Current.of(new Snapshot(definitions, catalogue, Instant.EPOCH), OLD);
    }
}
