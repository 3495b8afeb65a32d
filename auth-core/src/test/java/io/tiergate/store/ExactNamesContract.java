package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names are found by what they are, character by character, and by nothing that looks like it. */
interface ExactNamesContract extends StoreScene {

    @ParameterizedTest
    @EnumSource
    default void findsPermissionsByExactlyTheirName(Confusable names) {
        PermissionTable permissions = store().permissions();
        PermissionRow one = permission(names.one());

        assertThat(read(() -> permissions.find(here().id(), names.other()))).isNull();
        assertThat(read(() -> permissions.tenantsWith(names.other()))).doesNotContain(here());

        PermissionRow other = permission(names.other());
        assertThat(read(() -> permissions.find(here().id(), names.one()))).isEqualTo(one);
        assertThat(read(() -> permissions.find(here().id(), names.other()))).isEqualTo(other);
        assertThat(read(() -> permissions.tenantsWith(names.one()))).contains(here());
        assertThat(read(() -> permissions.list(here().id()))).containsExactlyInAnyOrder(one, other);
    }

    @ParameterizedTest
    @EnumSource
    default void findsBundlesByExactlyTheirName(Confusable names) {
        BundleTable bundles = store().bundles();
        BundleRow one = bundle(names.one());

        assertThat(read(() -> bundles.find(here().id(), names.other()))).isNull();
        assertThat(read(() -> bundles.tenantsWith(names.other()))).doesNotContain(here());

        BundleRow other = bundle(names.other());
        assertThat(read(() -> bundles.find(here().id(), names.one()))).isEqualTo(one);
        assertThat(read(() -> bundles.find(here().id(), names.other()))).isEqualTo(other);
        assertThat(read(() -> bundles.tenantsWith(names.one()))).contains(here());
        assertThat(read(() -> bundles.list(here().id()))).containsExactlyInAnyOrder(one, other);
    }

    @ParameterizedTest
    @EnumSource
    default void findsGroupsByExactlyTheirName(Confusable names) {
        GroupTable groups = store().groups();
        GroupRow one = group(names.one());

        assertThat(read(() -> groups.find(here().id(), names.other()))).isNull();

        GroupRow other = group(names.other());
        assertThat(read(() -> groups.find(here().id(), names.one()))).isEqualTo(one);
        assertThat(read(() -> groups.find(here().id(), names.other()))).isEqualTo(other);
        assertThat(read(() -> groups.list(here().id()))).contains(one, other);
    }

    @ParameterizedTest
    @EnumSource
    default void findsSubjectsByExactlyTheirId(Confusable names) {
        SubjectTable subjects = store().subjects();
        SubjectRow one = subject(names.one());

        assertThat(read(() -> subjects.find(here().id(), Subject.user(names.other()))))
                .isNull();
        assertThat(known(Subject.user(names.other()))).isFalse();

        SubjectRow other = subject(names.other());
        assertThat(read(() -> subjects.find(here().id(), Subject.user(names.one()))))
                .isEqualTo(one);
        assertThat(read(() -> subjects.find(here().id(), Subject.user(names.other()))))
                .isEqualTo(other);
        assertThat(known(Subject.user(names.other()))).isTrue();
        assertThat(read(() -> subjects.list(here().id()))).containsExactlyInAnyOrder(one, other);
    }

    @Test
    default void findsSubjectsByExactlyTheirType() {
        SubjectRow user = subject("7");

        assertThat(read(() -> store().subjects().find(here().id(), Subject.service("7"))))
                .isNull();
        assertThat(read(() -> store().subjects().find(here().id(), Subject.of("user-", "7"))))
                .isNull();
        assertThat(read(() -> store().subjects().find(here().id(), Subject.user("7"))))
                .isEqualTo(user);
    }

    /** {@code user:a:b} could be the user {@code a:b}, or another type's. */
    @Test
    default void doesNotMixUpTypeAndId() {
        SubjectRow row = write(() -> store().subjects().insert(here().id(), Subject.of("a", "b:c"), ""));

        assertThat(read(() -> store().subjects().find(here().id(), Subject.of("a", "b:c"))))
                .isEqualTo(row);
        assertThat(read(() -> store().subjects().list(here().id())).get(0).subject())
                .isEqualTo(Subject.of("a", "b:c"));
    }

    @Test
    default void findsTenantsByExactlyTheirKey() {
        String key = unique("acme");
        TenantRow lower = write(() -> store().tenants().insert(Tenant.of(key)));

        assertThat(read(() -> store().tenants().find(Tenant.of("A" + key.substring(1)))))
                .isNull();
        TenantRow upper = write(() -> store().tenants().insert(Tenant.of("A" + key.substring(1))));

        assertThat(upper).isNotEqualTo(lower);
        assertThat(read(() -> store().tenants().find(Tenant.of(key)))).isEqualTo(lower);
        assertThat(read(() -> store().tenants().find(Tenant.of("A" + key.substring(1)))))
                .isEqualTo(upper);
    }

    @Test
    default void findsNamesOnlyInTheirOwnTenant() {
        permission(there(), "invoice.approve");
        bundle(there(), "clerk");
        group(there(), "Lisbon");
        subject(there(), "alice");

        assertThat(read(() -> store().permissions().find(here().id(), "invoice.approve")))
                .isNull();
        assertThat(read(() -> store().bundles().find(here().id(), "clerk"))).isNull();
        assertThat(read(() -> store().groups().find(here().id(), "Lisbon"))).isNull();
        assertThat(read(() -> store().subjects().find(here().id(), Subject.user("alice"))))
                .isNull();
        assertThat(known(Subject.user("alice"))).isFalse();
    }

    @Test
    default void tellsAllTenantsInWhichANameIsTaken() {
        String name = unique("report.print");
        permission(here(), name);
        permission(there(), name);
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        bundle(shared, name);
        bundle(here(), name);

        assertThat(read(() -> store().permissions().tenantsWith(name))).containsExactlyInAnyOrder(here(), there());
        assertThat(read(() -> store().bundles().tenantsWith(name))).containsExactlyInAnyOrder(here(), shared);
        assertThat(read(() -> store().bundles().tenantsWith(name + "x"))).isEmpty();
    }

    /** Capital letters first, as characters have their numbers, whatever the language of the server. */
    @Test
    default void listsByNameAsCharactersHaveTheirNumbers() {
        for (String name : new String[] {"b", "a", "B", "\u00e9", "a-", "aa", "_"}) {
            permission(name);
            bundle(name);
            group(name);
            subject(name);
        }
        String[] sorted = {"B", "_", "a", "a-", "aa", "b", "\u00e9"};

        assertThat(read(() -> store().permissions().list(here().id())))
                .extracting(PermissionRow::name)
                .containsExactly(sorted);
        assertThat(read(() -> store().bundles().list(here().id())))
                .extracting(BundleRow::name)
                .containsExactly(sorted);
        assertThat(read(() -> store().groups().list(here().id())))
                .extracting(GroupRow::name)
                .containsExactly("B", "_", "a", "a-", "aa", "authenticated", "b", "everyone", "\u00e9");
        assertThat(read(() -> store().subjects().list(here().id())))
                .extracting(row -> row.subject().id())
                .containsExactly(sorted);
    }

    private boolean known(Subject subject) {
        return store().decisions()
                .holdings(here().tenant(), subject, DecisionReads.View.TRANSACTION)
                .known();
    }
}
