package io.tiergate.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of resources with their permissions. */
public interface ResourceTypeTable {

    /** The one of that name in that tenant itself. */
    @Nullable
    ResourceTypeRow find(long tenantId, String name);

    /** Those of that tenant itself, by name. */
    List<ResourceTypeRow> list(long tenantId);

    /** All tenants, the shared one too, in which the name is taken; what others have committed meanwhile is seen. */
    List<TenantRow> tenantsWith(String name);

    ResourceTypeRow insert(long tenantId, String name, String description, @Nullable Long ownerBundleId, boolean bound);

    /**
     * Writes what differs, if the row is still as it was read. Otherwise a concurrent change came between, and the
     * transaction fails with a conflict.
     */
    void update(ResourceTypeRow before, ResourceTypeRow after);

    /** Removes the row; its resources and its permissions must be gone. */
    void delete(long id);

    /** By name. */
    List<PermissionRow> permissionsOf(long typeId);

    /** The types of any tenant that declare the permission. */
    List<ResourceTypeRow> declaring(long permissionId);

    /** The types of any tenant whose owners are allowed that bundle. */
    List<ResourceTypeRow> ownedBy(long bundleId);

    /** Adds permissions that the type does not declare. */
    void add(long typeId, Collection<Long> permissionIds);

    /** Removes what was read; if one is not there any more, the transaction fails with a conflict. */
    void remove(long typeId, Collection<Long> permissionIds);
}
