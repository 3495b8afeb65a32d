package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What there can be only once the store itself keeps from being there twice. */
interface UniquenessContract extends StoreScene {

    Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    static List<Validity> validities() {
        return List.of(Validity.ALWAYS, Validity.from(FROM), Validity.until(UNTIL), Validity.between(FROM, UNTIL));
    }

    @Test
    default void refusesATenantTwice() {
        refused(() ->
                write(() -> store().tenants().insert(Tenant.of(here().tenant().key()))));
        refused(() -> write(() -> store().tenants().insert(Tenant.SHARED)));
    }

    @Test
    default void refusesAPermissionTwiceInOneTenant() {
        permission(here(), "invoice.approve");
        permission(there(), "invoice.approve");

        refused(() -> permission(here(), "invoice.approve"));

        assertThat(read(() -> store().permissions().list(here().id()))).hasSize(1);
    }

    @Test
    default void refusesAPermissionTwiceInOneTransaction() {
        refused(() -> change(() -> {
            store().permissions().insert(here().id(), "invoice.approve", "", false);
            store().permissions().insert(here().id(), "invoice.approve", "", false);
        }));

        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();
    }

    @Test
    default void refusesToGiveAPermissionANameThatIsTaken() {
        permission("invoice.approve");
        PermissionRow other = permission("invoice.pay");

        refused(() -> change(() -> store().permissions()
                .update(other, new PermissionRow(other.id(), other.tenantId(), "invoice.approve", "", false, false))));

        assertThat(read(() -> store().permissions().find(here().id(), "invoice.pay")))
                .isEqualTo(other);
    }

    @Test
    default void refusesABundleTwiceInOneTenant() {
        BundleRow clerk = bundle(here(), "clerk");
        bundle(there(), "clerk");
        BundleRow other = bundle(here(), "accountant");

        refused(() -> bundle(here(), "clerk"));
        refused(() -> change(
                () -> store().bundles().update(other, new BundleRow(other.id(), other.tenantId(), "clerk", ""))));

        assertThat(read(() -> store().bundles().list(here().id()))).containsExactly(other, clerk);
    }

    @Test
    default void refusesAPermissionTwiceInABundle() {
        BundleRow clerk = bundle("clerk");
        PermissionRow approve = permission("invoice.approve");
        put(clerk, approve);

        refused(() -> put(clerk, approve));

        assertThat(read(() -> store().bundles().permissionsOf(clerk.id()))).containsExactly(approve);
    }

    @Test
    default void refusesAGroupTwiceInOneTenant() {
        group(here(), "Lisbon");
        group(there(), "Lisbon");
        GroupRow other = group(here(), "Porto");

        refused(() -> group(here(), "Lisbon"));
        refused(() -> group(here(), "everyone"));
        refused(() ->
                change(() -> store().groups().update(other, new GroupRow(other.id(), other.tenantId(), "Lisbon", ""))));

        assertThat(read(() -> store().groups().list(here().id())))
                .extracting(GroupRow::name)
                .containsExactly("Lisbon", "Porto", "authenticated", "everyone");
    }

    @Test
    default void refusesASubjectTwiceInOneTenant() {
        SubjectRow alice = subject(here(), "alice");
        subject(there(), "alice");

        refused(() -> subject(here(), "alice"));

        assertThat(read(() -> store().subjects().list(here().id()))).containsExactly(alice);
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.store.UniquenessContract#validities")
    default void refusesTheSameMembershipTwice(Validity validity) {
        GroupRow lisbon = group("Lisbon");
        SubjectRow alice = subject("alice");
        MembershipRow first = member(lisbon, alice, validity);

        refused(() -> member(lisbon, alice, validity));

        assertThat(read(() -> store().groups().membersOf(lisbon.id()))).containsExactly(first);
    }

    @Test
    default void takesOneMembershipForEachValidity() {
        GroupRow lisbon = group("Lisbon");
        SubjectRow alice = subject("alice");

        validities().forEach(validity -> member(lisbon, alice, validity));

        assertThat(read(() -> store().groups().memberships(lisbon.id(), alice.id())))
                .extracting(row -> row.membership().validity())
                .containsExactlyElementsOf(validities());
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.store.UniquenessContract#validities")
    default void refusesTheSameGrantTwice(Validity validity) {
        SubjectRow alice = subject("alice");
        GroupRow lisbon = group("Lisbon");
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        for (What what : List.of(What.permission("invoice.approve"), What.permission("*"), What.bundle("clerk"))) {
            Long permissionId = what.kind() == What.Kind.PERMISSION ? approve.id() : null;
            Long bundleId = what.kind() == What.Kind.BUNDLE ? clerk.id() : null;

            GrantKeys ofAlice = new GrantKeys(alice.id(), null, permissionId, bundleId);
            Grant toAlice = Grant.allow(Subject.user("alice"), what).valid(validity);
            insert(here().id(), ofAlice, toAlice);
            refused(() -> insert(here().id(), ofAlice, toAlice));
            refused(() -> insert(here().id(), ofAlice, toAlice.because("the reason does not count")));

            GrantKeys ofLisbon = new GrantKeys(null, lisbon.id(), permissionId, bundleId);
            Grant toLisbon = Grant.allow(Group.of("Lisbon"), what).valid(validity);
            insert(here().id(), ofLisbon, toLisbon);
            refused(() -> insert(here().id(), ofLisbon, toLisbon));
        }

        assertThat(read(() -> store().grants().list(here().id()))).hasSize(6);
    }

    @Test
    default void takesGrantsThatDifferInOneThing() {
        SubjectRow alice = subject("alice");
        PermissionRow approve = permission("invoice.approve");
        Grant grant = Grant.allow(Subject.user("alice"), "invoice.approve");
        GrantKeys keys = new GrantKeys(alice.id(), null, approve.id(), null);
        GrantKeys wild = new GrantKeys(alice.id(), null, null, null);

        validities().forEach(validity -> insert(here().id(), keys, grant.valid(validity)));
        insert(here().id(), keys, new Grant(grant.holder(), grant.what(), Effect.DENY, Validity.ALWAYS, null));
        insert(here().id(), wild, Grant.allow(grant.holder(), "invoice.*"));
        insert(here().id(), wild, Grant.allow(grant.holder(), "Invoice.*"));
        grant(subject("Alice"), approve);
        grant(alice, permission("invoice.Approve"));

        assertThat(read(() -> store().grants().list(here().id()))).hasSize(9);
    }
}
