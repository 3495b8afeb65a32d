package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Tenant;
import org.junit.jupiter.api.Test;

/** The tenants that always exist, and those that come and go. */
interface TenantContract extends StoreScene {

    @Test
    default void hasTheSharedAndTheDefaultTenantFromTheBeginning() {
        TenantRow shared = read(() -> store().tenants().find(Tenant.SHARED));
        TenantRow standard = read(() -> store().tenants().find(Tenant.DEFAULT));

        assertThat(shared).isEqualTo(new TenantRow(TenantTable.SHARED_ID, Tenant.SHARED));
        assertThat(standard).isNotNull();
        assertThat(read(() -> store().groups().list(standard.id())))
                .extracting(GroupRow::name)
                .containsExactly("authenticated", "everyone");
        assertThat(read(() -> store().groups().list(shared.id()))).isEmpty();
    }

    @Test
    default void listsTenantsByTheirKey() {
        assertThat(read(() -> store().tenants().list()))
                .extracting(row -> row.tenant().key())
                .contains(
                        "default",
                        here().tenant().key(),
                        "shared",
                        there().tenant().key())
                .isSorted();
    }

    @Test
    default void givesANewTenantItsBuiltInGroupsAndNothingElse() {
        TenantDefinitions definitions =
                store().decisions().definitions(here().tenant(), DecisionReads.View.TRANSACTION);

        assertThat(definitions.stamp().tenantId()).isEqualTo(here().id());
        assertThat(definitions.stamp().revision().tenant()).isZero();
        assertThat(definitions.groups())
                .extracting(GroupRow::name)
                .containsExactlyInAnyOrder("authenticated", "everyone");
        assertThat(definitions.groups()).allMatch(group -> group.tenantId() == here().id());
        assertThat(definitions.groupGrants()).isEmpty();
        assertThat(read(() -> store().subjects().list(here().id()))).isEmpty();
        assertThat(read(() -> store().permissions().list(here().id()))).isEmpty();
        assertThat(read(() -> store().bundles().list(here().id()))).isEmpty();
        assertThat(read(() -> store().changes().read(here().id(), 0, 10))).isEmpty();
    }

    @Test
    default void givesATenantThatComesAgainAnotherKeyAndNothingOfTheFirst() {
        permission("invoice.approve");
        subject("alice");
        log(here(), definitional());
        change(() -> store().tenants().delete(here().id()));

        TenantRow again = write(() -> store().tenants().insert(here().tenant()));

        assertThat(again.id()).isGreaterThan(here().id());
        assertThat(stamp(again)).satisfies(stamp -> {
            assertThat(stamp.tenantId()).isEqualTo(again.id());
            assertThat(stamp.revision().tenant()).isZero();
            assertThat(stamp.definitions().tenant()).isZero();
        });
        assertThat(read(() -> store().permissions().list(again.id()))).isEmpty();
        assertThat(read(() -> store().subjects().list(again.id()))).isEmpty();
        assertThat(read(() -> store().changes().read(again.id(), 0, 10))).isEmpty();
    }
}
