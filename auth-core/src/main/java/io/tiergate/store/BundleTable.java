package io.tiergate.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bundles with their permissions. */
public interface BundleTable {

    /** The one of that name in that tenant itself. */
    @Nullable
    BundleRow find(long tenantId, String name);

    @Nullable
    BundleRow find(long id);

    /** Those of that tenant itself, by name. */
    List<BundleRow> list(long tenantId);

    /** All tenants, the shared one too, in which the name is taken; what others have committed meanwhile is seen. */
    List<TenantRow> tenantsWith(String name);

    BundleRow insert(long tenantId, String name, String description);

    /**
     * Writes what differs, if the row is still as it was read. Otherwise a concurrent change came between, and the
     * transaction fails with a conflict.
     */
    void update(BundleRow before, BundleRow after);

    /** Removes the row; its grants and its permissions must be gone. */
    void delete(long id);

    /** By name. */
    List<PermissionRow> permissionsOf(long bundleId);

    /** The bundles of any tenant that contain the permission. */
    List<BundleRow> containing(long permissionId);

    /** Adds permissions that the bundle does not contain. */
    void add(long bundleId, Collection<Long> permissionIds);

    /** Removes what was read; if one is not there any more, the transaction fails with a conflict. */
    void remove(long bundleId, Collection<Long> permissionIds);
}
