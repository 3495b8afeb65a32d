package io.tiergate.decision;

import io.tiergate.Group;
import io.tiergate.What;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.TenantDefinitions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the requests of one tenant see, indexed. Immutable. */
final class Definitions {

    private static final long NO_GROUP = 0;

    private final Stamp stamp;
    private final Map<String, PermissionRow> permissions = new HashMap<>();
    private final Map<Long, String> permissionNames = new HashMap<>();
    private final Map<Long, String> bundleNames = new HashMap<>();
    private final Map<Long, Set<Long>> bundlePermissions;
    private final Map<Long, Group> groups = new HashMap<>();
    private final Map<Long, List<HeldGrant>> grantsByGroup = new HashMap<>();
    private final long everyone;
    private final long authenticated;

    Definitions(TenantDefinitions loaded) {
        stamp = loaded.stamp();
        for (PermissionRow permission : loaded.permissions()) {
            permissions.put(permission.name(), permission);
            permissionNames.put(permission.id(), permission.name());
        }
        for (BundleRow bundle : loaded.bundles()) {
            bundleNames.put(bundle.id(), bundle.name());
        }
        bundlePermissions = Map.copyOf(loaded.bundlePermissions());
        long everyoneId = NO_GROUP;
        long authenticatedId = NO_GROUP;
        for (GroupRow row : loaded.groups()) {
            Group group = Group.of(row.name());
            groups.put(row.id(), group);
            if (group.equals(Group.EVERYONE)) {
                everyoneId = row.id();
            } else if (group.equals(Group.AUTHENTICATED)) {
                authenticatedId = row.id();
            }
        }
        everyone = everyoneId;
        authenticated = authenticatedId;
        for (HeldGrant grant : loaded.groupGrants()) {
            grantsByGroup
                    .computeIfAbsent(grant.holderId(), id -> new ArrayList<>())
                    .add(grant);
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
        known(bundleNames.get(id), "bundle", id);
        return bundlePermissions.getOrDefault(id, Set.of()).contains(permission.id());
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

    private static long bundleId(HeldGrant grant) {
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
