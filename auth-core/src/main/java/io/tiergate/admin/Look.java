package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Store;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import org.jspecify.annotations.Nullable;

/** Finds by name what a tenant sees, or says clearly that it is not there. */
class Look {

    private final Store store;
    private final TenantRow tenant;

    Look(Store store, TenantRow tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    static Look at(Store store, Tenant tenant) {
        TenantRow row = store.tenants().find(tenant);
        if (row == null) {
            throw noTenant(tenant);
        }
        return new Look(store, row);
    }

    static NotFoundException noTenant(Tenant tenant) {
        return new NotFoundException("There is no tenant '" + tenant
                + "'. Check its spelling and case, or create it with tenants().create(...).");
    }

    final Store store() {
        return store;
    }

    final TenantRow tenant() {
        return tenant;
    }

    final long tenantId() {
        return tenant.id();
    }

    /** The permission of that name that the tenant sees. */
    final PermissionRow permission(String name) {
        PermissionRow found = permissionOrNull(name);
        if (found == null) {
            throw new NotFoundException("There is no permission '" + name + "' in tenant '" + tenant.tenant() + "'"
                    + (isShared() ? ", which sees only what is shared" : "")
                    + ". Check its spelling and case, or define it.");
        }
        return found;
    }

    final @Nullable PermissionRow permissionOrNull(String name) {
        Texts.permission(name);
        PermissionRow own = store.permissions().find(tenant.id(), name);
        return own != null || isShared() ? own : store.permissions().find(TenantTable.SHARED_ID, name);
    }

    /** The permission of that name, if the tenant may change it. */
    final PermissionRow ownPermission(String name) {
        PermissionRow found = permission(name);
        requireOwn("permission", name, found.tenantId());
        return found;
    }

    /** The bundle of that name that the tenant sees. */
    final BundleRow bundle(String name) {
        BundleRow found = bundleOrNull(name);
        if (found == null) {
            throw new NotFoundException("There is no bundle '" + name + "' in tenant '" + tenant.tenant()
                    + "'. Check its spelling and case, or define it.");
        }
        return found;
    }

    final @Nullable BundleRow bundleOrNull(String name) {
        Texts.bundle(name);
        BundleRow own = store.bundles().find(tenant.id(), name);
        return own != null || isShared() ? own : store.bundles().find(TenantTable.SHARED_ID, name);
    }

    /** The bundle of that name, if the tenant may change it. */
    final BundleRow ownBundle(String name) {
        BundleRow found = bundle(name);
        requireOwn("bundle", name, found.tenantId());
        return found;
    }

    /** The type of resources of that name that the tenant sees. */
    final ResourceTypeRow resourceType(String name) {
        ResourceTypeRow found = resourceTypeOrNull(name);
        if (found == null) {
            throw new NotFoundException("There is no resource type '" + name + "' in tenant '" + tenant.tenant()
                    + "'. Check its spelling, or declare it with resourceTypes().define(...).");
        }
        return found;
    }

    final @Nullable ResourceTypeRow resourceTypeOrNull(String name) {
        Texts.resourceType(name);
        ResourceTypeRow own = store.resourceTypes().find(tenant.id(), name);
        return own != null || isShared() ? own : store.resourceTypes().find(TenantTable.SHARED_ID, name);
    }

    /** The type of resources of that name, if the tenant may change it. */
    final ResourceTypeRow ownResourceType(String name) {
        ResourceTypeRow found = resourceType(name);
        requireOwn("resource type", name, found.tenantId());
        return found;
    }

    /** The resource, if it is registered. */
    final ResourceRow resource(Resource resource) {
        requireNotShared("resources");
        ResourceRow found = store.resources().find(tenant.id(), resource);
        if (found == null) {
            resourceType(resource.type());
            throw new NotFoundException("There is no resource '" + resource + "' in tenant '" + tenant.tenant()
                    + "'. Check its id's case and spaces, or register it.");
        }
        return found;
    }

    final GroupRow group(String name) {
        GroupRow found = groupOrNull(name);
        if (found == null) {
            requireNotShared("groups");
            throw new NotFoundException("There is no group '" + name + "' in tenant '" + tenant.tenant()
                    + "'. Check its spelling and case, or define it.");
        }
        return found;
    }

    final @Nullable GroupRow groupOrNull(String name) {
        Texts.group(name);
        return store.groups().find(tenant.id(), name);
    }

    /** The group of that name, if it is not built in. */
    final GroupRow changeableGroup(String name, String change) {
        if (Group.of(name).isBuiltIn()) {
            throw new RefusedException("The group '" + name + "' is built in: it cannot be " + change
                    + ". Only groups of your own can be.");
        }
        return group(name);
    }

    final Tenant tenantOf(long id) {
        return id == TenantTable.SHARED_ID ? Tenant.SHARED : tenant.tenant();
    }

    final boolean isShared() {
        return tenant.id() == TenantTable.SHARED_ID;
    }

    /** Refuses what the shared tenant cannot hold. */
    final void requireNotShared(String things) {
        if (isShared()) {
            throw new RefusedException("The tenant 'shared' holds only permissions, bundles and types of resources, no "
                    + things + ". Use a tenant of your own, such as 'default'.");
        }
    }

    private void requireOwn(String kind, String name, long ownerId) {
        if (ownerId != tenant.id()) {
            throw new RefusedException("The " + kind + " '" + name + "' is defined in tenant 'shared', for all tenants."
                    + " Change it there, with inTenant(Tenant.SHARED).");
        }
    }
}
