package io.tiergate.admin;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable.GrantKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings one tenant of an {@link Archive} in. It takes what the ordinary ways refuse to begin with, because it may have become
 * so: grants and bundles with permissions that were retired later, grants of what a type had once.
 */
final class TenantRestoration {

    private final Edit edit;
    private final Store store;

    TenantRestoration(Edit edit) {
        this.edit = edit;
        this.store = edit.store();
    }

    /** The key of the tenant is read. */
    void load(ArchivePart tenant) {
        requireEmpty();
        tenant.each("permissions", this::permission);
        tenant.each("bundles", this::bundle);
        tenant.each("resourceTypes", this::resourceType);
        tenant.each("subjects", this::subject);
        tenant.each("groups", this::group);
        // One by one, so that what is wrong with one is said at its place.
        tenant.each("resources", part -> new Registration(edit).add(List.of(resource(part)), false));
        tenant.each("grants", this::grant);
    }

    private void requireEmpty() {
        long id = edit.tenantId();
        boolean empty = store.permissions().list(id).isEmpty()
                && store.bundles().list(id).isEmpty()
                && store.resourceTypes().list(id).isEmpty()
                && store.subjects().count(id, 1) == 0
                && store.groups().list(id).stream()
                        .allMatch(row -> Group.of(row.name()).isBuiltIn())
                && store.grants().list(id).isEmpty()
                && store.resources().children(id, null, 0, 1).isEmpty();
        if (!empty) {
            throw new RefusedException("The tenant '" + edit.tenant().tenant()
                    + "' has something already, and would be mixed with what is to come. Clear it first.");
        }
    }

    private void permission(ArchivePart part) {
        String name = part.text("name");
        String description = part.textOrEmpty("description");
        Texts.permission(name, description);
        PermissionAdministration.requireFree(edit, name);
        PermissionRow row = store.permissions().insert(edit.tenantId(), name, description, part.flag("declared"));
        if (part.flag("retired")) {
            PermissionRow retired =
                    new PermissionRow(row.id(), row.tenantId(), name, description, row.declared(), true);
            store.permissions().update(row, retired);
            row = retired;
        }
        edit.log(Change.added(Kind.PERMISSION, row.id(), null, null, JsonObject.permission(row)));
    }

    private void bundle(ArchivePart part) {
        String name = part.text("name");
        String description = part.textOrEmpty("description");
        Texts.bundle(name, description);
        BundleAdministration.requireFree(edit, name);
        BundleRow row = store.bundles().insert(edit.tenantId(), name, description);
        edit.log(Change.added(Kind.BUNDLE, row.id(), null, null, JsonObject.bundle(row)));
        edit.addToBundle(row, permissions(part));
    }

    private void resourceType(ArchivePart part) {
        String name = part.text("name");
        String description = part.textOrEmpty("description");
        String ownerBundle = part.optionalText("ownerBundle");
        Texts.resourceType(name, description);
        ResourceTypeAdministration.requireFree(edit, name);
        Long ownerBundleId =
                ownerBundle == null ? null : (Long) edit.bundle(ownerBundle).id();
        ResourceTypeRow row =
                store.resourceTypes().insert(edit.tenantId(), name, description, ownerBundleId, part.flag("bound"));
        List<PermissionRow> permissions = permissions(part);
        if (!permissions.isEmpty()) {
            store.resourceTypes()
                    .add(row.id(), permissions.stream().map(PermissionRow::id).toList());
        }
        edit.log(Change.added(
                Kind.RESOURCE_TYPE,
                row.id(),
                null,
                null,
                JsonObject.resourceType(
                        row,
                        ownerBundle,
                        permissions.stream().map(PermissionRow::name).toList())));
    }

    private void subject(ArchivePart part) {
        Subject subject = part.subject("subject");
        String displayName = part.textOrEmpty("displayName");
        Texts.displayName(subject, displayName);
        if (store.subjects().find(edit.tenantId(), subject) != null) {
            throw new AlreadyExistsException("There is a subject '" + subject + "' already. Leave one out.");
        }
        SubjectRow before = edit.subject(subject);
        SubjectRow after = new SubjectRow(before.id(), before.tenantId(), subject, displayName, part.flag("suspended"));
        if (!after.equals(before)) {
            store.subjects().update(before, after);
            edit.log(Change.changed(
                    Kind.SUBJECT, after.id(), after.id(), null, JsonObject.subject(before), JsonObject.subject(after)));
        }
    }

    private void group(ArchivePart part) {
        edit.requireNotShared("groups");
        String name = part.text("name");
        String description = part.textOrEmpty("description");
        Texts.group(name, description);
        GroupAdministration.requireFree(edit, name);
        GroupRow row = store.groups().insert(edit.tenantId(), name, description);
        edit.log(Change.added(Kind.GROUP, row.id(), null, row.id(), JsonObject.group(row)));
        part.each("members", member -> member(row, member));
    }

    private void member(GroupRow group, ArchivePart part) {
        SubjectRow subject = edit.subject(part.subject("subject"));
        Validity validity = part.validity();
        boolean present = store.groups().memberships(group.id(), subject.id()).stream()
                .anyMatch(row -> row.membership().validity().equals(validity));
        if (present) {
            throw new AlreadyExistsException("This membership is there already. Leave one out.");
        }
        String reason = part.optionalText("reason");
        if (reason != null) {
            Texts.reason(reason);
        }
        MembershipRow added =
                store.groups().insert(group, subject, validity, author(part, "addedBy", "addedAt", reason));
        edit.log(Change.added(
                Kind.MEMBERSHIP, added.id(), subject.id(), group.id(), JsonObject.membership(added.membership())));
    }

    private static NewResource resource(ArchivePart part) {
        Resource resource = Resource.parse(part.text("resource"));
        Resource parent = part.optionalResource("parent");
        return new NewResource(resource, parent, part.optionalHolder("ownerSubject", "ownerGroup"), null);
    }

    private void grant(ArchivePart part) {
        edit.requireNotShared("grants");
        Holder holder = part.optionalHolder("subject", "group");
        if (holder == null) {
            throw part.refusal("has neither 'subject' nor 'group'");
        }
        Grant grant = new Grant(
                holder,
                what(part),
                part.optionalResource("resource"),
                effect(part),
                part.validity(),
                part.optionalText("reason"));
        if (!GrantAdministration.find(edit, grant, true).isEmpty()) {
            throw new AlreadyExistsException("This grant is there already. Leave one out.");
        }
        Long subjectId =
                holder instanceof Subject subject ? edit.subject(subject).id() : null;
        GrantKeys keys = GrantAdministration.keys(edit, grant, subjectId);
        GrantRow row = store.grants()
                .insert(edit.tenantId(), keys, grant, author(part, "grantedBy", "grantedAt", grant.reason()));
        edit.log(Change.added(Kind.GRANT, row.id(), row.subjectId(), row.groupId(), JsonObject.grant(row.recorded()))
                .at(row.resourceId()));
    }

    private static What what(ArchivePart part) {
        List<What> named = new ArrayList<>();
        for (What.Kind kind : What.Kind.values()) {
            String name = part.optionalText(kind.name().toLowerCase(Locale.ROOT));
            if (name != null) {
                named.add(new What(kind, name));
            }
        }
        if (named.size() != 1) {
            throw part.refusal("must have one of 'permission', 'wildcard' and 'bundle'");
        }
        return named.get(0);
    }

    private static Effect effect(ArchivePart part) {
        String name = part.text("effect");
        return Stream.of(Effect.values())
                .filter(effect -> effect.name().equals(name))
                .findFirst()
                .orElseThrow(() -> part.refusal("has an effect that is neither ALLOW nor DENY"));
    }

    /** Who did it once; now, where that is not said. */
    private Author author(ArchivePart part, String byKey, String atKey, @Nullable String reason) {
        Subject by = part.optionalSubject(byKey);
        Instant at = part.optionalInstant(atKey);
        return new Author(by, at == null ? edit.author().at() : at, reason);
    }

    private List<PermissionRow> permissions(ArchivePart part) {
        return part.texts("permissions").stream()
                .map(edit::permission)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }
}
