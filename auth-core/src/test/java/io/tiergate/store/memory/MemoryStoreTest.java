package io.tiergate.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.store.BundleRow;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable.GrantKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectHoldings;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this store promises beyond the contract of all stores: all of a write or nothing, and nothing but in a write. */
@Timeout(60)
class MemoryStoreTest extends MemoryScene {

    @Test
    void beginsWithTheTenantsThatAlwaysExist() {
        MemoryStore fresh = new MemoryStore();

        assertThat(fresh.tenants().list())
                .containsExactly(new TenantRow(2, Tenant.DEFAULT), new TenantRow(TenantTable.SHARED_ID, Tenant.SHARED));
        assertThat(fresh.groups().list(2)).extracting(GroupRow::name).containsExactly("authenticated", "everyone");
        assertThat(fresh.groups().list(TenantTable.SHARED_ID)).isEmpty();
        assertThat(fresh.decisions()
                        .definitions(Tenant.DEFAULT, View.TRANSACTION)
                        .stamp())
                .isEqualTo(new Stamp(2, new Revision(0, 0), new Revision(0, 0), false));
    }

    @Test
    void deletingATenantRemovesAllThatIsItsOwnAndNothingElse() {
        write(() -> {
            PermissionRow shared = store.permissions().insert(TenantTable.SHARED_ID, "shared", "", true);
            store.bundles().add(clerk.id(), List.of(shared.id()));
            store.tenants().insert(Tenant.of("acme"));
        });
        TenantRow acme = store.tenants().find(Tenant.of("acme"));

        write(() -> store.tenants().delete(tenant.id()));

        assertThat(store.tenants().list()).extracting(TenantRow::tenant).containsExactly(acme.tenant(), Tenant.SHARED);
        assertThat(store.groups().list(acme.id())).hasSize(2);
        assertThat(store.permissions().list(TenantTable.SHARED_ID)).hasSize(1);
        assertThat(store.permissions().list(tenant.id())).isEmpty();
        assertThat(store.bundles().permissionsOf(clerk.id())).isEmpty();
        assertThat(store.groups().membershipsOf(alice.id())).isEmpty();
        assertThat(store.grants().ofSubject(alice.id())).isEmpty();
        assertThat(store.changes().read(tenant.id(), 0, 10)).hasSize(1);
        assertThat(store.decisions().holdings(Tenant.DEFAULT, ALICE, View.TRANSACTION))
                .isEqualTo(new SubjectHoldings(
                        new Stamp(0, new Revision(0, 0), new Revision(0, 0), false), 0, false, List.of(), List.of()));
    }

    @Test
    void grantsAndMembershipsShowTheNamesOfNow() {
        write(() -> {
            insert(
                    new GrantKeys(null, lisbon.id(), null, clerk.id()),
                    Grant.deny(Group.of("Lisbon"), What.bundle("clerk")));
            store.permissions().update(read, new PermissionRow(read.id(), tenant.id(), "bill.read", "", false, false));
            store.bundles().update(clerk, new BundleRow(clerk.id(), tenant.id(), "officer", ""));
            store.groups().update(lisbon, new GroupRow(lisbon.id(), tenant.id(), "Porto", ""));
        });

        assertThat(store.grants().list(tenant.id()))
                .extracting(row -> row.recorded().grant())
                .containsExactly(
                        Grant.allow(ALICE, "bill.read"), Grant.deny(Group.of("Porto"), What.bundle("officer")));
        assertThat(store.groups().membershipsOf(alice.id()))
                .extracting(row -> row.membership().group())
                .containsExactly(Group.of("Porto"));
    }

    static Stream<Named> everyMutation() {
        Map<String, Mutation> mutations = new LinkedHashMap<>();
        mutations.put("insert tenant", t -> t.store.tenants().insert(Tenant.of("acme")));
        mutations.put("delete tenant", t -> t.store.tenants().delete(t.tenant.id()));
        mutations.put("insert permission", t -> t.store.permissions().insert(t.tenant.id(), "new", "", false));
        mutations.put(
                "update permission",
                t -> t.store
                        .permissions()
                        .update(
                                t.read,
                                new PermissionRow(t.read.id(), t.tenant.id(), "renamed", "changed", true, true)));
        mutations.put("delete permission", t -> t.store.permissions().delete(t.pay.id()));
        mutations.put("insert bundle", t -> t.store.bundles().insert(t.tenant.id(), "new", ""));
        mutations.put(
                "update bundle",
                t -> t.store
                        .bundles()
                        .update(t.clerk, new BundleRow(t.clerk.id(), t.tenant.id(), "renamed", "changed")));
        mutations.put("delete bundle", t -> {
            t.store.bundles().remove(t.clerk.id(), List.of(t.read.id()));
            t.store.bundles().delete(t.clerk.id());
        });
        mutations.put("add to bundle", t -> t.store.bundles().add(t.clerk.id(), List.of(t.pay.id())));
        mutations.put("remove from bundle", t -> t.store.bundles().remove(t.clerk.id(), List.of(t.read.id())));
        mutations.put("insert group", t -> t.store.groups().insert(t.tenant.id(), "new", ""));
        mutations.put(
                "update group",
                t -> t.store
                        .groups()
                        .update(t.lisbon, new GroupRow(t.lisbon.id(), t.tenant.id(), "renamed", "changed")));
        mutations.put("delete group", t -> {
            t.store.groups().deleteMemberships(List.of(t.membership.id()));
            t.store.groups().delete(t.lisbon.id());
        });
        mutations.put("insert membership", t -> t.store.groups().insert(t.lisbon, t.alice, MARCH, AUTHOR));
        mutations.put("delete membership", t -> t.store.groups().deleteMemberships(List.of(t.membership.id())));
        mutations.put("insert subject", t -> t.store.subjects().insert(t.tenant.id(), Subject.user("bob"), ""));
        mutations.put(
                "update subject",
                t -> t.store
                        .subjects()
                        .update(t.alice, new SubjectRow(t.alice.id(), t.tenant.id(), ALICE, "Alicia", true)));
        mutations.put("delete subject", t -> {
            t.store.groups().deleteMemberships(List.of(t.membership.id()));
            t.store.grants().delete(List.of(t.grant.id()));
            t.store.subjects().delete(t.alice.id());
        });
        mutations.put(
                "insert grant",
                t -> t.insert(new GrantKeys(null, t.lisbon.id(), null, null), Grant.deny(Group.of("Lisbon"), "*")));
        mutations.put("delete grant", t -> t.store.grants().delete(List.of(t.grant.id())));
        mutations.put("append", t -> t.store.changes().append(t.tenant, AUTHOR, List.of(definitional())));
        return mutations.entrySet().stream().map(entry -> new Named(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("everyMutation")
    void anExceptionUndoesEveryKindOfChange(Named named) {
        Map<String, Object> before = everything();

        assertThatThrownBy(() -> store.write(() -> {
                    named.mutation().on(this);
                    assertThat(everything()).isNotEqualTo(before);
                    throw new Oops();
                }))
                .isInstanceOf(Oops.class);

        assertThat(everything()).isEqualTo(before);
        // The indexes and constraints too are as they were: the same succeeds now.
        assertThatCode(() -> write(() -> named.mutation().on(this))).doesNotThrowAnyException();
        assertThat(everything()).isNotEqualTo(before);
    }

    @Test
    void anExceptionUndoesAllChangesTogether() {
        Map<String, Object> before = everything();

        assertThatThrownBy(() -> store.write(() -> {
                    store.tenants().insert(Tenant.of("acme"));
                    PermissionRow added = store.permissions().insert(tenant.id(), "new", "", false);
                    store.permissions()
                            .update(added, new PermissionRow(added.id(), tenant.id(), "newer", "", false, true));
                    store.bundles().add(clerk.id(), List.of(added.id(), pay.id()));
                    store.changes().append(tenant, AUTHOR, List.of(definitional()));
                    store.tenants().delete(tenant.id());
                    throw new Oops();
                }))
                .isInstanceOf(Oops.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anErrorUndoesToo() {
        Map<String, Object> before = everything();

        assertThatThrownBy(() -> store.write(() -> {
                    store.permissions().delete(pay.id());
                    throw new AssertionError();
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aKeyIsNotUsedAgainAfterAnUndoneWrite() {
        List<Long> lost = new ArrayList<>();
        assertThatThrownBy(() -> store.write(() -> {
                    lost.add(store.subjects()
                            .insert(tenant.id(), Subject.user("bob"), "")
                            .id());
                    throw new Oops();
                }))
                .isInstanceOf(Oops.class);

        SubjectRow bob = store.write(() -> store.subjects().insert(tenant.id(), Subject.user("bob"), ""));

        assertThat(bob.id()).isGreaterThan(lost.get(0));
    }

    @Test
    void anInnerWriteJoinsTheOuter() {
        Map<String, Object> before = everything();

        assertThatThrownBy(() -> store.write(() -> {
                    store.write(() -> store.permissions().insert(tenant.id(), "inner", "", false));
                    throw new Oops();
                }))
                .isInstanceOf(Oops.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aFailedInnerWriteFailsTheOuterThatCaughtItsException() {
        Map<String, Object> before = everything();

        assertThatIllegalStateException()
                .isThrownBy(() -> store.write(() -> {
                    store.permissions().insert(tenant.id(), "outer", "", false);
                    assertThatThrownBy(() -> store.write(() -> {
                                throw new Oops();
                            }))
                            .isInstanceOf(Oops.class);
                    return store.permissions().insert(tenant.id(), "outer.later", "", false);
                }))
                .withMessageContaining("undone")
                .withCauseInstanceOf(Oops.class);

        assertThat(everything()).isEqualTo(before);
        assertThatCode(() -> write(() -> store.permissions().delete(pay.id()))).doesNotThrowAnyException();
    }

    @Test
    void aRefusedChangeFailsTheWriteThatCaughtItsException() {
        Map<String, Object> before = everything();

        assertThatIllegalStateException()
                .isThrownBy(() -> write(() -> {
                    store.groups().insert(tenant.id(), "Porto", "");
                    assertThatIllegalStateException()
                            .isThrownBy(() -> store.permissions().delete(read.id()));
                }))
                .withMessageContaining("undone");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aWriteInsideAReadIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.read(() -> store.write(() -> 1)))
                .withMessageContaining("inside a read");
    }

    @Test
    void aReadInsideAWriteSeesItsChangesAndMayWriteOn() {
        PermissionRow added = store.write(() -> {
            store.permissions().insert(tenant.id(), "first", "", false);
            return store.read(() -> {
                assertThat(store.permissions().find(tenant.id(), "first")).isNotNull();
                return store.write(() -> store.permissions().insert(tenant.id(), "second", "", false));
            });
        });

        assertThat(store.permissions().find(tenant.id(), "second")).isEqualTo(added);
    }

    @ParameterizedTest
    @MethodSource("everyMutation")
    void aChangeOutsideOfAWriteIsRefused(Named named) {
        Map<String, Object> before = everything();

        assertThatIllegalStateException()
                .isThrownBy(() -> named.mutation().on(this))
                .withMessageContaining("Store.write");
        assertThatIllegalStateException()
                .isThrownBy(() -> store.read(() -> {
                    named.mutation().on(this);
                    return true;
                }));

        assertThat(everything()).isEqualTo(before);
    }
}
