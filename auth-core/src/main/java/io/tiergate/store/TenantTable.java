package io.tiergate.store;

import io.tiergate.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenants. */
public interface TenantTable {

    /** The key of {@link Tenant#SHARED} in every store. */
    long SHARED_ID = 1;

    @Nullable
    TenantRow find(Tenant tenant);

    /** All, by key. */
    List<TenantRow> list();

    /** Adds a tenant with its built-in groups and the revision 0. */
    TenantRow insert(Tenant tenant);

    /** Removes a tenant and all that is its own, its change log excepted. */
    void delete(long id);

    /**
     * Lets nobody else define names of permissions and bundles until the transaction ends, so that a name which is found
     * free in all tenants stays free.
     */
    void lockNames();
}
