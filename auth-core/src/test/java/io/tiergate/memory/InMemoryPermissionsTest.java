package io.tiergate.memory;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.AlreadyExistsException;
import io.tiergate.admin.NotFoundException;
import io.tiergate.admin.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be defined, granted, taken back and removed in memory, and what is refused. */
class InMemoryPermissionsTest {

    private static final Resource FOLDER = Resource.of("folder", "plans");
    private static final Resource DRAFT = Resource.of("document", 1);
    private static final Resource LETTER = Resource.of("document", 2);
    private static final Group OFFICE = Group.of("Lisbon office");

    private final InMemoryPermissions permissions = new InMemoryPermissions()
            .definePermissions("document.read", "document.write", "print")
            .defineBundle("reader", "document.read")
            .defineType("folder", "document.read", "document.write")
            .defineType("document", "document.read", "document.write", "print")
            .defineGroups("Lisbon office")
            .addMembers("Lisbon office", user("bob"), user("carol"))
            .addResources(FOLDER, LETTER)
            .addBelow(FOLDER, DRAFT);

    @Test
    void whatIsDefinedIsListed() {
        assertThat(permissions.permissions()).containsExactly("document.read", "document.write", "print");
        assertThat(permissions.bundles()).isEqualTo(Map.of("reader", Set.of("document.read")));
        assertThat(permissions.types())
                .isEqualTo(Map.of(
                        "document", Set.of("document.read", "document.write", "print"),
                        "folder", Set.of("document.read", "document.write")));
        assertThat(permissions.groups()).containsExactly("Lisbon office");
        assertThat(permissions.membersOf("Lisbon office")).containsExactly(user("bob"), user("carol"));
        assertThat(permissions.subjects()).containsExactly(user("bob"), user("carol"));
        assertThat(permissions.resources()).containsExactly(FOLDER, DRAFT, LETTER);
    }

    @Test
    void whatIsListedIsACopy() {
        permissions.allow(user("alice"), "print");

        permissions.permissions().clear();
        permissions.types().get("document").clear();
        permissions.bundles().get("reader").clear();
        permissions.groups().clear();
        permissions.membersOf("Lisbon office").clear();
        permissions.subjects().clear();
        permissions.resources().clear();
        permissions.grants().clear();
        permissions.whichPermissions(user("alice")).clear();

        whatIsDefinedIsListedBesides(user("alice"));
        assertThat(permissions.grants()).containsExactly(Grant.allow(user("alice"), "print"));
        assertThat(permissions.whichPermissions(user("alice"))).containsExactly("print");
    }

    private void whatIsDefinedIsListedBesides(Subject subject) {
        assertThat(permissions.permissions()).hasSize(3);
        assertThat(permissions.types().get("document")).hasSize(3);
        assertThat(permissions.bundles().get("reader")).hasSize(1);
        assertThat(permissions.groups()).hasSize(1);
        assertThat(permissions.membersOf("Lisbon office")).hasSize(2);
        assertThat(permissions.subjects()).containsExactly(subject, user("bob"), user("carol"));
        assertThat(permissions.resources()).hasSize(3);
    }

    @Test
    void nothingThatIsMissingIsCreatedByAGrant() {
        assertThatThrownBy(() -> permissions.allow(user("alice"), "document.shred"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'document.shred'");
        assertThatThrownBy(() -> permissions.allow(user("alice"), Resource.of("document", 3), "document.read"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'document:3'");
        assertThatThrownBy(() -> permissions.allow(user("alice"), Resource.of("page", 1), "document.read"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'page'");
        assertThatThrownBy(() -> permissions.allow(Group.of("Porto office"), "document.read"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("'Porto office'");

        assertThat(permissions.grants()).isEmpty();
        assertThat(permissions.permissions()).doesNotContain("document.shred");
        assertThat(permissions.subjects()).doesNotContain(user("alice"));
    }

    @Test
    void noPermissionIsNeverAnyPermission() {
        assertThatThrownBy(() -> permissions.allow(user("alice")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> permissions.allow(user("alice"), DRAFT)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> permissions.deny(user("alice"))).hasMessageContaining("at least one");
        assertThatThrownBy(() -> permissions.deny(user("alice"), DRAFT)).hasMessageContaining("at least one");
        assertThatThrownBy(() ->
                        permissions.allowAll(Map.of(user("alice"), Map.of(LETTER, List.of("print"), DRAFT, List.of()))))
                .hasMessageContaining("at least one");

        assertThat(permissions.grants()).isEmpty();
    }

    @Test
    void whatCannotBeGrantedOnATypeIsRefused() {
        assertThatThrownBy(() -> permissions.allow(user("alice"), FOLDER, "print"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'print'")
                .hasMessageContaining("'folder'");
    }

    @Test
    void aDenialWinsWhereverItStands() {
        permissions.allow(OFFICE, FOLDER, "document.*").deny(user("bob"), DRAFT, "document.write");

        assertThat(permissions.check(user("bob"), "document.read", DRAFT)).isTrue();
        assertThat(permissions.check(user("bob"), "document.write", DRAFT)).isFalse();
        assertThat(permissions.check(user("carol"), "document.write", DRAFT)).isTrue();
        assertThat(permissions.check(user("carol"), "document.write")).isFalse();

        permissions.deny(OFFICE, "document.write");

        assertThat(permissions.check(user("carol"), "document.write", DRAFT)).isFalse();
    }

    @Test
    void manyGrantsComeFromANestedMapAllOrNone() {
        permissions.allowAll(Map.of(
                user("alice"),
                Map.of(DRAFT, List.of("document.read", "print"), LETTER, Set.of("print")),
                OFFICE,
                Map.of(FOLDER, List.of("document.*"))));

        assertThat(permissions.grants())
                .containsExactlyInAnyOrder(
                        Grant.allow(user("alice"), "document.read").on(DRAFT),
                        Grant.allow(user("alice"), "print").on(DRAFT),
                        Grant.allow(user("alice"), "print").on(LETTER),
                        Grant.allow(OFFICE, "document.*").on(FOLDER));

        assertThatThrownBy(() -> permissions.allowAll(
                        Map.of(user("dave"), Map.of(LETTER, List.of("print"), FOLDER, List.of("print")))))
                .isInstanceOf(RefusedException.class);
        assertThat(permissions.grants()).hasSize(4);
    }

    @Test
    void aGrantIsTakenBackAndNoOther() {
        permissions.allow(user("alice"), "document.read").allow(user("alice"), DRAFT, "document.read", "print");

        permissions.revoke(Grant.allow(user("alice"), "document.read").on(DRAFT));

        assertThat(permissions.grants())
                .containsExactly(
                        Grant.allow(user("alice"), "document.read"),
                        Grant.allow(user("alice"), "print").on(DRAFT));
    }

    @Test
    void allOfAHolderIsTakenBackEverywhereOrOnOneResource() {
        permissions
                .allow(user("alice"), "document.read")
                .allow(user("alice"), DRAFT, "print")
                .deny(user("alice"), DRAFT, "document.write")
                .allow(user("alice"), LETTER, "print")
                .allow(OFFICE, DRAFT, "print");

        permissions.revokeAll(user("alice"), DRAFT);

        assertThat(permissions.grants())
                .containsExactly(
                        Grant.allow(user("alice"), "document.read"),
                        Grant.allow(user("alice"), "print").on(LETTER),
                        Grant.allow(OFFICE, "print").on(DRAFT));

        permissions.revokeAll(user("alice"));

        assertThat(permissions.grants())
                .containsExactly(Grant.allow(OFFICE, "print").on(DRAFT));
    }

    @Test
    void aPermissionTakenOutOfOneTypeStaysElsewhere() {
        permissions
                .allow(user("alice"), "document.read")
                .allow(user("alice"), FOLDER, "document.read", "document.write")
                .allow(user("alice"), LETTER, "document.read", "document.*");

        permissions.removeFromType("folder", "document.read");

        assertThat(permissions.types().get("folder")).containsExactly("document.write");
        assertThat(permissions.types().get("document")).contains("document.read");
        assertThat(permissions.grants())
                .containsExactly(
                        Grant.allow(user("alice"), "document.read"),
                        Grant.allow(user("alice"), "document.write").on(FOLDER),
                        Grant.allow(user("alice"), "document.read").on(LETTER),
                        Grant.allow(user("alice"), "document.*").on(LETTER));
    }

    @Test
    void whatIsRemovedTakesItsGrantsWithIt() {
        permissions
                .allow(user("alice"), "print")
                .allow(user("alice"), DRAFT, "document.read")
                .allow(OFFICE, LETTER, "document.read")
                .grant(Grant.allow(user("dave"), What.bundle("reader")))
                .allow(user("erin"), LETTER, "document.write");

        permissions.removePermissions("print");
        assertThat(permissions.grants()).hasSize(4);
        permissions.removeResources(DRAFT);
        assertThat(permissions.grants()).hasSize(3);
        permissions.removeGroups("Lisbon office");
        assertThat(permissions.grants()).hasSize(2);
        permissions.removeBundles("reader");
        assertThat(permissions.grants()).hasSize(1);
        permissions.removeSubjects(user("erin"));
        assertThat(permissions.grants()).isEmpty();

        permissions.removeResources(FOLDER).removeTypes("folder");
        assertThat(permissions.types()).containsOnlyKeys("document");
        assertThatThrownBy(() -> permissions.removeTypes("document"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("1 resource");
    }

    @Test
    void aMemberThatHasLeftHasNothingOfTheGroup() {
        permissions.allow(OFFICE, "print").removeMembers("Lisbon office", user("bob"));

        assertThat(permissions.check(user("bob"), "print")).isFalse();
        assertThat(permissions.check(user("carol"), "print")).isTrue();
    }

    @Test
    void anOwnerIsAllowedWhatTheTypeHas() {
        permissions.setOwner(DRAFT, user("alice"));
        assertThat(permissions.check(user("alice"), "print", DRAFT)).isTrue();

        permissions.setOwner(DRAFT, null);
        assertThat(permissions.check(user("alice"), "print", DRAFT)).isFalse();
    }

    @Test
    void aCallThatFailsChangesNothing() {
        assertThatThrownBy(() -> permissions.definePermissions("scan", "print"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("'print'");

        assertThat(permissions.permissions()).doesNotContain("scan");
    }

    @Test
    void validitiesFollowTheClock() {
        Instant now = Instant.parse("2026-05-04T10:00:00Z");
        InMemoryPermissions then = new InMemoryPermissions(Clock.fixed(now, ZoneOffset.UTC))
                .definePermissions("print")
                .grant(
                        Grant.allow(user("alice"), "print").until(now),
                        Grant.allow(user("bob"), "print").until(now.plusSeconds(1)));

        assertThat(then.check(user("alice"), "print")).isFalse();
        assertThat(then.check(user("bob"), "print")).isTrue();
    }

    @Test
    void clearRemovesEverythingInAllTenants() {
        permissions
                .allow(Group.EVERYONE, "print")
                .allow(Group.AUTHENTICATED, DRAFT, "print")
                .setOwner(DRAFT, OFFICE);
        permissions.administration().tenants().create(Tenant.of("acme"));
        permissions.administration().inTenant(Tenant.of("acme")).permissions().define("scan", "");
        permissions.administration().inTenant(Tenant.SHARED).permissions().define("lock", "");
        permissions.administration().resourceTypes().setOwnerBundle("document", "reader");

        permissions.clear();

        assertThat(permissions.exportAll()).isEqualTo(new InMemoryPermissions().exportAll());
        permissions.definePermissions("print", "lock", "scan");
        assertThat(permissions.check(user("bob"), "print")).isFalse();
    }

    @Test
    void allGrantsAreShown() {
        permissions.allow(user("alice"), "print").deny(OFFICE, DRAFT, "document.write");

        assertThat(permissions.toString().lines())
                .containsExactly(
                        "ALLOW print to user:alice", "DENY document.write on document:1 to group 'Lisbon office'");
    }
}
