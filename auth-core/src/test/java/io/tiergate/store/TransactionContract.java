package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.GrantTable.GrantKeys;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All of a write or nothing of it; a read changes nothing. */
interface TransactionContract extends StoreScene {

    /** Passes through the store as it is, unlike the exceptions that the store has an opinion on. */
    final class Interruption extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Interruption() {
            super("the work failed");
        }
    }

    @Test
    default void answersWhatTheWorkAnswers() {
        assertThat(this.<String>write(() -> "written")).isEqualTo("written");
        assertThat(this.<String>read(() -> "read")).isEqualTo("read");
    }

    @Test
    default void leavesNothingOfAWriteThatFails() {
        PermissionRow kept = permission("kept");
        BundleRow bundle = bundle("bundle");
        put(bundle, kept);
        GroupRow group = group("group");
        SubjectRow alice = subject("alice");
        GrantRow grant = grant(alice, kept);
        MembershipRow membership = member(group, alice);
        log(here(), definitional());
        List<Object> before = everything();

        assertThatThrownBy(() -> change(() -> {
                    PermissionRow added = permission("added");
                    store().bundles().add(bundle.id(), List.of(added.id()));
                    store().bundles().remove(bundle.id(), List.of(kept.id()));
                    store().grants().delete(List.of(grant.id()));
                    store().groups().deleteMemberships(List.of(membership.id()));
                    store().groups().delete(group.id());
                    store().subjects()
                            .update(alice, new SubjectRow(alice.id(), here().id(), alice.subject(), "changed", true));
                    store().permissions()
                            .update(kept, new PermissionRow(kept.id(), here().id(), "renamed", "changed", true, true));
                    store().tenants().insert(Tenant.of(unique("rolled-back")));
                    store().tenants().delete(there().id());
                    store().changes().append(here(), AUTHOR, List.of(definitional()));
                    throw new Interruption();
                }))
                .isInstanceOf(Interruption.class);

        assertThat(everything()).isEqualTo(before);
        assertThat(permission("added")).isNotNull();
    }

    /** The store tells failures of its own from those of the work, which it does not repeat. */
    @Test
    default void runsWorkThatFailsByItselfOnce() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> change(() -> {
                    runs.incrementAndGet();
                    throw new Interruption();
                }))
                .isInstanceOf(Interruption.class);

        assertThat(runs).hasValue(1);
    }

    @Test
    default void leavesNothingOfAWriteThatEndsWithAnError() {
        assertThatThrownBy(() -> change(() -> {
                    permission("added");
                    throw new AssertionError("the work failed");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();
    }

    @Test
    default void joinsAWriteInsideAWrite() {
        assertThatThrownBy(() -> change(() -> {
                    permission("outer");
                    change(() -> permission("inner"));
                    assertThat(read(() -> store().permissions().list(here().id())))
                            .extracting(PermissionRow::name)
                            .containsExactly("inner", "outer");
                    throw new Interruption();
                }))
                .isInstanceOf(Interruption.class);
        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();

        change(() -> {
            permission("outer");
            change(() -> permission("inner"));
        });
        assertThat(read(() -> store().permissions().list(here().id()))).hasSize(2);
    }

    /** Whether the outer write then fails too or goes on is the store's; half of the inner one must not stay. */
    @Test
    default void leavesNothingOfAnInnerWriteThatFailsAndIsCaught() {
        try {
            change(() -> {
                try {
                    change(() -> {
                        permission("inner");
                        throw new Interruption();
                    });
                } catch (Interruption caught) {
                    store().changes().append(here(), AUTHOR, List.of(definitional()));
                }
            });
        } catch (RuntimeException refusedAtTheEnd) {
            assertThat(read(() -> store().changes().read(here().id(), 0, 10))).isEmpty();
        }

        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();
    }

    @Test
    default void leavesNothingOfAWriteThatGoesOnAfterARefusal() {
        PermissionRow permission = permission("invoice.approve");

        refused(() -> {
            subject("alice");
            try {
                permission("invoice.approve");
            } catch (RuntimeException refusal) {
                subject("bob");
            }
            throw new Interruption();
        });

        assertThat(read(() -> store().subjects().list(here().id()))).isEmpty();
        assertThat(read(() -> store().permissions().list(here().id()))).containsExactly(permission);
    }

    @Test
    default void seesItsOwnChangesInsideAWrite() {
        change(() -> {
            PermissionRow approve = permission("invoice.approve");
            BundleRow clerk = bundle("clerk");
            put(clerk, approve);
            SubjectRow alice = subject("alice");
            GrantRow grant = grant(alice, clerk);
            MembershipRow membership = member(group("Lisbon"), alice);

            assertThat(store().permissions().find(here().id(), "invoice.approve"))
                    .isEqualTo(approve);
            assertThat(store().bundles().permissionsOf(clerk.id())).containsExactly(approve);
            assertThat(store().grants().ofSubject(alice.id())).containsExactly(grant);
            assertThat(store().groups().membershipsOf(alice.id())).containsExactly(membership);

            PermissionRow renamed = new PermissionRow(approve.id(), here().id(), "invoice.sign", "", false, false);
            store().permissions().update(approve, renamed);
            assertThat(store().permissions().find(here().id(), "invoice.approve"))
                    .isNull();
            assertThat(store().permissions().find(here().id(), "invoice.sign")).isEqualTo(renamed);
            assertThat(store().bundles().permissionsOf(clerk.id())).containsExactly(renamed);

            store().grants().delete(List.of(grant.id()));
            assertThat(store().grants().ofSubject(alice.id())).isEmpty();
            assertThat(store().grants().find(here().id(), grant.id())).isNull();
        });
    }

    @Test
    default void changesNothingInARead() {
        SubjectRow alice = subject("alice");
        GrantRow grant = grant(alice, "invoice.*");
        List<Object> before = everything();

        attemptInRead(() -> store().permissions().insert(here().id(), "added", "", false));
        attemptInRead(() -> store().subjects()
                .update(alice, new SubjectRow(alice.id(), here().id(), alice.subject(), "changed", true)));
        attemptInRead(() -> store().grants().delete(List.of(grant.id())));
        attemptInRead(() -> store().grants()
                .insert(
                        here().id(),
                        new GrantKeys(alice.id(), null, null, null),
                        grant.recorded().grant().valid(Validity.from(AUTHOR.at())),
                        AUTHOR));
        attemptInRead(() -> store().changes().append(here(), AUTHOR, List.of(definitional())));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    default void refusesAWriteInsideARead() {
        assertThatThrownBy(() -> read(() -> permission("added"))).isInstanceOf(RuntimeException.class);

        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();
    }

    private void attemptInRead(Runnable attempt) {
        try {
            read(() -> {
                attempt.run();
                return true;
            });
        } catch (RuntimeException refusal) {
            // As good as doing nothing.
        }
    }

    private List<Object> everything() {
        return List.of(
                read(() -> store().tenants().list()).stream()
                        .filter(row -> row.equals(there()) || row.tenant().key().startsWith("rolled-back"))
                        .toList(),
                read(() -> store().permissions().list(here().id())),
                read(() -> store().bundles().list(here().id()).stream()
                        .map(bundle -> store().bundles().permissionsOf(bundle.id()))
                        .toList()),
                read(() -> store().groups().list(here().id()).stream()
                        .map(group -> store().groups().membersOf(group.id()))
                        .toList()),
                read(() -> store().subjects().list(here().id())),
                read(() -> store().grants().list(here().id())),
                read(() -> store().changes().read(here().id(), 0, 100)),
                store().decisions().definitions(here().tenant(), DecisionReads.View.TRANSACTION),
                store().decisions().holdings(here().tenant(), Subject.user("alice"), DecisionReads.View.TRANSACTION));
    }
}
