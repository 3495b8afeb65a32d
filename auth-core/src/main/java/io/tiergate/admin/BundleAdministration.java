package io.tiergate.admin;

import io.tiergate.What;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.TenantTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bundles of one tenant: named sets of permissions. Reads see the shared bundles too; changes are for the tenant's
 * own, and shared ones are changed in {@link io.tiergate.Tenant#SHARED}. A bundle contains permissions that its tenant
 * sees, no wildcards and no bundles; a shared one only shared permissions.
 */
public final class BundleAdministration {

    private final Scope scope;

    BundleAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Adds a bundle.
     *
     * @throws AlreadyExistsException if the name is taken here or is a shared one
     * @throws NotFoundException if one of the permissions does not exist
     * @throws RefusedException if one of the permissions is retired
     */
    public BundleEntry define(String name, String description, Collection<String> permissions) {
        check(name, description, permissions);
        return scope.edit(edit -> insert(edit, name, description, permissions));
    }

    /** Adds a bundle unless the tenant sees one of that name; what is there is left as it is. */
    public boolean defineIfMissing(String name, String description, Collection<String> permissions) {
        check(name, description, permissions);
        return scope.edit(edit -> {
            if (edit.bundleOrNull(name) != null) {
                return false;
            }
            edit.store().tenants().lockNames();
            if (edit.sees(edit.store().bundles().tenantsWith(name))) {
                return false;
            }
            insert(edit, name, description, permissions);
            return true;
        });
    }

    /** Gives a bundle another name; its grants stay. */
    public BundleEntry rename(String name, String newName) {
        Objects.requireNonNull(newName, "newName");
        Texts.bundle(newName);
        return scope.edit(edit -> {
            BundleRow before = edit.ownBundle(name);
            if (!name.equals(newName)) {
                requireFree(edit, newName);
            }
            return update(edit, before, new BundleRow(before.id(), before.tenantId(), newName, before.description()));
        });
    }

    /** Gives a bundle another description. */
    public BundleEntry describe(String name, String description) {
        Texts.bundle(name, description);
        return scope.edit(edit -> {
            BundleRow before = edit.ownBundle(name);
            return update(edit, before, new BundleRow(before.id(), before.tenantId(), name, description));
        });
    }

    /**
     * Removes a bundle with its grants, in every tenant. Its permissions stay.
     *
     * @throws RefusedException if it is what owners of resources of some type are allowed
     */
    public void delete(String name) {
        scope.edit(edit -> {
            BundleRow bundle = edit.ownBundle(name);
            requireNoOwnerBundle(edit, bundle);
            edit.deleteGrants(edit.store().grants().ofBundle(bundle.id()));
            edit.removeFromBundle(bundle, edit.store().bundles().permissionsOf(bundle.id()));
            edit.store().bundles().delete(bundle.id());
            edit.log(Change.removed(Kind.BUNDLE, bundle.id(), null, null, JsonObject.bundle(bundle)));
            return true;
        });
    }

    /**
     * Adds permissions to a bundle.
     *
     * @return how many it did not contain before
     */
    public int add(String name, Collection<String> permissions) {
        check(permissions);
        return scope.edit(edit -> {
            BundleRow bundle = edit.ownBundle(name);
            List<PermissionRow> missing =
                    without(resolve(edit, permissions), edit.store().bundles().permissionsOf(bundle.id()));
            missing.forEach(BundleAdministration::requireActive);
            edit.addToBundle(bundle, missing);
            return missing.size();
        });
    }

    /**
     * Takes permissions out of a bundle; they stay in other bundles.
     *
     * @return how many it contained before
     */
    public int remove(String name, Collection<String> permissions) {
        check(permissions);
        return scope.edit(edit -> {
            BundleRow bundle = edit.ownBundle(name);
            Set<Long> named = keys(resolve(edit, permissions));
            List<PermissionRow> contained = edit.store().bundles().permissionsOf(bundle.id()).stream()
                    .filter(permission -> named.contains(permission.id()))
                    .toList();
            edit.removeFromBundle(bundle, contained);
            return contained.size();
        });
    }

    /** Makes a bundle contain exactly these permissions. */
    public BundleEntry replaceAll(String name, Collection<String> permissions) {
        check(permissions);
        return scope.edit(edit -> {
            BundleRow bundle = edit.ownBundle(name);
            List<PermissionRow> present = edit.store().bundles().permissionsOf(bundle.id());
            List<PermissionRow> wanted = resolve(edit, permissions);
            List<PermissionRow> missing = without(wanted, present);
            missing.forEach(BundleAdministration::requireActive);
            edit.removeFromBundle(bundle, without(present, wanted));
            edit.addToBundle(bundle, missing);
            return entry(edit, bundle);
        });
    }

    /** The bundle of that name that the tenant sees. */
    public Optional<BundleEntry> find(String name) {
        return scope.look(look -> Optional.ofNullable(look.bundleOrNull(name)).map(row -> entry(look, row)));
    }

    /** All bundles that the tenant sees, by name. Costs a statement for each. */
    public List<BundleEntry> list() {
        return scope.look(look -> {
            Stream<BundleRow> own = look.store().bundles().list(look.tenantId()).stream();
            Stream<BundleRow> shared =
                    look.isShared() ? Stream.empty() : look.store().bundles().list(TenantTable.SHARED_ID).stream();
            return Stream.concat(own, shared)
                    .sorted(Comparator.comparing(BundleRow::name))
                    .map(row -> entry(look, row))
                    .toList();
        });
    }

    private static void check(String name, String description, Collection<String> permissions) {
        Texts.bundle(name, description);
        check(permissions);
    }

    private static void check(Collection<String> permissions) {
        Texts.items("permissions", permissions);
        permissions.forEach(BundleAdministration::checkPermission);
    }

    private static void checkPermission(String name) {
        if (name.equals("*") || name.endsWith(".*")) {
            What.permission(name);
            throw new RefusedException("A bundle contains permissions, no wildcards such as '" + name
                    + "'. Name the permissions, or grant the wildcard itself.");
        }
        Texts.permission(name);
    }

    private static BundleEntry insert(Edit edit, String name, String description, Collection<String> permissions) {
        requireFree(edit, name);
        List<PermissionRow> contained = resolve(edit, permissions);
        contained.forEach(BundleAdministration::requireActive);
        BundleRow row = edit.store().bundles().insert(edit.tenantId(), name, description);
        edit.log(Change.added(Kind.BUNDLE, row.id(), null, null, JsonObject.bundle(row)));
        edit.addToBundle(row, contained);
        return entry(edit, row);
    }

    private static void requireNoOwnerBundle(Edit edit, BundleRow bundle) {
        List<String> types = edit.store().resourceTypes().ownedBy(bundle.id()).stream()
                .map(type -> type.tenantId() == edit.tenantId()
                        ? "'" + type.name() + "'"
                        : "'" + type.name() + "' of tenant '"
                                + edit.tenantRow(type.tenantId()).tenant() + "'")
                .toList();
        if (!types.isEmpty()) {
            throw new RefusedException("The bundle '" + bundle.name() + "' is what owners of resources are allowed, by "
                    + (types.size() == 1 ? "the resource type " : "the resource types ") + String.join(", ", types)
                    + ": it cannot be deleted. Give them another owner bundle first, or none.");
        }
    }

    static void requireFree(Edit edit, String name) {
        edit.store().tenants().lockNames();
        edit.requireFree("bundle", name, edit.store().bundles().tenantsWith(name));
    }

    private static List<PermissionRow> resolve(Edit edit, Collection<String> names) {
        Set<PermissionRow> rows = new LinkedHashSet<>();
        names.forEach(name -> rows.add(edit.permission(name)));
        return new ArrayList<>(rows);
    }

    /** By their keys: what was read of one at two moments may differ, where it was retired or described in between. */
    private static List<PermissionRow> without(List<PermissionRow> permissions, List<PermissionRow> others) {
        Set<Long> left = keys(others);
        return permissions.stream()
                .filter(permission -> !left.contains(permission.id()))
                .toList();
    }

    private static Set<Long> keys(List<PermissionRow> permissions) {
        return permissions.stream().map(PermissionRow::id).collect(Collectors.toSet());
    }

    private static void requireActive(PermissionRow permission) {
        if (permission.retired()) {
            throw new RefusedException(
                    "The permission '" + permission.name() + "' is retired. Restore it before you bundle it.");
        }
    }

    private static BundleEntry update(Edit edit, BundleRow before, BundleRow after) {
        if (!after.equals(before)) {
            edit.store().bundles().update(before, after);
            edit.log(Change.changed(
                    Kind.BUNDLE, after.id(), null, null, JsonObject.bundle(before), JsonObject.bundle(after)));
        }
        return entry(edit, after);
    }

    private static BundleEntry entry(Look look, BundleRow row) {
        List<String> permissions = look.store().bundles().permissionsOf(row.id()).stream()
                .map(PermissionRow::name)
                .toList();
        return new BundleEntry(look.tenantOf(row.tenantId()), row.name(), row.description(), permissions);
    }
}
