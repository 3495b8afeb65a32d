package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tenant defines, as decisions read it. */
interface DefinitionsContract extends StoreScene {

    @ParameterizedTest
    @EnumSource
    default void loadsOwnAndSharedDefinitionsAndNothingOfOthers(View view) {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        PermissionRow common = permission(shared, unique("common"));
        BundleRow everybody = bundle(shared, unique("everybody"));
        put(everybody, common);
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        put(clerk, approve, common);
        BundleRow empty = bundle("empty");
        GroupRow lisbon = group("Lisbon");
        GrantRow grant = grant(lisbon, clerk);
        grant(subject("alice"), clerk);
        PermissionRow foreign = permission(there(), "invoice.approve");
        BundleRow foreignBundle = bundle(there(), "clerk");
        put(foreignBundle, foreign);
        GroupRow foreignGroup = group(there(), "Lisbon");
        GrantRow foreignGrant = grant(foreignGroup, foreignBundle);

        TenantDefinitions loaded = store().decisions().definitions(here().tenant(), view);

        assertThat(loaded.permissions()).contains(common, approve).doesNotContain(foreign);
        assertThat(loaded.bundles()).contains(everybody, clerk, empty).doesNotContain(foreignBundle);
        assertThat(loaded.bundlePermissions().get(everybody.id())).containsExactly(common.id());
        assertThat(loaded.bundlePermissions().get(clerk.id())).containsExactlyInAnyOrder(approve.id(), common.id());
        assertThat(loaded.bundlePermissions().getOrDefault(empty.id(), Set.of()))
                .isEmpty();
        assertThat(loaded.bundlePermissions()).doesNotContainKey(foreignBundle.id());
        assertThat(loaded.groups())
                .extracting(GroupRow::name)
                .containsExactlyInAnyOrder("Lisbon", "authenticated", "everyone");
        assertThat(loaded.groups()).contains(lisbon);
        assertThat(loaded.groupGrants()).extracting(HeldGrant::id).containsExactly(grant.id());
        assertThat(loaded.groupGrants()).extracting(HeldGrant::id).doesNotContain(foreignGrant.id());
        assertThat(loaded.permissions())
                .allMatch(row -> row.tenantId() == here().id() || row.tenantId() == shared.id());
        assertThat(loaded.bundles()).allMatch(row -> row.tenantId() == here().id() || row.tenantId() == shared.id());
    }

    @Test
    default void loadsWhatGroupsHoldWithAllThatBelongsToIt() {
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        GroupRow everyone = read(() -> store().groups().find(here().id(), "everyone"));
        Validity validity = Validity.from(Instant.parse("2026-06-01T00:00:00.000001Z"));
        Grant deny = Grant.deny(Group.EVERYONE, "invoice.*").valid(validity).because("audit");
        GrantRow wild = insert(here().id(), new GrantKeys(null, everyone.id(), null, null), deny);
        GrantRow single = grant(everyone, approve);
        GrantRow bundled = grant(everyone, clerk);

        TenantDefinitions loaded = store().decisions().definitions(here().tenant(), View.TRANSACTION);

        long holder = everyone.id();
        assertThat(loaded.groupGrants())
                .containsExactlyInAnyOrder(
                        new HeldGrant(
                                wild.id(),
                                true,
                                holder,
                                null,
                                null,
                                "invoice.*",
                                null,
                                Effect.DENY,
                                validity,
                                AUTHOR.actor(),
                                AUTHOR.at(),
                                "audit"),
                        new HeldGrant(
                                single.id(),
                                true,
                                holder,
                                approve.id(),
                                null,
                                null,
                                null,
                                Effect.ALLOW,
                                Validity.ALWAYS,
                                AUTHOR.actor(),
                                AUTHOR.at(),
                                null),
                        new HeldGrant(
                                bundled.id(),
                                true,
                                holder,
                                null,
                                clerk.id(),
                                null,
                                null,
                                Effect.ALLOW,
                                Validity.ALWAYS,
                                AUTHOR.actor(),
                                AUTHOR.at(),
                                null));
    }

    @Test
    default void loadsRetiredPermissionsToo() {
        PermissionRow permission = permission("invoice.approve");
        PermissionRow retired = new PermissionRow(permission.id(), here().id(), "invoice.approve", "", false, true);
        change(() -> store().permissions().update(permission, retired));

        assertThat(store().decisions()
                        .definitions(here().tenant(), View.TRANSACTION)
                        .permissions())
                .contains(retired);
    }

    @Test
    default void loadsTheSharedTenantItselfOnce() {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        PermissionRow common = permission(shared, unique("common"));

        TenantDefinitions loaded = store().decisions().definitions(Tenant.SHARED, View.TRANSACTION);

        assertThat(loaded.stamp().tenantId()).isEqualTo(TenantTable.SHARED_ID);
        assertThat(loaded.permissions().stream().filter(common::equals)).hasSize(1);
        assertThat(loaded.permissions()).doesNotHaveDuplicates();
        assertThat(loaded.groups()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    default void loadsATenantThatDoesNotExistAsAnEmptyOne(View view) {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        PermissionRow common = permission(shared, unique("common"));
        permission("invoice.approve");
        Tenant nowhere = Tenant.of(unique("nowhere"));

        TenantDefinitions loaded = store().decisions().definitions(nowhere, view);

        assertThat(loaded.stamp().tenantExists()).isFalse();
        assertThat(loaded.stamp().revision().tenant()).isZero();
        assertThat(loaded.permissions()).contains(common).allMatch(row -> row.tenantId() == shared.id());
        assertThat(loaded.groups()).isEmpty();
        assertThat(loaded.groupGrants()).isEmpty();
    }
}
