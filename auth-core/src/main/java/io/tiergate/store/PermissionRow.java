package io.tiergate.store;

/**
 * An entry of the catalogue.
 *
 * @param declared whether application code declares it
 */
public record PermissionRow(
        long id, long tenantId, String name, String description, boolean declared, boolean retired) {}
