package io.tiergate.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.store.GrantTable.GrantKeys;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the constraints of a database refuse is refused here too. */
class MemoryConstraintsTest extends MemoryScene {

    static Stream<Named> everyViolation() {
        Map<String, Mutation> violations = new LinkedHashMap<>();
        violations.put("tenant twice", t -> t.store.tenants().insert(Tenant.DEFAULT));
        violations.put("permission twice", t -> t.store.permissions().insert(t.tenant.id(), "invoice.read", "x", true));
        violations.put(
                "permission renamed to another's name",
                t -> t.store
                        .permissions()
                        .update(t.pay, new PermissionRow(t.pay.id(), t.tenant.id(), "invoice.read", "", false, false)));
        violations.put("bundle twice", t -> t.store.bundles().insert(t.tenant.id(), "clerk", "x"));
        violations.put("permission in a bundle twice", t -> t.store.bundles().add(t.clerk.id(), List.of(t.read.id())));
        violations.put("group twice", t -> t.store.groups().insert(t.tenant.id(), "Lisbon", "x"));
        violations.put("built-in group twice", t -> t.store.groups().insert(t.tenant.id(), "everyone", ""));
        violations.put("subject twice", t -> t.store.subjects().insert(t.tenant.id(), ALICE, "x"));
        violations.put(
                "membership twice",
                t -> t.store.groups().insert(t.lisbon, t.alice, Validity.ALWAYS, new Author(null, NOON, null)));
        violations.put(
                "grant twice",
                t -> t.insert(
                        new GrantKeys(t.alice.id(), null, t.read.id(), null),
                        Grant.allow(ALICE, "invoice.read").because("another reason")));
        violations.put("grant of nothing", t -> t.insert(new GrantKeys(t.alice.id(), null, null, null), t.grant()));
        violations.put("grant to nobody", t -> t.insert(new GrantKeys(null, null, t.pay.id(), null), t.grant()));
        violations.put(
                "grant to two", t -> t.insert(new GrantKeys(t.alice.id(), t.lisbon.id(), t.pay.id(), null), t.grant()));
        violations.put("permission of no tenant", t -> t.store.permissions().insert(99, "new", "", false));
        violations.put("no permission in a bundle", t -> t.store.bundles().add(t.clerk.id(), List.of(99L)));
        violations.put(
                "grant of no permission", t -> t.insert(new GrantKeys(t.alice.id(), null, 99L, null), t.grant()));
        violations.put("grant to no subject", t -> t.insert(new GrantKeys(99L, null, t.pay.id(), null), t.grant()));
        violations.put("delete a granted permission", t -> {
            t.store.bundles().remove(t.clerk.id(), List.of(t.read.id()));
            t.store.permissions().delete(t.read.id());
        });
        violations.put("delete a bundled permission", t -> {
            t.store.grants().delete(List.of(t.grant.id()));
            t.store.permissions().delete(t.read.id());
        });
        violations.put(
                "delete a bundle with permissions", t -> t.store.bundles().delete(t.clerk.id()));
        violations.put("delete a granted bundle", t -> {
            t.store.bundles().remove(t.clerk.id(), List.of(t.read.id()));
            t.insert(new GrantKeys(t.alice.id(), null, null, t.clerk.id()), Grant.allow(ALICE, What.bundle("clerk")));
            t.store.bundles().delete(t.clerk.id());
        });
        violations.put("delete a group with members", t -> t.store.groups().delete(t.lisbon.id()));
        violations.put("delete a group with grants", t -> {
            t.store.groups().deleteMemberships(List.of(t.membership.id()));
            t.insert(new GrantKeys(null, t.lisbon.id(), null, null), Grant.allow(Group.of("Lisbon"), "*"));
            t.store.groups().delete(t.lisbon.id());
        });
        violations.put("delete a subject with grants", t -> {
            t.store.groups().deleteMemberships(List.of(t.membership.id()));
            t.store.subjects().delete(t.alice.id());
        });
        violations.put("delete a subject with memberships", t -> {
            t.store.grants().delete(List.of(t.grant.id()));
            t.store.subjects().delete(t.alice.id());
        });
        return violations.entrySet().stream().map(entry -> new Named(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("everyViolation")
    void isRefused(Named named) {
        Map<String, Object> before = everything();

        assertThatIllegalStateException()
                .isThrownBy(() -> write(() -> named.mutation().on(this)))
                .withMessageMatching("(There is|The|A grant).*");

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theSameInAnotherTenantOrWithAnotherValidityIsNoViolation() {
        write(() -> {
            TenantRow acme = store.tenants().insert(Tenant.of("acme"));
            store.permissions().insert(acme.id(), "invoice.read", "", false);
            store.bundles().insert(acme.id(), "clerk", "");
            store.groups().insert(acme.id(), "Lisbon", "");
            store.subjects().insert(acme.id(), ALICE, "");
            store.groups().insert(lisbon, alice, MARCH, AUTHOR);
            insert(new GrantKeys(alice.id(), null, read.id(), null), grant().valid(MARCH));
            store.permissions().update(read, read);
        });

        assertThat(store.permissions().tenantsWith("invoice.read"))
                .extracting(TenantRow::tenant)
                .containsExactly(Tenant.DEFAULT, Tenant.of("acme"));
        assertThat(store.grants().like(tenant.id(), new GrantKeys(alice.id(), null, read.id(), null), grant()))
                .extracting(row -> row.recorded().grant().validity())
                .containsExactly(Validity.ALWAYS, MARCH);
        assertThat(store.groups().memberships(lisbon.id(), alice.id())).hasSize(2);
    }

    @Test
    void aSharedPermissionThatAnotherTenantUsesKeepsTheSharedTenant() {
        write(() -> {
            PermissionRow shared = store.permissions().insert(TenantTable.SHARED_ID, "shared", "", true);
            store.bundles().add(clerk.id(), List.of(shared.id()));
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> write(() -> store.tenants().delete(TenantTable.SHARED_ID)))
                .withMessageContaining("still refers to it");
    }
}
