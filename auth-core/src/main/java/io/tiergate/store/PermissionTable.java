package io.tiergate.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue. */
public interface PermissionTable {

    /** The one of that name in that tenant itself. */
    @Nullable
    PermissionRow find(long tenantId, String name);

    /** Those of that tenant itself, by name. */
    List<PermissionRow> list(long tenantId);

    /** All tenants, the shared one too, in which the name is taken; what others have committed meanwhile is seen. */
    List<TenantRow> tenantsWith(String name);

    PermissionRow insert(long tenantId, String name, String description, boolean declared);

    /**
     * Writes what differs, if the row is still as it was read. Otherwise a concurrent change came between, and the
     * transaction fails with a conflict.
     */
    void update(PermissionRow before, PermissionRow after);

    /** Removes the row; its grants and its places in bundles must be gone. */
    void delete(long id);
}
