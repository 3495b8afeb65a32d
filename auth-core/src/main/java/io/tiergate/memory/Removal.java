package io.tiergate.memory;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceEntry;
import java.util.List;

/** Removes what the administration service removes one by one. */
final class Removal {

    private static final List<Tenant> STAYING = List.of(Tenant.DEFAULT, Tenant.SHARED);

    private Removal() {}

    /** All but what always exists. What is shared goes last: others refer to it. */
    static void ofEverything(Administration administration) {
        administration.tenants().list().stream()
                .filter(tenant -> !STAYING.contains(tenant))
                .forEach(tenant -> administration.tenants().delete(tenant));
        things(administration.inTenant(Tenant.DEFAULT));
        definitions(administration.inTenant(Tenant.DEFAULT));
        definitions(administration.inTenant(Tenant.SHARED));
    }

    /** Takes permissions out of a type, and back where they are granted on resources of it. */
    static void fromType(Administration there, String type, List<String> permissions) {
        there.resourceTypes().remove(type, permissions);
        for (RecordedGrant recorded : there.grants().list()) {
            Grant grant = recorded.grant();
            if (grant.resource() != null
                    && grant.resource().type().equals(type)
                    && grant.what().kind() == What.Kind.PERMISSION
                    && permissions.contains(grant.what().name())) {
                there.grants().revoke(recorded.id());
            }
        }
    }

    private static void things(Administration there) {
        for (ResourceEntry root : there.resources().roots(0, Integer.MAX_VALUE)) {
            there.resources().deleteBranch(root.resource());
        }
        there.subjects().list().forEach(entry -> there.subjects().delete(entry.subject()));
        there.groups().list().stream()
                .filter(entry -> !entry.group().isBuiltIn())
                .forEach(entry -> there.groups().delete(entry.group().name()));
        there.grants().revokeAll(Group.EVERYONE);
        there.grants().revokeAll(Group.AUTHENTICATED);
    }

    private static void definitions(Administration there) {
        there.resourceTypes().list().stream()
                .filter(type -> type.tenant().equals(there.tenant()))
                .forEach(type -> there.resourceTypes().delete(type.name()));
        there.bundles().list().stream()
                .filter(bundle -> bundle.tenant().equals(there.tenant()))
                .forEach(bundle -> there.bundles().delete(bundle.name()));
        there.permissions().list().stream()
                .filter(permission -> permission.tenant().equals(there.tenant()))
                .forEach(permission -> there.permissions().delete(permission.name()));
    }
}
