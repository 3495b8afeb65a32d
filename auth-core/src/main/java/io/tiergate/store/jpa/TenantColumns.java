package io.tiergate.store.jpa;

import io.tiergate.Tenant;
import io.tiergate.store.TenantRow;

/** A tenant as a query selects it. */
record TenantColumns(long id, String key) {

    TenantRow row() {
        return new TenantRow(id, Tenant.of(key));
    }
}
