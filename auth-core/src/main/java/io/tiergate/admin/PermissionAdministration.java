package io.tiergate.admin;

import io.tiergate.PermissionHolder;
import io.tiergate.What;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import io.tiergate.store.Store;
import io.tiergate.store.TenantDefinitions;
import io.tiergate.store.TenantTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The catalogue of one tenant. Reads see the shared permissions too; changes are for the tenant's own, and shared ones
 * are changed in {@link io.tiergate.Tenant#SHARED}.
 *
 * <p>Names are as {@link What#permission} says, without wildcards. Descriptions have at most 1,000 characters.
 */
public final class PermissionAdministration {

    private final Scope scope;

    PermissionAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Adds a permission to the catalogue.
     *
     * @throws AlreadyExistsException if the name is taken here or is a shared one
     * @throws io.tiergate.InvalidNameException if the name or the description cannot be taken
     */
    public PermissionEntry define(String name, String description) {
        return scope.edit(edit -> entry(edit, insert(edit, name, description)));
    }

    /**
     * Adds several permissions, all or none.
     *
     * @param descriptions a description for each name
     * @throws AlreadyExistsException if one of the names is taken
     */
    public List<PermissionEntry> define(Map<String, String> descriptions) {
        Objects.requireNonNull(descriptions, "descriptions");
        return scope.edit(edit -> descriptions.entrySet().stream()
                .map(item -> entry(edit, insert(edit, item.getKey(), item.getValue())))
                .toList());
    }

    /** Adds a permission unless the tenant sees one of that name; what is there is left as it is. */
    public boolean defineIfMissing(String name, String description) {
        Texts.permission(name, description);
        return scope.edit(edit -> {
            if (edit.permissionOrNull(name) != null) {
                return false;
            }
            edit.store().tenants().lockNames();
            if (edit.sees(edit.store().permissions().tenantsWith(name))) {
                return false;
            }
            insert(edit, name, description);
            return true;
        });
    }

    /**
     * Gives a permission another name. Its grants and its places in bundles stay; wildcards cover it by its new name.
     *
     * @throws NotFoundException if there is none of the old name
     * @throws AlreadyExistsException if the new name is taken
     */
    public PermissionEntry rename(String name, String newName) {
        Objects.requireNonNull(newName, "newName");
        Texts.permission(newName);
        return scope.edit(edit -> {
            PermissionRow before = edit.ownPermission(name);
            if (!name.equals(newName)) {
                requireFree(edit, newName);
            }
            return entry(
                    edit,
                    update(
                            edit,
                            before,
                            new PermissionRow(
                                    before.id(),
                                    before.tenantId(),
                                    newName,
                                    before.description(),
                                    before.declared(),
                                    before.retired())));
        });
    }

    /** Gives a permission another description. */
    public PermissionEntry describe(String name, String description) {
        Texts.permission(name, description);
        return scope.edit(edit -> {
            PermissionRow before = edit.ownPermission(name);
            return entry(
                    edit,
                    update(
                            edit,
                            before,
                            new PermissionRow(
                                    before.id(),
                                    before.tenantId(),
                                    name,
                                    description,
                                    before.declared(),
                                    before.retired())));
        });
    }

    /**
     * Makes checks treat the permission as unknown, for everybody. Its grants are kept.
     *
     * @return whether it was not retired before
     */
    public boolean retire(String name) {
        return setRetired(name, true);
    }

    /**
     * Takes a permission back from retirement; its grants are in force again.
     *
     * @return whether it was retired before
     */
    public boolean restore(String name) {
        return setRetired(name, false);
    }

    /**
     * Removes a permission from the catalogue, with its grants and its places in bundles and in types of resources, in every
     * tenant.
     */
    public void delete(String name) {
        scope.edit(edit -> {
            PermissionRow permission = edit.ownPermission(name);
            Store store = edit.store();
            edit.deleteGrants(store.grants().ofPermission(permission.id()));
            for (BundleRow bundle : store.bundles().containing(permission.id())) {
                edit.removeFromBundle(bundle, List.of(permission));
            }
            for (ResourceTypeRow type : store.resourceTypes().declaring(permission.id())) {
                ResourceTypeAdministration.forget(edit, type, permission);
            }
            store.permissions().delete(permission.id());
            edit.log(Change.removed(Kind.PERMISSION, permission.id(), null, null, JsonObject.permission(permission)));
            return true;
        });
    }

    /** The permission of that name that the tenant sees. */
    public Optional<PermissionEntry> find(String name) {
        return scope.look(
                look -> Optional.ofNullable(look.permissionOrNull(name)).map(row -> entry(look, row)));
    }

    /** All permissions that the tenant sees, retired ones included, by name. */
    public List<PermissionEntry> list() {
        return scope.look(look -> {
            Stream<PermissionRow> own = look.store().permissions().list(look.tenantId()).stream();
            Stream<PermissionRow> shared =
                    look.isShared() ? Stream.empty() : look.store().permissions().list(TenantTable.SHARED_ID).stream();
            return Stream.concat(own, shared)
                    .sorted(Comparator.comparing(PermissionRow::name))
                    .map(row -> entry(look, row))
                    .toList();
        });
    }

    /**
     * Those who may use the permission now, as {@link io.tiergate.DecisionPoint#holdersOf} says.
     *
     * @throws NotFoundException if the tenant sees no such permission
     */
    public List<PermissionHolder> holdersOf(String name) {
        scope.look(look -> look.permission(name));
        return scope.decisions().holdersOf(scope.tenant(), name);
    }

    private boolean setRetired(String name, boolean retired) {
        return scope.edit(edit -> {
            PermissionRow before = edit.ownPermission(name);
            update(
                    edit,
                    before,
                    new PermissionRow(
                            before.id(), before.tenantId(), name, before.description(), before.declared(), retired));
            return before.retired() != retired;
        });
    }

    /**
     * Brings the catalogue to what application code declares: adds what is missing and updates descriptions. What is not
     * declared any more is left as it is.
     *
     * @return what was added, what was declared once and is not now, and what is retired though declared
     */
    CatalogueReport declare(Map<String, String> declared) {
        declared.forEach(Texts::permission);
        // Most starts find it as it should be, and need no transaction that locks.
        TenantDefinitions seen = scope.store().decisions().definitions(scope.tenant(), View.TRANSACTION);
        DeclaredCatalogue asSeen =
                DeclaredCatalogue.compare(declared, seen.stamp().tenantId(), seen.permissions());
        if (seen.stamp().tenantExists() && asSeen.isThere()) {
            return asSeen.report();
        }
        return scope.edit(edit -> {
            edit.store().tenants().lockNames();
            DeclaredCatalogue catalogue = DeclaredCatalogue.compare(
                    declared, edit.tenantId(), edit.store().permissions().list(edit.tenantId()));
            catalogue.missing().forEach(name -> add(edit, name, text(declared, name), true));
            catalogue.changed().forEach((before, after) -> update(edit, before, after));
            return catalogue.report();
        });
    }

    private static String text(Map<String, String> declared, String name) {
        return Objects.requireNonNull(declared.get(name), name);
    }

    private static PermissionRow insert(Edit edit, String name, String description) {
        Texts.permission(name, description);
        return add(edit, name, description, false);
    }

    private static PermissionRow add(Edit edit, String name, String description, boolean declared) {
        requireFree(edit, name);
        PermissionRow row = edit.store().permissions().insert(edit.tenantId(), name, description, declared);
        edit.log(Change.added(Kind.PERMISSION, row.id(), null, null, JsonObject.permission(row)));
        return row;
    }

    static void requireFree(Edit edit, String name) {
        edit.store().tenants().lockNames();
        edit.requireFree("permission", name, edit.store().permissions().tenantsWith(name));
    }

    private static PermissionRow update(Edit edit, PermissionRow before, PermissionRow after) {
        if (!after.equals(before)) {
            edit.store().permissions().update(before, after);
            edit.log(Change.changed(
                    Kind.PERMISSION,
                    after.id(),
                    null,
                    null,
                    JsonObject.permission(before),
                    JsonObject.permission(after)));
        }
        return after;
    }

    private static PermissionEntry entry(Look look, PermissionRow row) {
        return new PermissionEntry(
                look.tenantOf(row.tenantId()), row.name(), row.description(), row.declared(), row.retired());
    }
}
