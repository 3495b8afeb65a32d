package io.tiergate.oracle;

import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Placed;
import io.tiergate.oracle.World.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The same as {@link PlainAdministration} for types of resources and for resources at their places. */
final class PlainResources {

    private final PlainAdministration plain;

    PlainResources(PlainAdministration plain) {
        this.plain = plain;
    }

    boolean isFreeType(Tenant tenant, String name) {
        return plain.withWhomItWouldBeSeen(tenant).stream()
                .allMatch(contents ->
                        contents.types().stream().noneMatch(type -> type.name().equals(name)));
    }

    /** The types that a tenant sees. */
    List<Type> types(Tenant tenant) {
        List<Type> types = new ArrayList<>();
        plain.world().seenBy(tenant).forEach(contents -> types.addAll(contents.types()));
        return types;
    }

    Type type(Tenant tenant, String name) {
        return types(tenant).stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void defineType(Tenant tenant, Type type) {
        plain.world().of(tenant).types().add(type);
    }

    /** Whether a resource of it is registered, in any tenant that sees it: then it cannot be deleted. */
    boolean isUsed(Tenant tenant, String name) {
        return plain.thoseWhoSee(tenant).stream()
                .anyMatch(contents -> contents.resources().stream()
                        .anyMatch(placed -> placed.resource().type().equals(name)));
    }

    void deleteType(Tenant tenant, String name) {
        plain.world().of(tenant).types().removeIf(type -> type.name().equals(name));
    }

    /** Its resources go with the name, in all tenants that see it. */
    void renameType(Tenant tenant, String name, String newName) {
        change(tenant, name, type -> new Type(newName, type.permissions(), type.ownerBundle(), type.bound()));
        for (Contents contents : plain.thoseWhoSee(tenant)) {
            contents.resources()
                    .replaceAll(placed -> new Placed(
                            renamed(placed.resource(), name, newName),
                            placed.parent() == null ? null : renamed(placed.parent(), name, newName),
                            placed.owner()));
            contents.grants()
                    .replaceAll(grant ->
                            grant.resource() == null ? grant : grant.on(renamed(grant.resource(), name, newName)));
        }
    }

    private static Resource renamed(Resource resource, String name, String newName) {
        return resource.type().equals(name) ? Resource.of(newName, resource.id()) : resource;
    }

    void addPermissions(Tenant tenant, String name, Collection<String> permissions) {
        LinkedHashSet<String> after = new LinkedHashSet<>(type(tenant, name).permissions());
        after.addAll(permissions);
        change(tenant, name, type -> new Type(name, List.copyOf(after), type.ownerBundle(), type.bound()));
    }

    void removePermissions(Tenant tenant, String name, Collection<String> permissions) {
        List<String> after = type(tenant, name).permissions().stream()
                .filter(each -> !permissions.contains(each))
                .toList();
        change(tenant, name, type -> new Type(name, after, type.ownerBundle(), type.bound()));
    }

    /** @param bundle null for none */
    void setOwnerBundle(Tenant tenant, String name, String bundle) {
        change(tenant, name, type -> new Type(name, type.permissions(), bundle, type.bound()));
    }

    void setBound(Tenant tenant, String name, boolean bound) {
        change(tenant, name, type -> new Type(name, type.permissions(), type.ownerBundle(), bound));
    }

    /** Whether the bundle is one that owners are allowed: then it cannot be deleted. */
    boolean isOwnerBundle(Tenant tenant, String bundle) {
        return plain.thoseWhoSee(tenant).stream()
                .anyMatch(contents -> contents.types().stream().anyMatch(type -> bundle.equals(type.ownerBundle())));
    }

    boolean isRegistered(Tenant tenant, Resource resource) {
        return plain.world().of(tenant).resources().stream()
                .anyMatch(placed -> placed.resource().equals(resource));
    }

    Placed placed(Tenant tenant, Resource resource) {
        return plain.world().of(tenant).resources().stream()
                .filter(placed -> placed.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    /**
     * @param parent null for a root
     * @param owner null for none
     */
    void register(Tenant tenant, Resource resource, Resource parent, Holder owner) {
        noteOwner(tenant, owner);
        plain.world().of(tenant).resources().add(new Placed(resource, parent, owner));
    }

    /** Whether the one is the other, or below it. */
    boolean isWithin(Tenant tenant, Resource resource, Resource other) {
        Resource at = resource;
        while (at != null) {
            if (at.equals(other)) {
                return true;
            }
            at = placed(tenant, at).parent();
        }
        return false;
    }

    int depth(Tenant tenant, Resource resource) {
        Resource parent = placed(tenant, resource).parent();
        return parent == null ? 1 : 1 + depth(tenant, parent);
    }

    void move(Tenant tenant, Resource resource, Resource parent) {
        replace(tenant, resource, placed -> new Placed(resource, parent, placed.owner()));
    }

    void changeOwner(Tenant tenant, Resource resource, Holder owner) {
        noteOwner(tenant, owner);
        replace(tenant, resource, placed -> new Placed(resource, placed.parent(), owner));
    }

    boolean hasChildren(Tenant tenant, Resource resource) {
        return plain.world().of(tenant).resources().stream().anyMatch(placed -> resource.equals(placed.parent()));
    }

    /** With all below it, and with the grants on them. */
    void deleteBranch(Tenant tenant, Resource resource) {
        Contents contents = plain.world().of(tenant);
        List<Resource> gone = contents.resources().stream()
                .map(Placed::resource)
                .filter(each -> isWithin(tenant, each, resource))
                .toList();
        contents.resources().removeIf(placed -> gone.contains(placed.resource()));
        contents.grants().removeIf(grant -> grant.resource() != null && gone.contains(grant.resource()));
    }

    private void noteOwner(Tenant tenant, Holder owner) {
        if (owner instanceof Subject subject) {
            plain.note(tenant, subject);
        }
    }

    private void change(Tenant tenant, String name, UnaryOperator<Type> change) {
        plain.thoseWhoSee(tenant)
                .forEach(contents ->
                        contents.types().replaceAll(type -> type.name().equals(name) ? change.apply(type) : type));
    }

    private void replace(Tenant tenant, Resource resource, UnaryOperator<Placed> change) {
        plain.world()
                .of(tenant)
                .resources()
                .replaceAll(placed -> Objects.equals(placed.resource(), resource) ? change.apply(placed) : placed);
    }
}
