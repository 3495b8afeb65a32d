package io.tiergate.admin;

import io.tiergate.admin.ResourceTypeCatalogue.DeclaredType;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.TenantTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types of resources of one tenant, each with the permissions that can be granted on its resources. Reads see the shared
 * types too; changes are for the tenant's own, and shared ones are changed in {@link io.tiergate.Tenant#SHARED}. A shared type
 * has only shared permissions and a shared owner bundle.
 *
 * <p>A type says what may be granted on its resources, for themselves or for what lies below them; so a type of folders lists
 * also what can be done with the documents in them. Names are as {@link io.tiergate.Resource#of} says.
 */
public final class ResourceTypeAdministration {

    private final Scope scope;

    ResourceTypeAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Declares a type, whose owners are allowed all permissions of the type that is asked about, and which is not bound.
     *
     * @throws AlreadyExistsException if the name is taken here or is a shared one
     * @throws NotFoundException if one of the permissions does not exist
     * @throws RefusedException if one of the permissions is retired
     */
    public ResourceTypeEntry define(String type, String description, Collection<String> permissions) {
        check(type, description, permissions);
        return scope.edit(edit -> insert(edit, type, description, permissions));
    }

    /** Declares a type unless the tenant sees one of that name; what is there is left as it is. */
    public boolean defineIfMissing(String type, String description, Collection<String> permissions) {
        check(type, description, permissions);
        return scope.edit(edit -> {
            if (edit.resourceTypeOrNull(type) != null) {
                return false;
            }
            edit.store().tenants().lockNames();
            if (edit.sees(edit.store().resourceTypes().tenantsWith(type))) {
                return false;
            }
            insert(edit, type, description, permissions);
            return true;
        });
    }

    /** Gives a type another name; its resources stay, and are of that type from then on. */
    public ResourceTypeEntry rename(String type, String newName) {
        Objects.requireNonNull(newName, "newName");
        Texts.resourceType(newName);
        return change(type, (edit, before) -> {
            if (!type.equals(newName)) {
                requireFree(edit, newName);
            }
            return new ResourceTypeRow(
                    before.id(),
                    before.tenantId(),
                    newName,
                    before.description(),
                    before.ownerBundleId(),
                    before.bound());
        });
    }

    /** Gives a type another description. */
    public ResourceTypeEntry describe(String type, String description) {
        Texts.resourceType(type, description);
        return change(
                type,
                (edit, before) -> new ResourceTypeRow(
                        before.id(), before.tenantId(), type, description, before.ownerBundleId(), before.bound()));
    }

    /**
     * Says what owners are allowed on resources of the type that they own, and on all below them.
     *
     * @param bundle null for every permission that is declared for the type of the resource that is asked about, those below
     *     {@code tiergate.} excepted
     * @throws NotFoundException if there is no such bundle
     */
    public ResourceTypeEntry setOwnerBundle(String type, @Nullable String bundle) {
        return change(
                type,
                (edit, before) -> new ResourceTypeRow(
                        before.id(),
                        before.tenantId(),
                        type,
                        before.description(),
                        bundle == null ? null : (Long) edit.bundle(bundle).id(),
                        before.bound()));
    }

    /**
     * Says whether each resource of the type is registered, because it belongs to a row of the host application's. For a bound
     * type, an id that is not registered is denied as unknown, whatever is granted everywhere.
     */
    public ResourceTypeEntry setBound(String type, boolean bound) {
        return change(
                type,
                (edit, before) -> new ResourceTypeRow(
                        before.id(), before.tenantId(), type, before.description(), before.ownerBundleId(), bound));
    }

    /**
     * Lets more permissions be granted on resources of the type.
     *
     * @throws NotFoundException if one of them does not exist
     * @throws RefusedException if one of them is retired
     */
    public ResourceTypeEntry add(String type, Collection<String> permissions) {
        Texts.permissions(permissions);
        return change(type, (edit, row) -> {
            addMissing(edit, row, resolve(edit, permissions));
            return row;
        });
    }

    /** Lets permissions not be granted any more on resources of the type. What was granted before stays in force. */
    public ResourceTypeEntry remove(String type, Collection<String> permissions) {
        Texts.permissions(permissions);
        return change(type, (edit, row) -> {
            Map<Long, PermissionRow> named = resolve(edit, permissions);
            removeOf(edit, row, named.keySet());
            return row;
        });
    }

    /** Makes exactly these permissions be what can be granted on resources of the type. What was granted before stays. */
    public ResourceTypeEntry replaceAll(String type, Collection<String> permissions) {
        Texts.permissions(permissions);
        return change(type, (edit, row) -> {
            Map<Long, PermissionRow> wanted = resolve(edit, permissions);
            List<Long> unwanted = declared(edit, row)
                    .map(PermissionRow::id)
                    .filter(id -> !wanted.containsKey(id))
                    .toList();
            removeOf(edit, row, unwanted);
            addMissing(edit, row, wanted);
            return row;
        });
    }

    /**
     * Removes a type that has no resources.
     *
     * @throws RefusedException if it has some, in any tenant
     */
    public void delete(String type) {
        scope.edit(edit -> {
            ResourceTypeRow row = edit.ownResourceType(type);
            long resources = edit.store().resources().countOfType(row.id());
            if (resources > 0) {
                throw new RefusedException("The resource type '" + type + "' has "
                        + (resources == 1 ? "1 resource" : resources + " resources")
                        + ": it cannot be deleted. Delete its resources first.");
            }
            String before = state(edit, row);
            removeOf(edit, row, declared(edit, row).map(PermissionRow::id).toList());
            edit.store().resourceTypes().delete(row.id());
            edit.log(Change.removed(Kind.RESOURCE_TYPE, row.id(), null, null, before));
            return true;
        });
    }

    /** The type of that name that the tenant sees. */
    public Optional<ResourceTypeEntry> find(String type) {
        return scope.look(
                look -> Optional.ofNullable(look.resourceTypeOrNull(type)).map(row -> entry(look, row)));
    }

    /** All types that the tenant sees, by name. Costs a statement or two for each. */
    public List<ResourceTypeEntry> list() {
        return scope.look(look -> {
            ResourceTypeTable types = look.store().resourceTypes();
            Stream<ResourceTypeRow> own = types.list(look.tenantId()).stream();
            Stream<ResourceTypeRow> shared =
                    look.isShared() ? Stream.empty() : types.list(TenantTable.SHARED_ID).stream();
            return Stream.concat(own, shared)
                    .sorted(Comparator.comparing(ResourceTypeRow::name))
                    .map(row -> entry(look, row))
                    .toList();
        });
    }

    /** @return the names of those that were added */
    List<String> declare(Map<String, DeclaredType> declared) {
        // Most starts find them as they should be, and need no transaction that locks.
        List<String> lacking = scope.look(look -> declared.keySet().stream()
                .filter(name -> !isThere(look, name, Objects.requireNonNull(declared.get(name))))
                .toList());
        if (lacking.isEmpty()) {
            return List.of();
        }
        return scope.edit(edit -> {
            edit.store().tenants().lockNames();
            List<String> added = new ArrayList<>();
            for (String name : lacking) {
                DeclaredType type = Objects.requireNonNull(declared.get(name));
                ResourceTypeRow row = edit.store().resourceTypes().find(edit.tenantId(), name);
                if (row == null) {
                    insert(edit, name, type.description(), type.permissions());
                    added.add(name);
                } else {
                    complete(edit, row, type);
                }
            }
            return added;
        });
    }

    private static boolean isThere(Look look, String name, DeclaredType type) {
        ResourceTypeRow row = look.store().resourceTypes().find(look.tenantId(), name);
        return row != null
                && row.description().equals(type.description())
                && declared(look, row).map(PermissionRow::name).toList().containsAll(type.permissions());
    }

    private static void complete(Edit edit, ResourceTypeRow before, DeclaredType type) {
        String was = state(edit, before);
        ResourceTypeRow after = new ResourceTypeRow(
                before.id(),
                before.tenantId(),
                before.name(),
                type.description(),
                before.ownerBundleId(),
                before.bound());
        if (!after.equals(before)) {
            edit.store().resourceTypes().update(before, after);
        }
        addMissing(edit, after, resolve(edit, type.permissions()));
        String is = state(edit, after);
        if (!is.equals(was)) {
            edit.log(Change.changed(Kind.RESOURCE_TYPE, after.id(), null, null, was, is));
        }
    }

    /** Takes a permission that is deleted out of a type of any tenant. */
    static void forget(Edit edit, ResourceTypeRow type, PermissionRow permission) {
        String before = state(edit, type);
        edit.store().resourceTypes().remove(type.id(), List.of(permission.id()));
        edit.log(
                edit.tenantRow(type.tenantId()),
                Change.changed(Kind.RESOURCE_TYPE, type.id(), null, null, before, state(edit, type)));
    }

    private ResourceTypeEntry change(String name, BiFunction<Edit, ResourceTypeRow, ResourceTypeRow> change) {
        return scope.edit(edit -> {
            ResourceTypeRow before = edit.ownResourceType(name);
            String was = state(edit, before);
            ResourceTypeRow after = change.apply(edit, before);
            if (!after.equals(before)) {
                edit.store().resourceTypes().update(before, after);
            }
            String is = state(edit, after);
            if (!is.equals(was)) {
                edit.log(Change.changed(Kind.RESOURCE_TYPE, after.id(), null, null, was, is));
            }
            return entry(edit, after);
        });
    }

    private static void check(String name, String description, Collection<String> permissions) {
        Texts.resourceType(name, description);
        Texts.permissions(permissions);
    }

    private static ResourceTypeEntry insert(
            Edit edit, String name, String description, Collection<String> permissions) {
        requireFree(edit, name);
        Map<Long, PermissionRow> declared = resolve(edit, permissions);
        ResourceTypeRow row = edit.store().resourceTypes().insert(edit.tenantId(), name, description, null, false);
        addMissing(edit, row, declared);
        edit.log(Change.added(Kind.RESOURCE_TYPE, row.id(), null, null, state(edit, row)));
        return entry(edit, row);
    }

    static void requireFree(Edit edit, String name) {
        edit.store().tenants().lockNames();
        edit.requireFree("resource type", name, edit.store().resourceTypes().tenantsWith(name));
    }

    private static Map<Long, PermissionRow> resolve(Edit edit, Collection<String> names) {
        Map<Long, PermissionRow> rows = new LinkedHashMap<>();
        names.forEach(name -> {
            PermissionRow row = edit.permission(name);
            rows.put(row.id(), row);
        });
        return rows;
    }

    private static void addMissing(Edit edit, ResourceTypeRow type, Map<Long, PermissionRow> wanted) {
        Map<Long, PermissionRow> missing = new LinkedHashMap<>(wanted);
        declared(edit, type).forEach(permission -> missing.remove(permission.id()));
        for (PermissionRow permission : missing.values()) {
            if (permission.retired()) {
                throw new RefusedException("The permission '" + permission.name()
                        + "' is retired. Restore it before you declare it for a resource type.");
            }
        }
        if (!missing.isEmpty()) {
            edit.store().resourceTypes().add(type.id(), missing.keySet());
        }
    }

    private static void removeOf(Edit edit, ResourceTypeRow type, Collection<Long> permissionIds) {
        List<Long> present = declared(edit, type)
                .map(PermissionRow::id)
                .filter(permissionIds::contains)
                .toList();
        if (!present.isEmpty()) {
            edit.store().resourceTypes().remove(type.id(), present);
        }
    }

    private static Stream<PermissionRow> declared(Look look, ResourceTypeRow type) {
        return look.store().resourceTypes().permissionsOf(type.id()).stream();
    }

    private static String state(Look look, ResourceTypeRow row) {
        return JsonObject.resourceType(
                row,
                ownerBundle(look, row),
                declared(look, row).map(PermissionRow::name).toList());
    }

    private static @Nullable String ownerBundle(Look look, ResourceTypeRow row) {
        BundleRow bundle =
                row.ownerBundleId() == null ? null : look.store().bundles().find(row.ownerBundleId());
        return bundle == null ? null : bundle.name();
    }

    private static ResourceTypeEntry entry(Look look, ResourceTypeRow row) {
        return new ResourceTypeEntry(
                look.tenantOf(row.tenantId()),
                row.name(),
                row.description(),
                declared(look, row).map(PermissionRow::name).toList(),
                ownerBundle(look, row),
                row.bound());
    }
}
