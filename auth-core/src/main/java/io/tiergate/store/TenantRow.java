package io.tiergate.store;

import io.tiergate.Tenant;

/** A tenant, with its key in the store. */
public record TenantRow(long id, Tenant tenant) {}
