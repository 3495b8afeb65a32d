package io.tiergate.store;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a tenant's requests see: its own definitions and the shared ones.
 *
 * @param bundlePermissions for each bundle's key the keys of its permissions
 * @param groups the tenant's groups, built-in ones included
 * @param groupGrants what the groups hold everywhere
 * @param types the types of resources
 * @param typePermissions for each type's key the keys of the permissions that are declared for it
 */
public record TenantDefinitions(
        Stamp stamp,
        List<PermissionRow> permissions,
        List<BundleRow> bundles,
        Map<Long, Set<Long>> bundlePermissions,
        List<GroupRow> groups,
        List<HeldGrant> groupGrants,
        List<ResourceTypeRow> types,
        Map<Long, Set<Long>> typePermissions) {}
