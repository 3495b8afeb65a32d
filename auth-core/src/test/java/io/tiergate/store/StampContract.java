package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.store.DecisionReads.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The revisions that loads carry, which are what caches live by. */
interface StampContract extends StoreScene {

    /** No row has this key: what a log tells of rows that are there must be true. */
    long NOBODYS = Long.MAX_VALUE;

    /** Whether the store keeps the state before a write apart from it. */
    boolean keepsWhatIsCommitted();

    @Test
    default void beginsAtRevisionZero() {
        Stamp stamp = stamp(here());

        assertThat(stamp.tenantId()).isEqualTo(here().id());
        assertThat(stamp.revision().tenant()).isZero();
        assertThat(stamp.definitions().tenant()).isZero();
        assertThat(stamp.uncommitted()).isFalse();
    }

    @Test
    default void risesByOneWithEachChangeSet() {
        log(here(), ofSubject());
        assertThat(stamp(here()).revision().tenant()).isEqualTo(1);

        log(here(), ofSubject(), definitional(), ofSubject());
        assertThat(stamp(here()).revision().tenant()).isEqualTo(2);

        change(() -> {
            log(here(), ofSubject());
            log(here(), definitional());
        });
        assertThat(stamp(here()).revision().tenant()).isEqualTo(3);

        change(() -> {
            log(here(), ofSubject());
            store().changes().append(here(), new Author(null, AUTHOR.at(), null), List.of(ofSubject()));
        });
        assertThat(stamp(here()).revision().tenant()).isEqualTo(5);
        assertThat(stamp(there()).revision().tenant()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void risesForDefinitionsOnlyWithChangesOfDefinitions(Change.Kind kind) {
        log(here(), definitional());
        log(here(), ofSubject());
        assertThat(stamp(here()).revision().tenant()).isEqualTo(2);
        assertThat(stamp(here()).definitions().tenant()).isEqualTo(1);
        List<Change> changes = new ArrayList<>();
        for (Change.Operation operation : Change.Operation.values()) {
            for (Long resourceId : Arrays.asList(null, 1L)) {
                changes.add(new Change(kind, operation, NOBODYS, 1L, null, resourceId, "{}", "{}"));
                changes.add(new Change(kind, operation, NOBODYS, null, 1L, resourceId, "{}", "{}"));
            }
        }

        for (Change change : changes) {
            Stamp before = stamp(here());
            log(here(), change);

            assertThat(stamp(here()).revision().tenant())
                    .isEqualTo(before.revision().tenant() + 1);
            assertThat(stamp(here()).definitions().tenant())
                    .isEqualTo(
                            change.definitional()
                                    ? before.revision().tenant() + 1
                                    : before.definitions().tenant());
        }
    }

    @Test
    default void risesForDefinitionsWhenOneChangeOfASetIsOne() {
        log(here(), ofSubject(), definitional(), ofSubject());

        assertThat(stamp(here()).definitions().tenant()).isEqualTo(1);
    }

    @Test
    default void showsTheSharedRevisionInEveryTenant() {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        Revision before = stamp(here()).revision();

        log(shared, definitional());

        assertThat(stamp(here()).revision()).isEqualTo(new Revision(before.tenant(), before.shared() + 1));
        assertThat(stamp(here()).definitions().shared()).isEqualTo(before.shared() + 1);
        assertThat(stamp(there()).revision().shared()).isEqualTo(before.shared() + 1);
        assertThat(stamp(shared).revision()).isEqualTo(new Revision(before.shared() + 1, before.shared() + 1));
        assertThat(store().decisions()
                        .definitions(Tenant.of(unique("nowhere")), View.TRANSACTION)
                        .stamp()
                        .revision())
                .isEqualTo(new Revision(0, before.shared() + 1));
    }

    @Test
    default void carriesTheSameStampOnEveryLoad() {
        log(here(), definitional());
        log(here(), ofSubject());

        for (View view : View.values()) {
            assertThat(store().decisions().definitions(here().tenant(), view).stamp())
                    .isEqualTo(stamp(here()));
            assertThat(store().decisions()
                            .holdersOf(here().tenant(), List.of(1L), List.of(), List.of(), List.of(), List.of(), view)
                            .stamp())
                    .isEqualTo(stamp(here()));
        }
    }

    @Test
    default void saysThatAWriteHasChangedSomething() {
        Stamp before = stamp(here());

        change(() -> {
            assertThat(stamp(here())).isEqualTo(before);
            subject("alice");
            log(here(), ofSubject());

            Stamp inside = stamp(here());
            assertThat(inside.uncommitted()).isTrue();
            assertThat(inside.revision()).isEqualTo(before.revision());
            assertThat(store().decisions()
                            .definitions(here().tenant(), View.TRANSACTION)
                            .stamp())
                    .isEqualTo(inside);
            assertThat(store().decisions()
                            .holdersOf(
                                    here().tenant(),
                                    List.of(1L),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    View.TRANSACTION)
                            .stamp())
                    .isEqualTo(inside);
        });

        assertThat(stamp(here()).uncommitted()).isFalse();
        assertThat(stamp(here()).revision().tenant())
                .isEqualTo(before.revision().tenant() + 1);
    }

    @Test
    default void looksFromInsideAWriteAtItsOwnChanges() {
        change(() -> {
            PermissionRow approve = permission("invoice.approve");
            SubjectRow alice = subject("alice");
            GrantRow grant = grant(alice, approve);
            log(here(), definitional(), ofSubject());

            assertThat(store().decisions()
                            .holdings(here().tenant(), alice.subject(), View.TRANSACTION)
                            .grants())
                    .extracting(HeldGrant::id)
                    .containsExactly(grant.id());
            assertThat(store().decisions()
                            .definitions(here().tenant(), View.TRANSACTION)
                            .permissions())
                    .contains(approve);
        });
    }

    /** Where nothing else is kept, the look is at the write's own state, and says so. */
    @Test
    default void looksFromInsideAWriteAtWhatIsCommitted() {
        SubjectRow alice = subject("alice");
        GrantRow old = grant(alice, "old.*");
        log(here(), ofSubject());
        Stamp before = stamp(here());

        change(() -> {
            PermissionRow approve = permission("invoice.approve");
            GrantRow added = grant(alice, approve);
            log(here(), definitional());

            SubjectHoldings held = store().decisions().holdings(here().tenant(), alice.subject(), View.COMMITTED);
            TenantDefinitions defined = store().decisions().definitions(here().tenant(), View.COMMITTED);
            if (keepsWhatIsCommitted()) {
                assertThat(held.stamp()).isEqualTo(before);
                assertThat(held.grants()).extracting(HeldGrant::id).containsExactly(old.id());
                assertThat(defined.stamp()).isEqualTo(before);
                assertThat(defined.permissions()).doesNotContain(approve);
            } else {
                assertThat(held.stamp().uncommitted()).isTrue();
                assertThat(held.grants()).extracting(HeldGrant::id).containsExactly(old.id(), added.id());
                assertThat(defined.stamp().uncommitted()).isTrue();
                assertThat(defined.permissions()).contains(approve);
            }
        });
    }

    @Test
    default void takesNoRevisionForAWriteThatFails() {
        log(here(), definitional());
        Stamp before = stamp(here());

        assertThatThrownBy(() -> change(() -> {
                    log(here(), definitional());
                    throw new TransactionContract.Interruption();
                }))
                .isInstanceOf(TransactionContract.Interruption.class);

        assertThat(stamp(here())).isEqualTo(before);
        log(here(), definitional());
        assertThat(stamp(here()).revision().tenant())
                .isEqualTo(before.revision().tenant() + 1);
    }

    @Test
    default void takesNoRevisionForNoChanges() {
        log(here());

        assertThat(stamp(here()).revision().tenant()).isZero();
    }
}
