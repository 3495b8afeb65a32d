package io.tiergate.admin;

import io.tiergate.Tenant;

/**
 * An entry of the catalogue.
 *
 * @param tenant where it is defined: the tenant asked about, or {@link Tenant#SHARED}
 * @param declared whether application code declares it
 * @param retired whether checks treat it as unknown; its grants are kept
 */
public record PermissionEntry(Tenant tenant, String name, String description, boolean declared, boolean retired) {}
