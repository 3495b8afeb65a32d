package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.RecordedGrant;
import io.tiergate.Validity;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One tenant as an {@link Archive} has it; {@link TenantRestoration} reads the same. */
final class ArchivedTenant {

    private final Look look;
    private final Store store;

    ArchivedTenant(Look look) {
        this.look = look;
        this.store = look.store();
    }

    Map<String, Object> content() {
        long id = look.tenantId();
        Map<String, Object> tenant = new LinkedHashMap<>();
        tenant.put("key", look.tenant().tenant().key());
        tenant.put("permissions", list(store.permissions().list(id), ArchivedTenant::permission));
        tenant.put("bundles", list(store.bundles().list(id), this::bundle));
        tenant.put("resourceTypes", list(store.resourceTypes().list(id), this::resourceType));
        if (!look.isShared()) {
            tenant.put("subjects", list(store.subjects().list(id), (map, row) -> {
                map.put("subject", row.subject().toString());
                map.put("displayName", row.displayName());
                map.put("suspended", row.suspended());
            }));
            tenant.put(
                    "groups",
                    list(
                            store.groups().list(id).stream()
                                    .filter(row -> !Group.of(row.name()).isBuiltIn())
                                    .toList(),
                            this::group));
            List<ResourceEntry> resources = new ArrayList<>();
            addResources(null, resources);
            tenant.put("resources", list(resources, ArchivedTenant::resource));
            tenant.put("grants", list(store.grants().list(id), ArchivedTenant::grant));
        }
        return tenant;
    }

    private static void permission(Map<String, Object> map, PermissionRow row) {
        map.put("name", row.name());
        map.put("description", row.description());
        map.put("declared", row.declared());
        map.put("retired", row.retired());
    }

    private void bundle(Map<String, Object> map, BundleRow row) {
        map.put("name", row.name());
        map.put("description", row.description());
        map.put("permissions", names(store.bundles().permissionsOf(row.id())));
    }

    private void resourceType(Map<String, Object> map, ResourceTypeRow row) {
        map.put("name", row.name());
        map.put("description", row.description());
        map.put("permissions", names(store.resourceTypes().permissionsOf(row.id())));
        BundleRow ownerBundle =
                row.ownerBundleId() == null ? null : store.bundles().find(row.ownerBundleId());
        optional(map, "ownerBundle", ownerBundle == null ? null : ownerBundle.name());
        map.put("bound", row.bound());
    }

    private void group(Map<String, Object> map, GroupRow row) {
        map.put("name", row.name());
        map.put("description", row.description());
        map.put("members", list(store.groups().membersOf(row.id()), (member, found) -> {
            Membership membership = found.membership();
            member.put("subject", membership.subject().toString());
            validity(member, membership.validity());
            optional(member, "reason", membership.reason());
            optional(member, "addedBy", membership.addedBy());
            optional(member, "addedAt", membership.addedAt());
        }));
    }

    /** Parents before their children, siblings in their order. */
    private void addResources(@Nullable Long parentId, List<ResourceEntry> resources) {
        List<ResourceRow> rows = store.resources().children(look.tenantId(), parentId, 0, Integer.MAX_VALUE);
        ResourceEntries entries = ResourceEntries.of(look, rows);
        for (ResourceRow row : rows) {
            resources.add(entries.wholeEntry(row));
            addResources(row.id(), resources);
        }
    }

    private static void resource(Map<String, Object> map, ResourceEntry entry) {
        map.put("resource", entry.resource().toString());
        optional(map, "parent", entry.parent());
        holder(map, entry.owner(), "ownerSubject", "ownerGroup");
    }

    private static void grant(Map<String, Object> map, GrantRow row) {
        RecordedGrant recorded = row.recorded();
        Grant grant = recorded.grant();
        holder(map, grant.holder(), "subject", "group");
        map.put("effect", grant.effect().name());
        map.put(
                grant.what().kind().name().toLowerCase(Locale.ROOT),
                grant.what().name());
        optional(map, "resource", grant.resource());
        validity(map, grant.validity());
        optional(map, "reason", grant.reason());
        optional(map, "grantedBy", recorded.grantedBy());
        optional(map, "grantedAt", recorded.grantedAt());
    }

    private static void holder(Map<String, Object> map, @Nullable Holder holder, String subjectKey, String groupKey) {
        if (holder instanceof Group group) {
            map.put(groupKey, group.name());
        } else {
            optional(map, subjectKey, holder);
        }
    }

    private static void validity(Map<String, Object> map, Validity validity) {
        optional(map, "from", validity.from());
        optional(map, "until", validity.until());
    }

    private static void optional(Map<String, Object> map, String key, @Nullable Object value) {
        if (value != null) {
            map.put(key, value.toString());
        }
    }

    private static List<String> names(Collection<PermissionRow> rows) {
        return new ArrayList<>(rows.stream().map(PermissionRow::name).toList());
    }

    private static <R> List<Map<String, Object>> list(List<R> rows, BiConsumer<Map<String, Object>, R> content) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (R row : rows) {
            Map<String, Object> map = new LinkedHashMap<>();
            content.accept(map, row);
            maps.add(map);
        }
        return maps;
    }
}
