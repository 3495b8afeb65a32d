package io.tiergate.decision;

import io.tiergate.Group;
import io.tiergate.What;
import io.tiergate.store.BundleRow;
import io.tiergate.store.DefinitionKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantDefinitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the requests of one tenant see, indexed. Immutable once made. */
final class Definitions {

    private static final long NO_GROUP = 0;

    private final Stamp stamp;
    private final Map<String, PermissionRow> permissions;
    private final Map<Long, String> permissionNames;
    private final Map<Long, String> bundleNames;
    private final Map<Long, Set<Long>> bundlePermissions;
    private final Map<Long, Group> groups;
    private final Map<Long, List<HeldGrant>> grantsByGroup;
    private final Map<String, ResourceTypeRow> types;
    private final Map<Long, String> typeNames;
    private final Map<Long, Set<Long>> typePermissions;
    private long everyone = NO_GROUP;
    private long authenticated = NO_GROUP;

    Definitions(TenantDefinitions loaded) {
        this(
                loaded.stamp(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
        add(loaded);
    }

    private Definitions(Definitions before, Stamp now) {
        this(
                now,
                new HashMap<>(before.permissions),
                new HashMap<>(before.permissionNames),
                new HashMap<>(before.bundleNames),
                new HashMap<>(before.bundlePermissions),
                new HashMap<>(before.groups),
                new HashMap<>(before.grantsByGroup),
                new HashMap<>(before.types),
                new HashMap<>(before.typeNames),
                new HashMap<>(before.typePermissions));
    }

    private Definitions(
            Stamp stamp,
            Map<String, PermissionRow> permissions,
            Map<Long, String> permissionNames,
            Map<Long, String> bundleNames,
            Map<Long, Set<Long>> bundlePermissions,
            Map<Long, Group> groups,
            Map<Long, List<HeldGrant>> grantsByGroup,
            Map<String, ResourceTypeRow> types,
            Map<Long, String> typeNames,
            Map<Long, Set<Long>> typePermissions) {
        this.stamp = stamp;
        this.permissions = permissions;
        this.permissionNames = permissionNames;
        this.bundleNames = bundleNames;
        this.bundlePermissions = bundlePermissions;
        this.groups = groups;
        this.grantsByGroup = grantsByGroup;
        this.types = types;
        this.typeNames = typeNames;
        this.typePermissions = typePermissions;
    }

    /**
     * These definitions with some of them as they are now.
     *
     * @param keys which of them
     * @param now of these what is still there
     */
    Definitions with(DefinitionKeys keys, TenantDefinitions now) {
        Definitions changed = new Definitions(this, now.stamp());
        changed.remove(keys);
        changed.add(now);
        return changed;
    }

    private void remove(DefinitionKeys keys) {
        for (long id : keys.permissions()) {
            String name = permissionNames.remove(id);
            if (name != null) {
                permissions.remove(name);
            }
        }
        for (long id : keys.bundles()) {
            bundleNames.remove(id);
            bundlePermissions.remove(id);
        }
        for (long id : keys.groups()) {
            groups.remove(id);
            grantsByGroup.remove(id);
        }
        for (long id : keys.types()) {
            String name = typeNames.remove(id);
            if (name != null) {
                types.remove(name);
            }
            typePermissions.remove(id);
        }
    }

    private void add(TenantDefinitions loaded) {
        for (PermissionRow permission : loaded.permissions()) {
            permissions.put(permission.name(), permission);
            permissionNames.put(permission.id(), permission.name());
        }
        for (BundleRow bundle : loaded.bundles()) {
            bundleNames.put(bundle.id(), bundle.name());
        }
        bundlePermissions.putAll(loaded.bundlePermissions());
        for (GroupRow row : loaded.groups()) {
            groups.put(row.id(), Group.of(row.name()));
        }
        for (HeldGrant grant : loaded.groupGrants()) {
            grantsByGroup
                    .computeIfAbsent(grant.holderId(), id -> new ArrayList<>())
                    .add(grant);
        }
        for (ResourceTypeRow type : loaded.types()) {
            types.put(type.name(), type);
            typeNames.put(type.id(), type.name());
        }
        typePermissions.putAll(loaded.typePermissions());
        // Found once, since every question asks for them.
        for (Map.Entry<Long, Group> group : groups.entrySet()) {
            if (group.getValue().equals(Group.EVERYONE)) {
                everyone = group.getKey();
            } else if (group.getValue().equals(Group.AUTHENTICATED)) {
                authenticated = group.getKey();
            }
        }
    }

    Stamp stamp() {
        return stamp;
    }

    /** The permission of that name, or null if it is unknown or retired. */
    @Nullable
    PermissionRow active(String name) {
        PermissionRow permission = permissions.get(name);
        return permission == null || permission.retired() ? null : permission;
    }

    Collection<PermissionRow> permissions() {
        return permissions.values();
    }

    long everyone() {
        return everyone;
    }

    long authenticated() {
        return authenticated;
    }

    Group group(long id) {
        return known(groups.get(id), "group", id);
    }

    List<HeldGrant> grantsOf(long groupId) {
        return grantsByGroup.getOrDefault(groupId, List.of());
    }

    /** All grants of all groups. */
    Collection<List<HeldGrant>> groupGrants() {
        return grantsByGroup.values();
    }

    Set<Long> permissionsIn(long bundleId) {
        known(bundleNames.get(bundleId), "bundle", bundleId);
        return bundlePermissions.getOrDefault(bundleId, Set.of());
    }

    /** The type of resources of that name, or null if nobody has declared it. */
    @Nullable
    ResourceTypeRow type(String name) {
        return types.get(name);
    }

    /** All types of resources. */
    Collection<ResourceTypeRow> types() {
        return types.values();
    }

    /** The keys of the permissions that are declared for the type. */
    Set<Long> permissionsOfType(long typeId) {
        return typePermissions.getOrDefault(typeId, Set.of());
    }

    /**
     * The keys of the permissions that the owner of a resource of the one type is allowed on a resource of the other, which
     * is that resource or lies below it.
     *
     * @throws IllegalStateException if it refers to what does not exist
     */
    Set<Long> allowedToOwners(long ownedTypeId, ResourceTypeRow asked) {
        String name = known(typeNames.get(ownedTypeId), "type", ownedTypeId);
        ResourceTypeRow owned = known(types.get(name), "type", ownedTypeId);
        return owned.ownerBundleId() == null
                ? permissionsOfType(asked.id()).stream()
                        .filter(id -> !known(permissionNames.get(id), "permission", id)
                                .startsWith("tiergate."))
                        .collect(Collectors.toUnmodifiableSet())
                : permissionsIn(owned.ownerBundleId());
    }

    /** The keys of the groups that hold a grant of the permission. */
    List<Long> groupsWith(PermissionRow permission) {
        return grantsByGroup.entrySet().stream()
                .filter(held -> held.getValue().stream().anyMatch(grant -> gives(grant, permission)))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Long> bundlesWith(PermissionRow permission) {
        return bundlePermissions.entrySet().stream()
                .filter(bundle -> bundle.getValue().contains(permission.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Whether the grant's what is the permission, a wildcard that covers it, or a bundle that contains it.
     *
     * @throws IllegalStateException if it refers to what does not exist: it might be a DENY
     */
    boolean gives(HeldGrant grant, PermissionRow permission) {
        if (grant.permissionId() != null) {
            long id = grant.permissionId();
            known(permissionNames.get(id), "permission", id);
            return id == permission.id();
        }
        if (grant.wildcard() != null) {
            return What.covers(grant.wildcard(), permission.name());
        }
        long id = bundleId(grant);
        return permissionsIn(id).contains(permission.id());
    }

    What what(HeldGrant grant) {
        if (grant.permissionId() != null) {
            long id = grant.permissionId();
            return new What(What.Kind.PERMISSION, known(permissionNames.get(id), "permission", id));
        }
        if (grant.wildcard() != null) {
            return new What(What.Kind.WILDCARD, grant.wildcard());
        }
        long id = bundleId(grant);
        return new What(What.Kind.BUNDLE, known(bundleNames.get(id), "bundle", id));
    }

    static long bundleId(HeldGrant grant) {
        if (grant.bundleId() == null) {
            throw new IllegalStateException("The grant " + grant.id() + " grants nothing");
        }
        return grant.bundleId();
    }

    private static <T> T known(@Nullable T found, String kind, long id) {
        if (found == null) {
            throw new IllegalStateException("The " + kind + " " + id + " is referred to and does not exist");
        }
        return found;
    }
}
