package io.tiergate.admin;

import io.tiergate.Tenant;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.StillReferredToException;
import io.tiergate.store.Store;
import io.tiergate.store.TenantRow;
import java.util.List;
import java.util.Objects;

/** The tenants themselves. */
public final class TenantAdministration {

    private final Scope scope;

    TenantAdministration(Scope scope) {
        this.scope = scope;
    }

    /** @throws AlreadyExistsException if there is one of that key */
    public void create(Tenant tenant) {
        if (!createIfMissing(tenant)) {
            throw new AlreadyExistsException("There is a tenant '" + tenant + "' already. Use it, or another key.");
        }
    }

    /** Creates a tenant unless there is one of that key; answers whether it did. */
    public boolean createIfMissing(Tenant tenant) {
        Objects.requireNonNull(tenant, "tenant");
        Store store = scope.store();
        return store.write(() -> {
            if (store.tenants().find(tenant) != null) {
                return false;
            }
            TenantRow row = store.tenants().insert(tenant);
            Change change = Change.added(Kind.TENANT, row.id(), null, null, JsonObject.tenant(tenant.key()));
            store.changes().append(row, scope.author(), List.of(change));
            return true;
        });
    }

    /**
     * Removes a tenant with all that is its own: catalogue, bundles, groups, subjects, resources, grants. Its change log is kept. A
     * tenant of the same key that comes later starts with nothing.
     *
     * @throws NotFoundException if there is none of that key
     * @throws RefusedException for the tenants that always exist, and if rows of the host application's refer to resources
     */
    public void delete(Tenant tenant) {
        Objects.requireNonNull(tenant, "tenant");
        if (tenant.equals(Tenant.DEFAULT) || tenant.isShared()) {
            throw new RefusedException(
                    "The tenant '" + tenant + "' always exists: it cannot be deleted. Only other tenants can be.");
        }
        Store store = scope.store();
        store.write(() -> {
            TenantRow row = store.tenants().find(tenant);
            if (row == null) {
                throw Look.noTenant(tenant);
            }
            Change change = Change.removed(Kind.TENANT, row.id(), null, null, JsonObject.tenant(tenant.key()));
            store.changes().append(row, scope.author(), List.of(change));
            delete(store, row);
            return true;
        });
    }

    public boolean exists(Tenant tenant) {
        Objects.requireNonNull(tenant, "tenant");
        Store store = scope.store();
        return store.read(() -> store.tenants().find(tenant) != null);
    }

    /** All, {@link Tenant#SHARED} included, by key. */
    public List<Tenant> list() {
        Store store = scope.store();
        return store.read(
                () -> store.tenants().list().stream().map(TenantRow::tenant).toList());
    }

    private static void delete(Store store, TenantRow row) {
        try {
            store.tenants().delete(row.id());
        } catch (StillReferredToException referred) {
            throw new RefusedException("Rows of the table '" + referred.table() + "' refer to resources of tenant '"
                    + row.tenant() + "': it cannot be deleted. Delete or change them first.");
        }
    }
}
