package io.tiergate.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantRow;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Revisions, stamps and the log. */
class MemoryChangeLogTest extends MemoryScene {

    @Test
    void changesOfOneWriteBecomeOneChangeSetForEachTenantActorAndReason() {
        TenantRow shared = store.tenants().find(Tenant.SHARED);
        Author later = new Author(ROOT, NOON.plusSeconds(1), "setup");
        Author other = new Author(ROOT, NOON, "other");
        write(() -> {
            store.changes().append(tenant, later, List.of(definitional()));
            store.changes().append(shared, AUTHOR, List.of(definitional()));
            store.write(() -> {
                store.changes().append(tenant, other, List.of(personal()));
                return true;
            });
            store.changes().append(tenant, AUTHOR, List.of(personal(), definitional()));
            store.changes().append(tenant, new Author(null, NOON, null), List.of());
            assertThat(store.changes().read(tenant.id(), 1, 10)).isEmpty();
        });

        assertThat(store.changes().read(tenant.id(), 1, 10))
                .containsExactly(
                        new ChangeSet(
                                Tenant.DEFAULT,
                                2,
                                ROOT,
                                later.at(),
                                "setup",
                                List.of(definitional(), personal(), definitional())),
                        new ChangeSet(Tenant.DEFAULT, 3, ROOT, NOON, "other", List.of(personal())));
        assertThat(store.changes().read(shared.id(), 0, 10))
                .extracting(ChangeSet::revision)
                .containsExactly(1L);
        assertThat(store.changes().read(tenant.id(), 0, 2))
                .extracting(ChangeSet::revision)
                .containsExactly(1L, 2L);
    }

    @Test
    void definitionsHaveTheRevisionOfTheirOwnLastChange() {
        write(() -> store.changes().append(tenant, AUTHOR, List.of(personal())));
        assertThat(stamp()).isEqualTo(new Stamp(2, new Revision(2, 0), new Revision(1, 0), false));

        write(() ->
                store.changes().append(tenant, AUTHOR, List.of(Change.added(Kind.GRANT, 7, null, lisbon.id(), "{}"))));
        assertThat(stamp()).isEqualTo(new Stamp(2, new Revision(3, 0), new Revision(3, 0), false));

        write(() -> store.changes().append(store.tenants().find(Tenant.SHARED), AUTHOR, List.of(definitional())));
        assertThat(stamp()).isEqualTo(new Stamp(2, new Revision(3, 1), new Revision(3, 1), false));
    }

    @Test
    void aLoadInsideAWriteSaysWhetherItSeesWhatIsNotCommitted() {
        write(() -> {
            assertThat(stamp().uncommitted()).isFalse();
            store.permissions().delete(pay.id());
            store.changes().append(tenant, AUTHOR, List.of(definitional()));
            assertThat(stamp()).isEqualTo(new Stamp(2, new Revision(1, 0), new Revision(1, 0), true));
            assertThat(store.decisions()
                            .definitions(Tenant.DEFAULT, View.COMMITTED)
                            .stamp()
                            .uncommitted())
                    .isTrue();
        });

        assertThat(stamp()).isEqualTo(new Stamp(2, new Revision(2, 0), new Revision(2, 0), false));
    }

    @Test
    void anUndoneWriteTakesNoRevision() {
        assertThatThrownBy(() -> write(() -> {
                    store.changes().append(tenant, AUTHOR, List.of(definitional()));
                    throw new Oops();
                }))
                .isInstanceOf(Oops.class);
        write(() -> store.changes().append(tenant, AUTHOR, List.of(personal())));

        assertThat(store.changes().read(tenant.id(), 0, 10))
                .extracting(ChangeSet::revision)
                .containsExactly(1L, 2L);
    }

    @Test
    void aTenantThatIsCreatedAgainBeginsAnew() {
        Tenant acme = Tenant.of("acme");
        TenantRow first = store.write(() -> store.tenants().insert(acme));
        write(() -> store.changes().append(first, AUTHOR, List.of(definitional())));
        write(() -> {
            store.changes().append(first, AUTHOR, List.of(definitional()));
            store.tenants().delete(first.id());
        });

        TenantRow second = store.write(() -> store.tenants().insert(acme));

        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(store.decisions().definitions(acme, View.TRANSACTION).stamp().revision())
                .isEqualTo(new Revision(0, 0));
        assertThat(store.changes().read(first.id(), 0, 10)).hasSize(2);
        assertThat(store.changes().read(second.id(), 0, 10)).isEmpty();
    }

    @Test
    void theLogKeepsTheNewestTenThousandChangeSets() {
        for (int i = 0; i < 10_004; i++) {
            write(() -> store.changes().append(tenant, AUTHOR, List.of(personal())));
        }

        // One was there before.
        assertThat(stamp().revision().tenant()).isEqualTo(10_005);
        assertThat(store.changes().read(tenant.id(), 0, Integer.MAX_VALUE))
                .extracting(ChangeSet::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(6, 10_005).boxed().toList());
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatThrownBy(() -> store.changes().read(tenant.id(), 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
