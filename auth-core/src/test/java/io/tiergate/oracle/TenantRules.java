package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.AlreadyExistsException;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: tenants see their own definitions and the shared ones, and nothing of each other. */
interface TenantRules extends Rules {

    @Test
    default void aGrantAppliesInItsOwnTenantOnly() {
        String shared = unique("ledger.close");
        permissions(shared(), shared);
        grant(Grant.allow(ALICE, shared));

        assertThat(check(tenant(), ALICE, shared)).isEqualTo(GRANTED);
        assertThat(check(otherTenant(), ALICE, shared)).isEqualTo(NOT_GRANTED);
        assertThat(check(Tenant.DEFAULT, ALICE, shared)).isEqualTo(NOT_GRANTED);
        assertThat(check(Tenant.SHARED, ALICE, shared)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void nothingLeaksBetweenTenants() {
        permissions("invoice.approve", "only.here");
        permissions(elsewhere(), "invoice.approve");
        bundle("clerk", "invoice.approve", "only.here");
        group("office", ALICE);
        elsewhere().groups().define("office", "");
        elsewhere().bundles().define("clerk", "", List.of());
        elsewhere().grants().grant(Grant.allow(office(), What.bundle("clerk")));
        elsewhere().grants().grant(Grant.allow(BOB, "*"));
        elsewhere().grants().grant(Grant.deny(Group.EVERYONE, What.bundle("clerk")));
        grant(Grant.allow(office(), What.bundle("clerk")), Grant.allow(Group.AUTHENTICATED, "only.here"));
        administration().subjects().suspend(Subject.user("carol"));

        assertThat(held(ALICE)).containsExactly("invoice.approve", "only.here");
        assertThat(check(otherTenant(), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(otherTenant(), ALICE, "only.here")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(otherTenant(), BOB, "only.here")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(otherTenant(), Subject.user("carol"), "invoice.approve"))
                .as("suspended in the other tenant only")
                .isEqualTo(NOT_GRANTED);
        assertThat(decisions().permissionsOf(otherTenant(), ALICE)).isEmpty();
        assertThat(decisions().holdersOf(otherTenant(), "only.here")).isEmpty();
        assertThat(decisions().holdersOf(otherTenant(), "invoice.approve"))
                .extracting(holder -> holder.holder())
                .containsExactly(BOB);
    }

    @Test
    default void unknownTenantHoldsNothing() {
        String shared = unique("ledger.close");
        permissions(shared(), shared);
        permissions("invoice.approve");
        grant(Grant.allow(Group.EVERYONE, shared), Grant.allow(ALICE, "*"));
        Tenant unknown = Tenant.of(unique("unknown"));

        assertThat(check(unknown, ALICE, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(unknown, ALICE, shared)).isEqualTo(NOT_GRANTED);
        assertThat(check(unknown, Subject.anonymous(), shared)).isEqualTo(NOT_GRANTED);
        assertThat(decisions().permissionsOf(unknown, ALICE)).isEmpty();
        assertThat(decisions().holdersOf(unknown, shared)).isEmpty();
    }

    @Test
    default void aRequestSeesTheDefinitionsOfItsTenantAndTheSharedOnes() {
        String permission = unique("ledger.close");
        String bundle = unique("accountant");
        permissions(shared(), permission);
        shared().bundles().define(bundle, "", List.of(permission));
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve"), Grant.allow(ALICE, permission));
        grant(Grant.allow(BOB, What.bundle(bundle)), Grant.deny(Subject.user("carol"), What.bundle(bundle)));

        assertThat(held(ALICE)).containsExactly("invoice.approve", permission);
        assertThat(check(BOB, permission)).isEqualTo(GRANTED);
        assertThat(check(Subject.user("carol"), permission)).isEqualTo(DENIED);
    }

    @Test
    default void aChangeOfWhatIsSharedIsSeenInEveryTenant() {
        String first = unique("ledger.close");
        String second = unique("ledger.open");
        String bundle = unique("accountant");
        permissions(shared(), first, second);
        shared().bundles().define(bundle, "", List.of(first));
        grant(Grant.allow(ALICE, What.bundle(bundle)));
        elsewhere().grants().grant(Grant.allow(ALICE, What.bundle(bundle)));

        assertThat(check(otherTenant(), ALICE, second)).isEqualTo(NOT_GRANTED);
        shared().bundles().add(bundle, List.of(second));
        assertThat(check(tenant(), ALICE, second)).isEqualTo(GRANTED);
        assertThat(check(otherTenant(), ALICE, second)).isEqualTo(GRANTED);
        shared().permissions().retire(first);
        assertThat(check(tenant(), ALICE, first)).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(otherTenant(), ALICE, first)).isEqualTo(UNKNOWN_PERMISSION);
        shared().bundles().delete(bundle);
        assertThat(check(tenant(), ALICE, second)).isEqualTo(NOT_GRANTED);
        assertThat(check(otherTenant(), ALICE, second)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void sharedHoldsOnlyPermissionsAndBundles() {
        String permission = unique("ledger.close");
        permissions(shared(), permission);

        assertThatThrownBy(() -> shared().groups().define("office", "")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> shared().subjects().register(ALICE, "")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> shared().subjects().suspend(ALICE)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> shared().grants().grant(Grant.allow(ALICE, permission)))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> shared().grants().grant(Grant.allow(Group.EVERYONE, permission)))
                .isInstanceOf(RefusedException.class);
        assertThat(check(Tenant.SHARED, ALICE, permission)).isEqualTo(NOT_GRANTED);
        assertThat(decisions().holdersOf(Tenant.SHARED, permission)).isEmpty();
    }

    @Test
    default void sharedNameIsReservedInEveryTenant() {
        String permission = unique("ledger.close");
        String bundle = unique("accountant");
        permissions(shared(), permission);
        shared().bundles().define(bundle, "", List.of());
        permissions("mine");
        bundle("mine");

        assertThatThrownBy(() -> permissions(permission)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> permissions(elsewhere(), permission)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> administration().permissions().rename("mine", permission))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> bundle(bundle)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> administration().bundles().rename("mine", bundle))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(administration().permissions().defineIfMissing(permission, ""))
                .as("what is there is left as it is")
                .isFalse();
    }

    @Test
    default void aRetiredSharedNameStaysReserved() {
        String permission = unique("ledger.close");
        permissions(shared(), permission);
        shared().permissions().retire(permission);

        assertThatThrownBy(() -> permissions(permission)).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    default void aNameThatATenantHasCannotBecomeAShared() {
        String permission = unique("ledger.close");
        String bundle = unique("accountant");
        String other = unique("other");
        permissions(permission);
        bundle(bundle);
        permissions(shared(), other);

        assertThatThrownBy(() -> permissions(shared(), permission)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> shared().permissions().rename(other, permission))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> shared().bundles().define(bundle, "", List.of()))
                .isInstanceOf(AlreadyExistsException.class);

        administration().permissions().delete(permission);
        permissions(shared(), permission);
        assertThat(check(ALICE, permission)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void sharedBundlesContainSharedPermissionsOnly() {
        String permission = unique("ledger.close");
        String bundle = unique("accountant");
        permissions(shared(), permission);
        permissions("invoice.approve");

        assertThatThrownBy(() -> shared().bundles().define(bundle, "", List.of(permission, "invoice.approve")))
                .isInstanceOf(NotFoundException.class);
        shared().bundles().define(bundle, "", List.of(permission));
        assertThatThrownBy(() -> shared().bundles().add(bundle, List.of("invoice.approve")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> administration().bundles().add(bundle, List.of("invoice.approve")))
                .as("not from the tenant either")
                .isInstanceOf(RefusedException.class);
        assertThat(shared().bundles().find(bundle).orElseThrow().permissions()).containsExactly(permission);
    }

    @Test
    default void aTenantsOwnBundleMayContainSharedPermissions() {
        String permission = unique("ledger.close");
        permissions(shared(), permission);
        permissions("invoice.approve");
        bundle("clerk", permission, "invoice.approve");
        grant(Grant.allow(ALICE, What.bundle("clerk")));

        assertThat(held(ALICE)).containsExactly("invoice.approve", permission);
    }

    @Test
    default void aTenantCannotChangeWhatIsShared() {
        String permission = unique("ledger.close");
        permissions(shared(), permission);
        var permissions = administration().permissions();

        assertThatThrownBy(() -> permissions.retire(permission)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> permissions.delete(permission)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> permissions.rename(permission, "mine")).isInstanceOf(RefusedException.class);
    }

    @Test
    default void aDeletedTenantHoldsNothingAndStartsAgainWithNothing() {
        permissions("invoice.approve");
        group("office", ALICE);
        grant(Grant.allow(office(), "*"), Grant.allow(Group.EVERYONE, "invoice.approve"));
        administration().subjects().suspend(BOB);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(GRANTED);

        administration().tenants().delete(tenant());
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(held(ALICE)).isEmpty();

        administration().tenants().create(tenant());
        permissions("invoice.approve");
        group("office");
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(administration().groups().membersOf("office")).isEmpty();
    }

    @Test
    default void defaultAndSharedAlwaysExist() {
        assertThat(administration().tenants().list()).contains(Tenant.DEFAULT, Tenant.SHARED, tenant());
        assertThatThrownBy(() -> administration().tenants().delete(Tenant.DEFAULT))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> administration().tenants().delete(Tenant.SHARED))
                .isInstanceOf(RefusedException.class);
    }
}
