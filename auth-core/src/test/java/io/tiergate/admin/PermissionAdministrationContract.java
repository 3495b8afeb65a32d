package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.change.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The catalogue. */
interface PermissionAdministrationContract extends AdministrationScene {

    @Test
    default void definesAPermission() {
        PermissionEntry defined = here().permissions().define("invoice.approve", "Approve invoices");

        assertThat(defined)
                .isEqualTo(new PermissionEntry(here().tenant(), "invoice.approve", "Approve invoices", false, false));
        assertThat(here().permissions().find("invoice.approve")).contains(defined);
        assertThat(ownPermissions()).containsExactly(defined);
        assertThat(there().permissions().find("invoice.approve")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("PERMISSION ADDED -> {declared=false, description=Approve invoices,"
                        + " name=invoice.approve, retired=false}");
    }

    @Test
    default void definesAPermissionOnce() {
        permissions("invoice.approve");

        refused(AlreadyExistsException.class, () -> here().permissions().define("invoice.approve", "again"));

        here().permissions().define("Invoice.approve", "");
        there().permissions().define("invoice.approve", "");
        assertThat(ownPermissions()).hasSize(2);
    }

    @Test
    default void definesSeveralPermissionsInOneChangeSet() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put("b", "B");
        descriptions.put("a", "A");

        List<PermissionEntry> defined = here().permissions().define(descriptions);

        assertThat(defined).extracting(PermissionEntry::name).containsExactly("b", "a");
        assertThat(last(here()).changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.PERMISSION, Change.Kind.PERMISSION);
        changesNothing(() -> assertThat(here().permissions().define(Map.of())).isEmpty());
    }

    @Test
    default void definesAllOfSeveralPermissionsOrNone() {
        permissions("m");

        refused(AlreadyExistsException.class, () -> here().permissions().define(descriptions("a", "m", "z")));
        refused(InvalidNameException.class, () -> here().permissions().define(descriptions("a", "m*", "z")));
    }

    @Test
    default void definesAPermissionIfItIsMissing() {
        assertThat(here().permissions().defineIfMissing("a", "first")).isTrue();

        changesNothing(() ->
                assertThat(here().permissions().defineIfMissing("a", "second")).isFalse());
        assertThat(here().permissions().find("a"))
                .get()
                .extracting(PermissionEntry::description)
                .isEqualTo("first");
    }

    @Test
    default void renamesAPermissionWithItsGrantsAndItsPlacesInBundles() {
        permissions("invoice.approve", "invoice.pay");
        here().bundles().define("clerk", "", List.of("invoice.approve", "invoice.pay"));
        here().grants().grant(Grant.allow(ALICE, "invoice.approve").because("ticket 1"));
        here().grants().grant(Grant.deny(BOB, "invoice.approve"));
        long grantId = here().grants().of(ALICE).get(0).id();

        PermissionEntry renamed = here().permissions().rename("invoice.approve", "bill.sign");

        assertThat(renamed.name()).isEqualTo("bill.sign");
        assertThat(here().permissions().find("invoice.approve")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("PERMISSION CHANGED"
                        + " {declared=false, description=, name=invoice.approve, retired=false}"
                        + " -> {declared=false, description=, name=bill.sign, retired=false}");
        assertThat(here().grants().of(ALICE)).singleElement().satisfies(recorded -> {
            assertThat(recorded.id()).isEqualTo(grantId);
            assertThat(recorded.grant())
                    .isEqualTo(Grant.allow(ALICE, "bill.sign").because("ticket 1"));
        });
        assertThat(here().bundles().find("clerk"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of("bill.sign", "invoice.pay"));
        assertThat(check(ALICE, "bill.sign")).isEqualTo(Code.GRANTED);
        assertThat(check(ALICE, "invoice.approve")).isEqualTo(Code.UNKNOWN_PERMISSION);
        assertThat(check(BOB, "bill.sign")).isEqualTo(Code.DENIED);
    }

    @Test
    default void coversARenamedPermissionByItsNewName() {
        permissions("invoice.approve");
        here().grants().grant(Grant.allow(ALICE, "invoice.*"));
        here().grants().grant(Grant.allow(BOB, "bill.*"));

        here().permissions().rename("invoice.approve", "bill.sign");

        assertThat(check(ALICE, "bill.sign")).isEqualTo(Code.NOT_GRANTED);
        assertThat(check(BOB, "bill.sign")).isEqualTo(Code.GRANTED);
    }

    @Test
    default void renamesOnlyToANameThatIsFree() {
        permissions("a", "b");

        refused(AlreadyExistsException.class, () -> here().permissions().rename("a", "b"));
        refused(NotFoundException.class, () -> here().permissions().rename("A", "c"));
        refused(NotFoundException.class, () -> there().permissions().rename("a", "c"));
        changesNothing(() -> here().permissions().rename("a", "a"));
    }

    @Test
    default void describesAPermissionAnew() {
        permissions("a");

        PermissionEntry described = here().permissions().describe("a", "text");

        assertThat(described.description()).isEqualTo("text");
        assertThat(lastChanges(here()))
                .containsExactly("PERMISSION CHANGED {declared=false, description=, name=a, retired=false}"
                        + " -> {declared=false, description=text, name=a, retired=false}");
        changesNothing(() -> here().permissions().describe("a", "text"));
        refused(NotFoundException.class, () -> here().permissions().describe("A", "text"));
    }

    @Test
    default void retiresAndRestoresAPermissionWithItsGrants() {
        permissions("a");
        here().grants().grant(Grant.allow(ALICE, "a"));

        assertThat(here().permissions().retire("a")).isTrue();
        assertThat(check(ALICE, "a")).isEqualTo(Code.UNKNOWN_PERMISSION);
        assertThat(here().permissions().find("a"))
                .get()
                .extracting(PermissionEntry::retired)
                .isEqualTo(true);
        assertThat(here().grants().of(ALICE)).hasSize(1);
        assertThat(lastChanges(here()))
                .containsExactly("PERMISSION CHANGED {declared=false, description=, name=a, retired=false}"
                        + " -> {declared=false, description=, name=a, retired=true}");
        changesNothing(() -> assertThat(here().permissions().retire("a")).isFalse());

        assertThat(here().permissions().restore("a")).isTrue();
        assertThat(check(ALICE, "a")).isEqualTo(Code.GRANTED);
        changesNothing(() -> assertThat(here().permissions().restore("a")).isFalse());
        refused(NotFoundException.class, () -> here().permissions().retire("A"));
        refused(NotFoundException.class, () -> here().permissions().restore("A"));
    }

    @Test
    default void deletesAPermissionWithItsGrantsAndItsPlacesInBundles() {
        permissions("a", "b");
        here().bundles().define("both", "", List.of("a", "b"));
        here().groups().define("Lisbon", "");
        here().grants().grant(Grant.allow(ALICE, "a").because("x"));
        here().grants().grant(Grant.deny(Group.of("Lisbon"), "a"));
        here().grants().grant(Grant.allow(ALICE, "b"));
        here().grants().grant(Grant.allow(ALICE, What.bundle("both")));

        here().permissions().delete("a");

        assertThat(here().permissions().find("a")).isEmpty();
        assertThat(here().bundles().find("both"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of("b"));
        assertThat(here().grants().list())
                .extracting(recorded -> recorded.grant().toString())
                .containsExactly("ALLOW b to user:alice", "ALLOW bundle 'both' to user:alice");
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, permission=a, reason=x, subject=user:alice}",
                        "GRANT REMOVED {effect=DENY, group=Lisbon, permission=a}",
                        "BUNDLE_PERMISSION REMOVED {bundle=both, permission=a}",
                        "PERMISSION REMOVED {declared=false, description=, name=a, retired=false}");
        refused(NotFoundException.class, () -> here().permissions().delete("a"));
    }

    @Test
    default void startsWithNothingWhenADeletedPermissionComesAgain() {
        permissions("a");
        here().bundles().define("one", "", List.of("a"));
        here().grants().grant(Grant.allow(ALICE, "a"));
        here().permissions().delete("a");

        permissions("a");

        assertThat(check(ALICE, "a")).isEqualTo(Code.NOT_GRANTED);
        assertThat(here().bundles().find("one"))
                .get()
                .extracting(BundleEntry::permissions)
                .isEqualTo(List.of());
    }

    @Test
    default void listsOwnAndSharedPermissionsByName() {
        String common = unique("common");
        shared().permissions().define(common, "of all");
        permissions("zeta", "alpha", "Beta");

        List<PermissionEntry> listed = here().permissions().list();

        assertThat(listed).extracting(PermissionEntry::name).isSorted().contains("Beta", "alpha", "zeta", common);
        assertThat(listed).contains(new PermissionEntry(Tenant.SHARED, common, "of all", false, false));
        assertThat(listed)
                .extracting(PermissionEntry::tenant)
                .allMatch(Set.of(here().tenant(), Tenant.SHARED)::contains);
        assertThat(here().permissions().find(common))
                .get()
                .extracting(PermissionEntry::tenant)
                .isEqualTo(Tenant.SHARED);
    }

    @Test
    default void findsPermissionsByExactlyTheirName() {
        permissions("invoice.approve");

        for (String other : List.of("Invoice.approve", "invoice.approve-", "invoice", "invoice.approve.x", "i")) {
            assertThat(here().permissions().find(other)).isEmpty();
            refused(NotFoundException.class, () -> here().permissions().delete(other));
            refused(NotFoundException.class, () -> here().permissions().holdersOf(other));
        }
    }

    private List<PermissionEntry> ownPermissions() {
        return here().permissions().list().stream()
                .filter(entry -> entry.tenant().equals(here().tenant()))
                .toList();
    }
}
