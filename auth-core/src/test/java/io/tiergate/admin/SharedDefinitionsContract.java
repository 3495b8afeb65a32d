package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Tenant;
import io.tiergate.What;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shared tenant defines is seen in all tenants, changed only in the shared one, and goes from all at once. */
interface SharedDefinitionsContract extends AdministrationScene {

    @Test
    default void isGrantedAndBundledInEveryTenant() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of(common));

        here().bundles().define("clerk", "", List.of(common));
        here().grants().grant(List.of(Grant.allow(ALICE, common), Grant.allow(BOB, What.bundle("clerk"))));
        there().grants().grant(Grant.allow(CAROL, What.bundle(common)));

        assertThat(check(ALICE, common)).isEqualTo(Code.GRANTED);
        assertThat(check(BOB, common)).isEqualTo(Code.GRANTED);
        assertThat(check(CAROL, common)).isEqualTo(Code.NOT_GRANTED);
        assertThat(check(there(), CAROL, common)).isEqualTo(Code.GRANTED);
        assertThat(check(there(), ALICE, common)).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    default void isChangedOnlyInTheSharedTenant() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of(common));

        refused(RefusedException.class, () -> here().permissions().rename(common, "mine"));
        refused(RefusedException.class, () -> here().permissions().describe(common, "mine"));
        refused(RefusedException.class, () -> here().permissions().retire(common));
        refused(RefusedException.class, () -> here().permissions().restore(common));
        refused(RefusedException.class, () -> here().permissions().delete(common));
        refused(RefusedException.class, () -> here().bundles().rename(common, "mine"));
        refused(RefusedException.class, () -> here().bundles().describe(common, "mine"));
        refused(RefusedException.class, () -> here().bundles().add(common, List.of(common)));
        refused(RefusedException.class, () -> here().bundles().remove(common, List.of(common)));
        refused(RefusedException.class, () -> here().bundles().replaceAll(common, List.of()));
        refused(RefusedException.class, () -> here().bundles().delete(common));
    }

    @Test
    default void reservesItsNamesInEveryTenant() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of());
        permissions("mine");
        here().bundles().define("mine", "", List.of());

        refused(AlreadyExistsException.class, () -> here().permissions().define(common, ""));
        refused(AlreadyExistsException.class, () -> here().permissions().rename("mine", common));
        refused(AlreadyExistsException.class, () -> here().declare(descriptions(common)));
        refused(AlreadyExistsException.class, () -> here().bundles().define(common, "", List.of()));
        refused(AlreadyExistsException.class, () -> here().bundles().rename("mine", common));
        changesNothing(() ->
                assertThat(here().permissions().defineIfMissing(common, "")).isFalse());
        changesNothing(() -> assertThat(here().bundles().defineIfMissing(common, "", List.of()))
                .isFalse());
        here().groups().define(common, "");
    }

    @Test
    default void takesNoNameThatATenantUses() {
        String taken = unique("taken");
        String common = unique("common");
        here().permissions().define(taken, "");
        here().bundles().define(taken, "", List.of());
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of());

        refused(AlreadyExistsException.class, () -> shared().permissions().define(taken, ""));
        refused(AlreadyExistsException.class, () -> shared().permissions().defineIfMissing(taken, ""));
        refused(AlreadyExistsException.class, () -> shared().permissions().rename(common, taken));
        refused(AlreadyExistsException.class, () -> shared().declare(descriptions(unique("a"), taken)));
        refused(AlreadyExistsException.class, () -> shared().bundles().define(taken, "", List.of()));
        refused(AlreadyExistsException.class, () -> shared().bundles().rename(common, taken));

        here().permissions().delete(taken);
        here().bundles().delete(taken);
        shared().permissions().define(taken, "");
        shared().bundles().define(taken, "", List.of());
    }

    @Test
    default void containsNothingOfATenant() {
        String mine = unique("mine");
        here().permissions().define(mine, "");
        String common = unique("common");
        shared().bundles().define(common, "", List.of());

        refused(NotFoundException.class, () -> shared().bundles().define(unique("b"), "", List.of(mine)));
        refused(NotFoundException.class, () -> shared().bundles().add(common, List.of(mine)));
        refused(NotFoundException.class, () -> shared().bundles().replaceAll(common, List.of(mine)));
    }

    @Test
    default void holdsNoGroupsSubjectsOrGrants() {
        String common = unique("common");
        shared().permissions().define(common, "");

        refused(RefusedException.class, () -> shared().groups().define("Lisbon", ""));
        refused(RefusedException.class, () -> shared().groups().defineIfMissing("Lisbon", ""));
        refused(RefusedException.class, () -> shared().groups().addMember("Lisbon", ALICE));
        refused(RefusedException.class, () -> shared().subjects().register(ALICE, ""));
        refused(RefusedException.class, () -> shared().subjects().suspend(ALICE));
        refused(RefusedException.class, () -> shared().grants().grant(Grant.allow(ALICE, common)));
        refused(RefusedException.class, () -> shared().grants().grant(Grant.allow(Group.EVERYONE, common)));
        refused(RefusedException.class, () -> shared().grants().replaceAll(ALICE, List.of(Grant.allow(ALICE, common))));
        assertThat(shared().groups().list()).isEmpty();
        assertThat(shared().subjects().list()).isEmpty();
        assertThat(shared().grants().list()).isEmpty();
    }

    @Test
    default void takesTheGrantsOfADeletedPermissionInAllTenants() {
        String common = unique("common");
        String other = unique("other");
        shared().permissions().define(descriptions(common, other));
        String bundle = unique("bundle");
        shared().bundles().define(bundle, "", List.of(common, other));
        here().bundles().define("clerk", "", List.of(common, other));
        here().grants().grant(List.of(Grant.allow(ALICE, common), Grant.allow(ALICE, other)));
        there().grants().grant(Grant.deny(Group.EVERYONE, common));
        long hereBefore = revision(here());
        long thereBefore = revision(there());
        long sharedBefore = revision(shared());

        shared().because("retired at last").permissions().delete(common);

        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactly(Grant.allow(ALICE, other));
        assertThat(there().grants().list()).isEmpty();
        assertThat(here().bundles().find("clerk"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of(other));
        assertThat(shared().bundles().find(bundle))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of(other));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, permission=" + common + ", subject=user:alice}",
                        "BUNDLE_PERMISSION REMOVED {bundle=clerk, permission=" + common + "}");
        assertThat(lastChanges(there()))
                .containsExactly("GRANT REMOVED {effect=DENY, group=everyone, permission=" + common + "}");
        assertThat(lastChanges(shared()))
                .containsExactly(
                        "BUNDLE_PERMISSION REMOVED {bundle=" + bundle + ", permission=" + common + "}",
                        "PERMISSION REMOVED {declared=false, description=, name=" + common + ", retired=false}");
        assertThat(List.of(last(here()), last(there()), last(shared()))).allSatisfy(set -> {
            assertThat(set.actor()).isEqualTo(ADMIN);
            assertThat(set.reason()).isEqualTo("retired at last");
        });
        assertThat(revision(here())).isEqualTo(hereBefore + 1);
        assertThat(revision(there())).isEqualTo(thereBefore + 1);
        assertThat(revision(shared())).isEqualTo(sharedBefore + 1);
        assertThat(check(ALICE, common)).isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    default void takesTheGrantsOfADeletedBundleInAllTenants() {
        String common = unique("common");
        shared().permissions().define(common, "");
        shared().bundles().define(common, "", List.of(common));
        here().grants().grant(List.of(Grant.allow(ALICE, What.bundle(common)), Grant.allow(BOB, common)));
        long untouched = revision(there());

        shared().bundles().delete(common);

        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactly(Grant.allow(BOB, common));
        assertThat(lastChanges(here()))
                .containsExactly("GRANT REMOVED {bundle=" + common + ", effect=ALLOW, subject=user:alice}");
        assertThat(check(ALICE, common)).isEqualTo(Code.NOT_GRANTED);
        assertThat(check(BOB, common)).isEqualTo(Code.GRANTED);
        assertThat(revision(there())).isEqualTo(untouched);
    }

    @Test
    default void keepsGrantsInAllTenantsWhenItIsRenamedOrRetired() {
        String old = unique("old");
        String renamed = unique("renamed");
        shared().permissions().define(old, "");
        here().grants().grant(Grant.allow(ALICE, old));

        shared().permissions().rename(old, renamed);
        assertThat(check(ALICE, renamed)).isEqualTo(Code.GRANTED);
        assertThat(here().grants().of(ALICE))
                .extracting(recorded -> recorded.grant().what())
                .containsExactly(What.permission(renamed));

        shared().permissions().retire(renamed);
        assertThat(check(ALICE, renamed)).isEqualTo(Code.UNKNOWN_PERMISSION);
        refused(RefusedException.class, () -> there().grants().grant(Grant.allow(ALICE, renamed)));
        shared().permissions().restore(renamed);
        assertThat(check(ALICE, renamed)).isEqualTo(Code.GRANTED);
    }

    @Test
    default void seesNothingOfTenants() {
        permissions("a");
        here().bundles().define("clerk", "", List.of("a"));

        assertThat(shared().permissions().list())
                .extracting(PermissionEntry::tenant)
                .allMatch(Tenant.SHARED::equals);
        assertThat(shared().bundles().list()).extracting(BundleEntry::tenant).allMatch(Tenant.SHARED::equals);
        assertThat(shared().permissions().find("a")).isEmpty();
        assertThat(shared().bundles().find("clerk")).isEmpty();
    }
}
