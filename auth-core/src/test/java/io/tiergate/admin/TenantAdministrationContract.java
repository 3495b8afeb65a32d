package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.TenantRow;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tenants themselves. */
interface TenantAdministrationContract extends AdministrationScene {

    @Test
    default void createsATenant() {
        Tenant tenant = Tenant.of(unique("acme"));
        assertThat(here().tenants().exists(tenant)).isFalse();

        here().because("signed").tenants().create(tenant);

        assertThat(here().tenants().exists(tenant)).isTrue();
        assertThat(here().tenants().list()).contains(tenant, Tenant.DEFAULT, Tenant.SHARED);
        Administration inside = here().inTenant(tenant);
        assertThat(inside.tenant()).isEqualTo(tenant);
        assertThat(inside.groups().list())
                .extracting(GroupEntry::group)
                .containsExactly(Group.AUTHENTICATED, Group.EVERYONE);
        assertThat(lastChanges(inside)).containsExactly("TENANT ADDED -> {key=" + tenant + "}");
        assertThat(last(inside).revision()).isEqualTo(1);
        assertThat(last(inside).actor()).isEqualTo(ADMIN);
        assertThat(last(inside).reason()).isEqualTo("signed");
    }

    @Test
    default void createsATenantOnce() {
        refused(AlreadyExistsException.class, () -> here().tenants().create(here().tenant()));
        refused(AlreadyExistsException.class, () -> here().tenants().create(Tenant.SHARED));
        changesNothing(() ->
                assertThat(here().tenants().createIfMissing(here().tenant())).isFalse());

        Tenant tenant = Tenant.of(unique("acme"));
        assertThat(here().tenants().createIfMissing(tenant)).isTrue();
        assertThat(here().tenants().createIfMissing(tenant)).isFalse();
    }

    @Test
    default void listsTenantsByTheirKey() {
        assertThat(here().tenants().list())
                .extracting(Tenant::key)
                .isSorted()
                .contains(here().tenant().key(), there().tenant().key());
    }

    @Test
    default void deletesATenantWithAllThatIsItsOwn() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of(common));
        fill(here(), common);
        fill(there(), common);
        List<String> others = Rows.of(store(), there().tenant());
        List<String> sharedRows = Rows.of(store(), Tenant.SHARED);

        there().tenants().delete(here().tenant());

        assertThat(here().tenants().exists(here().tenant())).isFalse();
        assertThat(Rows.of(store(), there().tenant())).isEqualTo(others);
        assertThat(Rows.of(store(), Tenant.SHARED)).isEqualTo(sharedRows);
        assertThat(check(ALICE, common)).isNotEqualTo(Code.GRANTED);
        assertThat(check(there(), ALICE, common)).isEqualTo(Code.GRANTED);
        assertThatThrownBy(() -> here().permissions().list()).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> here().tenants().delete(here().tenant())).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void keepsTheChangeLogOfADeletedTenant() {
        permissions("a");
        TenantRow row = store().read(() -> store().tenants().find(here().tenant()));

        here().because("left").tenants().delete(here().tenant());

        List<ChangeSet> log = store().read(() -> store().changes().read(row.id(), 0, 10));
        assertThat(log).extracting(ChangeSet::revision).containsExactly(1L, 2L, 3L);
        ChangeSet last = log.get(2);
        assertThat(last.tenant()).isEqualTo(here().tenant());
        assertThat(last.reason()).isEqualTo("left");
        assertThat(last.changes()).singleElement().satisfies(change -> {
            assertThat(change.objectId()).isEqualTo(row.id());
            assertThat(AdministrationScene.json(change.before()))
                    .containsEntry("key", here().tenant().key());
            assertThat(change.after()).isNull();
        });
    }

    @Test
    default void startsWithNothingWhenADeletedTenantComesAgain() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of(common));
        fill(here(), common);
        assertThat(check(ALICE, common)).isEqualTo(Code.GRANTED);

        here().tenants().delete(here().tenant());
        here().tenants().create(here().tenant());

        assertThat(check(ALICE, common)).isEqualTo(Code.NOT_GRANTED);
        assertThat(check(ALICE, "a")).isEqualTo(Code.UNKNOWN_PERMISSION);
        assertThat(here().groups().list()).hasSize(2);
        assertThat(here().subjects().list()).isEmpty();
        assertThat(here().grants().list()).isEmpty();
        assertThat(log(here())).hasSize(1);
        permissions("a");
        here().grants().grant(Grant.allow(ALICE, "a"));
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
    }

    @Test
    default void keepsTheTenantsThatAlwaysExist() {
        refused(RefusedException.class, () -> here().tenants().delete(Tenant.DEFAULT));
        refused(RefusedException.class, () -> here().tenants().delete(Tenant.SHARED));
        refused(NotFoundException.class, () -> here().tenants().delete(Tenant.of(unique("nowhere"))));
        refused(
                NotFoundException.class,
                () -> here().tenants().delete(Tenant.of(here().tenant().key().toUpperCase(Locale.ROOT))));
    }

    @Test
    default void worksInNoTenantThatDoesNotExist() {
        Administration nowhere = here().inTenant(Tenant.of(unique("nowhere")));

        refused(NotFoundException.class, () -> nowhere.permissions().define("a", ""));
        refused(NotFoundException.class, () -> nowhere.permissions().list());
        refused(NotFoundException.class, () -> nowhere.bundles().find("a"));
        refused(NotFoundException.class, () -> nowhere.groups().defineIfMissing("a", ""));
        refused(NotFoundException.class, () -> nowhere.subjects().suspend(ALICE));
        refused(NotFoundException.class, () -> nowhere.subjects().permissionsOf(ALICE));
        refused(NotFoundException.class, () -> nowhere.grants().grant(Grant.allow(ALICE, "*")));
        refused(NotFoundException.class, () -> nowhere.grants().revokeAll(ALICE));
        refused(NotFoundException.class, () -> nowhere.declare(descriptions("a")));
        refused(NotFoundException.class, () -> nowhere.changesAfter(0, 1));
        assertThat(here().tenants().exists(nowhere.tenant())).isFalse();
    }

    private void fill(Administration administration, String common) {
        administration.permissions().define("a", "");
        administration.bundles().define("clerk", "", List.of("a", common));
        administration.groups().define("Lisbon", "");
        administration.groups().addMember("Lisbon", ALICE);
        administration
                .grants()
                .grant(List.of(
                        Grant.allow(ALICE, "a"),
                        Grant.allow(BOB, What.bundle(common)),
                        Grant.allow(Group.of("Lisbon"), What.bundle("clerk")),
                        Grant.allow(Group.EVERYONE, "a.*")));
        administration.subjects().suspend(BOB);
    }
}
