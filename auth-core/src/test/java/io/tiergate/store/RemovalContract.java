package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is removed that something else still refers to, and nothing else goes with what is removed. */
interface RemovalContract extends StoreScene {

    @Test
    default void keepsAPermissionThatIsGranted() {
        PermissionRow approve = permission("invoice.approve");
        GrantRow grant = grant(subject("alice"), approve);

        refused(() -> change(() -> store().permissions().delete(approve.id())));
        assertThat(read(() -> store().permissions().find(here().id(), "invoice.approve")))
                .isEqualTo(approve);

        change(() -> store().grants().delete(List.of(grant.id())));
        change(() -> store().permissions().delete(approve.id()));
        assertThat(read(() -> store().permissions().find(here().id(), "invoice.approve")))
                .isNull();
    }

    @Test
    default void keepsAPermissionThatIsInABundle() {
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        put(clerk, approve);

        refused(() -> change(() -> store().permissions().delete(approve.id())));
        refused(() -> change(() -> store().bundles().delete(clerk.id())));
        assertThat(read(() -> store().bundles().permissionsOf(clerk.id()))).containsExactly(approve);

        change(() -> store().bundles().remove(clerk.id(), List.of(approve.id())));
        change(() -> store().permissions().delete(approve.id()));
        change(() -> store().bundles().delete(clerk.id()));
        assertThat(read(() -> store().bundles().list(here().id()))).isEmpty();
    }

    @Test
    default void keepsABundleThatIsGranted() {
        BundleRow clerk = bundle("clerk");
        GrantRow grant = grant(subject("alice"), clerk);

        refused(() -> change(() -> store().bundles().delete(clerk.id())));

        assertThat(read(() -> store().grants().ofBundle(clerk.id()))).containsExactly(grant);
    }

    @Test
    default void keepsAGroupThatHoldsSomething() {
        GroupRow lisbon = group("Lisbon");
        GrantRow grant = grant(lisbon, "invoice.*");

        refused(() -> change(() -> store().groups().delete(lisbon.id())));

        assertThat(read(() -> store().grants().ofGroup(lisbon.id()))).containsExactly(grant);
    }

    @Test
    default void keepsAGroupAndASubjectThatAMembershipTies() {
        GroupRow lisbon = group("Lisbon");
        SubjectRow alice = subject("alice");
        MembershipRow membership = member(lisbon, alice);

        refused(() -> change(() -> store().groups().delete(lisbon.id())));
        refused(() -> change(() -> store().subjects().delete(alice.id())));
        assertThat(read(() -> store().groups().membersOf(lisbon.id()))).containsExactly(membership);

        change(() -> store().groups().deleteMemberships(List.of(membership.id())));
        change(() -> store().groups().delete(lisbon.id()));
        change(() -> store().subjects().delete(alice.id()));
        assertThat(read(() -> store().groups().find(here().id(), "Lisbon"))).isNull();
        assertThat(read(() -> store().subjects().find(here().id(), Subject.user("alice"))))
                .isNull();
    }

    @Test
    default void keepsASubjectThatHoldsSomething() {
        SubjectRow alice = subject("alice");
        GrantRow grant = grant(alice, "invoice.*");

        refused(() -> change(() -> store().subjects().delete(alice.id())));

        assertThat(read(() -> store().grants().ofSubject(alice.id()))).containsExactly(grant);
    }

    @Test
    default void removesNothingButWhatItIsTold() {
        PermissionRow approve = permission("invoice.approve");
        PermissionRow pay = permission("invoice.pay");
        BundleRow clerk = bundle("clerk");
        BundleRow payer = bundle("payer");
        put(clerk, approve, pay);
        put(payer, approve, pay);
        SubjectRow alice = subject("alice");
        GrantRow ofApprove = grant(alice, approve);
        GrantRow ofPay = grant(alice, pay);
        GroupRow lisbon = group("Lisbon");
        MembershipRow ofAlice = member(lisbon, alice);
        MembershipRow ofBob = member(lisbon, subject("bob"));

        change(() -> {
            store().bundles().remove(clerk.id(), List.of(approve.id()));
            store().grants().delete(List.of(ofApprove.id()));
            store().groups().deleteMemberships(List.of(ofAlice.id()));
        });

        assertThat(read(() -> store().bundles().permissionsOf(clerk.id()))).containsExactly(pay);
        assertThat(read(() -> store().bundles().permissionsOf(payer.id()))).containsExactly(approve, pay);
        assertThat(read(() -> store().bundles().containing(approve.id()))).containsExactly(payer);
        assertThat(read(() -> store().grants().list(here().id()))).containsExactly(ofPay);
        assertThat(read(() -> store().groups().membersOf(lisbon.id()))).containsExactly(ofBob);
    }

    @Test
    default void neverUsesAKeyAgain() {
        PermissionRow approve = permission("invoice.approve");
        SubjectRow alice = subject("alice");
        GrantRow grant = grant(alice, approve);
        change(() -> {
            store().grants().delete(List.of(grant.id()));
            store().permissions().delete(approve.id());
            store().subjects().delete(alice.id());
        });

        PermissionRow again = permission("invoice.approve");
        SubjectRow otherAlice = subject("alice");

        assertThat(again.id()).isNotEqualTo(approve.id());
        assertThat(otherAlice.id()).isNotEqualTo(alice.id());
        assertThat(grant(otherAlice, again).id()).isNotEqualTo(grant.id());
    }

    /** More than a statement takes parameters, in any of the databases. */
    @Test
    default void takesManyKeysAtOnce() {
        SubjectRow alice = subject("alice");
        List<Long> keys = new ArrayList<>();
        change(() -> {
            for (int i = 0; i < 2_100; i++) {
                keys.add(grant(alice, "many" + i + ".*").id());
            }
        });

        change(() -> store().grants().delete(keys));

        assertThat(read(() -> store().grants().list(here().id()))).isEmpty();
    }

    @Test
    default void takesNoKeysAtAll() {
        BundleRow clerk = bundle("clerk");

        assertThatCode(() -> change(() -> {
                    store().grants().delete(List.of());
                    store().groups().deleteMemberships(List.of());
                    store().bundles().remove(clerk.id(), List.of());
                    store().bundles().add(clerk.id(), List.of());
                }))
                .doesNotThrowAnyException();
    }

    @Test
    default void removesATenantWithAllThatIsItsOwn() {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        PermissionRow common = permission(shared, unique("common"));
        BundleRow everybody = bundle(shared, unique("everybody"));
        for (TenantRow tenant : List.of(here(), there())) {
            BundleRow clerk = bundle(tenant, "clerk");
            put(clerk, permission(tenant, "invoice.approve"), common);
            GroupRow lisbon = group(tenant, "Lisbon");
            SubjectRow alice = subject(tenant, "alice");
            member(lisbon, alice);
            grant(alice, common);
            grant(alice, everybody);
            grant(alice, clerk);
            grant(lisbon, "invoice.*");
        }
        List<?> before = contentOf(there());

        change(() -> store().tenants().delete(here().id()));

        assertThat(read(() -> store().tenants().find(here().tenant()))).isNull();
        assertThat(contentOf(here())).allMatch(rows -> ((List<?>) rows).isEmpty());
        assertThat(contentOf(there())).isEqualTo(before);
        assertThat(read(() -> store().permissions().find(shared.id(), common.name())))
                .isEqualTo(common);
        assertThat(read(() -> store().bundles().find(shared.id(), everybody.name())))
                .isEqualTo(everybody);
        assertThat(read(() -> store().grants().ofPermission(common.id()))).hasSize(1);
        assertThat(read(() -> store().bundles().containing(common.id()))).hasSize(1);
    }

    private List<?> contentOf(TenantRow tenant) {
        return read(() -> List.of(
                store().permissions().list(tenant.id()),
                store().bundles().list(tenant.id()),
                store().groups().list(tenant.id()),
                store().subjects().list(tenant.id()),
                store().grants().list(tenant.id())));
    }
}
