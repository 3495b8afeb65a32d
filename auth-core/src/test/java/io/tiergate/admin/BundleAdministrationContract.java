package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.What;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bundles, and what they contain. */
interface BundleAdministrationContract extends AdministrationScene {

    @Test
    default void definesABundleWithItsPermissions() {
        permissions("b", "a");

        BundleEntry defined = here().bundles().define("Billing clerk", "Does the bills", List.of("b", "a", "b"));

        assertThat(defined)
                .isEqualTo(new BundleEntry(here().tenant(), "Billing clerk", "Does the bills", List.of("a", "b")));
        assertThat(here().bundles().find("Billing clerk")).contains(defined);
        assertThat(there().bundles().find("Billing clerk")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly(
                        "BUNDLE ADDED -> {description=Does the bills, name=Billing clerk}",
                        "BUNDLE_PERMISSION ADDED -> {bundle=Billing clerk, permission=b}",
                        "BUNDLE_PERMISSION ADDED -> {bundle=Billing clerk, permission=a}");
    }

    @Test
    default void definesABundleOnce() {
        here().bundles().define("clerk", "", List.of());

        refused(AlreadyExistsException.class, () -> here().bundles().define("clerk", "again", List.of()));

        here().bundles().define("Clerk", "", List.of());
        there().bundles().define("clerk", "", List.of());
    }

    @Test
    default void definesABundleWithAllOfItsPermissionsOrNotAtAll() {
        permissions("a", "retired");
        here().permissions().retire("retired");
        there().permissions().define("foreign", "");

        refused(NotFoundException.class, () -> here().bundles().define("clerk", "", List.of("a", "missing")));
        refused(NotFoundException.class, () -> here().bundles().define("clerk", "", List.of("a", "foreign")));
        refused(RefusedException.class, () -> here().bundles().define("clerk", "", List.of("a", "retired")));
        refused(RefusedException.class, () -> here().bundles().define("clerk", "", List.of("a", "a.*")));
    }

    @Test
    default void definesABundleIfItIsMissing() {
        permissions("a");
        assertThat(here().bundles().defineIfMissing("clerk", "first", List.of("a")))
                .isTrue();

        changesNothing(() -> assertThat(here().bundles().defineIfMissing("clerk", "second", List.of()))
                .isFalse());
        assertThat(here().bundles().find("clerk"))
                .contains(new BundleEntry(here().tenant(), "clerk", "first", List.of("a")));
    }

    @Test
    default void renamesABundleWithItsGrants() {
        permissions("a");
        here().bundles().define("clerk", "text", List.of("a"));
        here().grants().grant(Grant.allow(ALICE, What.bundle("clerk")));
        long grantId = here().grants().of(ALICE).get(0).id();

        BundleEntry renamed = here().bundles().rename("clerk", "biller");

        assertThat(renamed).isEqualTo(new BundleEntry(here().tenant(), "biller", "text", List.of("a")));
        assertThat(here().bundles().find("clerk")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("BUNDLE CHANGED {description=text, name=clerk} -> {description=text, name=biller}");
        assertThat(here().grants().of(ALICE)).singleElement().satisfies(recorded -> {
            assertThat(recorded.id()).isEqualTo(grantId);
            assertThat(recorded.grant().what()).isEqualTo(What.bundle("biller"));
        });
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
    }

    @Test
    default void renamesABundleOnlyToANameThatIsFree() {
        here().bundles().define("one", "", List.of());
        here().bundles().define("two", "", List.of());

        refused(AlreadyExistsException.class, () -> here().bundles().rename("one", "two"));
        refused(NotFoundException.class, () -> here().bundles().rename("One", "three"));
        changesNothing(() -> here().bundles().rename("one", "one"));
    }

    @Test
    default void describesABundleAnew() {
        here().bundles().define("clerk", "", List.of());

        assertThat(here().bundles().describe("clerk", "text").description()).isEqualTo("text");

        assertThat(lastChanges(here()))
                .containsExactly("BUNDLE CHANGED {description=, name=clerk} -> {description=text, name=clerk}");
        changesNothing(() -> here().bundles().describe("clerk", "text"));
        refused(NotFoundException.class, () -> here().bundles().describe("Clerk", "text"));
    }

    @Test
    default void deletesABundleWithItsGrants() {
        permissions("a");
        here().bundles().define("clerk", "", List.of("a"));
        here().bundles().define("other", "", List.of("a"));
        here().grants().grant(Grant.allow(ALICE, What.bundle("clerk")));
        here().grants().grant(Grant.allow(ALICE, What.bundle("other")));
        here().grants().grant(Grant.deny(Group.EVERYONE, What.bundle("clerk")));

        here().bundles().delete("clerk");

        assertThat(here().bundles().find("clerk")).isEmpty();
        assertThat(here().bundles().find("other")).isPresent();
        assertThat(here().permissions().find("a")).isPresent();
        assertThat(here().grants().list())
                .extracting(recorded -> recorded.grant().what())
                .containsExactly(What.bundle("other"));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {bundle=clerk, effect=ALLOW, subject=user:alice}",
                        "GRANT REMOVED {bundle=clerk, effect=DENY, group=everyone}",
                        "BUNDLE_PERMISSION REMOVED {bundle=clerk, permission=a}",
                        "BUNDLE REMOVED {description=, name=clerk}");
        refused(NotFoundException.class, () -> here().bundles().delete("clerk"));
    }

    @Test
    default void addsPermissionsToABundle() {
        permissions("a", "b", "c");
        here().bundles().define("clerk", "", List.of("a"));
        here().grants().grant(Grant.allow(ALICE, What.bundle("clerk")));

        assertThat(here().bundles().add("clerk", List.of("a", "c", "b", "c"))).isEqualTo(2);

        assertThat(lastChanges(here()))
                .containsExactly(
                        "BUNDLE_PERMISSION ADDED -> {bundle=clerk, permission=c}",
                        "BUNDLE_PERMISSION ADDED -> {bundle=clerk, permission=b}");
        assertThat(check(ALICE, "c")).isEqualTo(Code.GRANTED);
        changesNothing(() ->
                assertThat(here().bundles().add("clerk", List.of("b", "a"))).isZero());
        changesNothing(
                () -> assertThat(here().bundles().add("clerk", List.of())).isZero());
    }

    @Test
    default void addsAllPermissionsToABundleOrNone() {
        permissions("a", "retired");
        here().permissions().retire("retired");
        here().bundles().define("clerk", "", List.of());

        refused(NotFoundException.class, () -> here().bundles().add("clerk", List.of("a", "missing")));
        refused(RefusedException.class, () -> here().bundles().add("clerk", List.of("a", "retired")));
        refused(RefusedException.class, () -> here().bundles().add("clerk", List.of("a", "*")));
        refused(NotFoundException.class, () -> here().bundles().add("Clerk", List.of("a")));
    }

    @Test
    default void removesPermissionsFromABundle() {
        permissions("a", "b", "c");
        here().bundles().define("clerk", "", List.of("a", "b"));
        here().bundles().define("other", "", List.of("a", "b"));

        assertThat(here().bundles().remove("clerk", List.of("a", "c", "a"))).isEqualTo(1);

        assertThat(lastChanges(here())).containsExactly("BUNDLE_PERMISSION REMOVED {bundle=clerk, permission=a}");
        assertThat(here().bundles().find("clerk"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of("b"));
        assertThat(here().bundles().find("other"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of("a", "b"));
        changesNothing(
                () -> assertThat(here().bundles().remove("clerk", List.of("a"))).isZero());
        refused(NotFoundException.class, () -> here().bundles().remove("clerk", List.of("b", "missing")));
    }

    @Test
    default void replacesWhatABundleContains() {
        permissions("a", "b", "c");
        here().bundles().define("clerk", "", List.of("a", "b"));

        BundleEntry replaced = here().bundles().replaceAll("clerk", List.of("c", "b", "c"));

        assertThat(replaced.permissions()).containsExactly("b", "c");
        assertThat(lastChanges(here()))
                .containsExactly(
                        "BUNDLE_PERMISSION REMOVED {bundle=clerk, permission=a}",
                        "BUNDLE_PERMISSION ADDED -> {bundle=clerk, permission=c}");
        changesNothing(() -> here().bundles().replaceAll("clerk", List.of("b", "c")));
        refused(NotFoundException.class, () -> here().bundles().replaceAll("clerk", List.of("missing")));
        assertThat(here().bundles().replaceAll("clerk", List.of()).permissions())
                .isEmpty();
    }

    /** A permission that was retired after it was bundled does not keep its bundle from being changed. */
    @Test
    default void keepsARetiredPermissionInABundle() {
        permissions("a", "b");
        here().bundles().define("clerk", "", List.of("a"));
        here().permissions().retire("a");

        here().bundles().add("clerk", List.of("a", "b"));
        here().bundles().replaceAll("clerk", List.of("a"));

        assertThat(here().bundles().find("clerk"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of("a"));
        assertThat(here().bundles().remove("clerk", List.of("a"))).isEqualTo(1);
    }

    @Test
    default void listsOwnAndSharedBundlesByName() {
        String common = unique("common");
        shared().bundles().define(common, "of all", List.of());
        here().bundles().define("zeta", "", List.of());
        here().bundles().define("Beta", "", List.of());
        there().bundles().define("alpha", "", List.of());

        List<BundleEntry> listed = here().bundles().list();

        assertThat(listed)
                .extracting(BundleEntry::name)
                .isSorted()
                .contains("Beta", "zeta", common)
                .doesNotContain("alpha");
        assertThat(listed).extracting(BundleEntry::tenant).allMatch(Set.of(here().tenant(), Tenant.SHARED)::contains);
        assertThat(here().bundles().find(common)).contains(new BundleEntry(Tenant.SHARED, common, "of all", List.of()));
    }

    @Test
    default void findsBundlesByExactlyTheirName() {
        here().bundles().define("stra\u00dfe", "", List.of());

        for (String other : List.of("strasse", "Stra\u00dfe", "STRASSE", "stra_e", "stra%")) {
            assertThat(here().bundles().find(other)).isEmpty();
            refused(NotFoundException.class, () -> here().bundles().delete(other));
        }
    }
}
