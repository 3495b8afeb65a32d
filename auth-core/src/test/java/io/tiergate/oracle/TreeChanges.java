package io.tiergate.oracle;

import static io.tiergate.oracle.Changes.change;
import static io.tiergate.oracle.Changes.only;

import io.tiergate.Grant;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.ResourceTypeAdministration;
import io.tiergate.oracle.Changes.Change;
import io.tiergate.oracle.World.Placed;
import io.tiergate.oracle.World.Type;
import java.util.List;
import java.util.Optional;

/** {@link Changes} of types of resources and of trees, and of what is granted on resources. */
final class TreeChanges {

    private static final int LEAST_RESOURCES = 30;
    private static final int LEAST_GRANTS = 90;

    private final PlainAdministration plain;
    private final PlainResources resources;
    private final GeneratedTrees generated;
    private final Administration administration;
    private final Dice dice;

    TreeChanges(PlainAdministration plain, Administration administration, Dice dice) {
        this.plain = plain;
        this.resources = new PlainResources(plain);
        this.generated = new GeneratedTrees(plain, dice);
        this.administration = administration;
        this.dice = dice;
    }

    Optional<Change> next(Tenant tenant) {
        return switch (dice.below(6)) {
            case 0 -> ofTypes(dice.percent(40) ? Tenant.SHARED : tenant);
            case 1, 2 -> ofGrants(tenant);
            default -> ofTrees(tenant);
        };
    }

    private Optional<Change> ofTypes(Tenant tenant) {
        var there = administration.inTenant(tenant).resourceTypes();
        List<Type> own = plain.world().of(tenant).types();
        if (own.isEmpty() || dice.percent(20)) {
            String name = dice.pick(GeneratedTrees.TYPES);
            Type type = generated.type(tenant, name);
            return only(
                    resources.isFreeType(tenant, name),
                    "define " + type + " in " + tenant,
                    () -> resources.defineType(tenant, type),
                    () -> define(there, type));
        }
        Type type = dice.pick(own);
        String name = type.name();
        String in = " type " + name + " in " + tenant;
        return switch (dice.below(6)) {
            case 0 ->
                only(
                        !resources.isUsed(tenant, name),
                        "delete" + in,
                        () -> resources.deleteType(tenant, name),
                        () -> there.delete(name));
            case 1 -> {
                List<String> added = dice.some(1 + dice.below(3), GeneratedWorld.grantable(plain.world(), tenant));
                yield Optional.of(change(
                        "add " + added + " to" + in,
                        () -> resources.addPermissions(tenant, name, added),
                        () -> there.add(name, added)));
            }
            case 2 -> {
                List<String> removed = dice.some(2, type.permissions());
                yield Optional.of(change(
                        "remove " + removed + " from" + in,
                        () -> resources.removePermissions(tenant, name, removed),
                        () -> there.remove(name, removed)));
            }
            case 3 -> {
                String newName = dice.pick(GeneratedTrees.TYPES);
                yield only(
                        resources.isFreeType(tenant, newName),
                        "rename to " + newName + in,
                        () -> resources.renameType(tenant, name, newName),
                        () -> there.rename(name, newName));
            }
            case 4 -> {
                String bundle = generated.type(tenant, name).ownerBundle();
                yield Optional.of(change(
                        "owner bundle " + bundle + in,
                        () -> resources.setOwnerBundle(tenant, name, bundle),
                        () -> there.setOwnerBundle(name, bundle)));
            }
            default ->
                Optional.of(change(
                        (type.bound() ? "free" : "bind") + in,
                        () -> resources.setBound(tenant, name, !type.bound()),
                        () -> there.setBound(name, !type.bound())));
        };
    }

    static void define(ResourceTypeAdministration there, Type type) {
        there.define(type.name(), "", type.permissions());
        there.setOwnerBundle(type.name(), type.ownerBundle());
        there.setBound(type.name(), type.bound());
    }

    private Optional<Change> ofTrees(Tenant tenant) {
        var there = administration.inTenant(tenant).resources();
        List<Placed> all = plain.world().of(tenant).resources();
        if (all.size() < LEAST_RESOURCES || dice.percent(30)) {
            return register(tenant);
        }
        Resource resource = dice.pick(all).resource();
        String in = " " + resource + " in " + tenant;
        return switch (dice.below(4)) {
            case 0 -> {
                Holder owner = generated.owner(tenant);
                yield Optional.of(change(
                        "let " + owner + " own" + in,
                        () -> resources.changeOwner(tenant, resource, owner),
                        () -> there.transferOwnership(resource, owner)));
            }
            case 1 ->
                only(
                        dice.percent(30) || !resources.hasChildren(tenant, resource),
                        "delete with all below" + in,
                        () -> resources.deleteBranch(tenant, resource),
                        () -> there.deleteBranch(resource));
            default -> {
                Resource parent = generated.parent(tenant);
                yield only(
                        parent == null || !resources.isWithin(tenant, parent, resource),
                        "move below " + parent + in,
                        () -> resources.move(tenant, resource, parent),
                        () -> {
                            if (parent == null) {
                                there.moveToRoot(resource);
                            } else {
                                there.move(resource, parent);
                            }
                        });
            }
        };
    }

    private Optional<Change> register(Tenant tenant) {
        Resource resource = dice.pick(GeneratedTrees.RESOURCES);
        Resource parent = generated.parent(tenant);
        Holder owner = generated.owner(tenant);
        var there = administration.inTenant(tenant).resources();
        return only(
                generated.canBeRegistered(tenant, resource),
                "register " + resource + " below " + parent + " of " + owner + " in " + tenant,
                () -> resources.register(tenant, resource, parent, owner),
                () -> there.register(new NewResource(resource, parent, owner, null)));
    }

    private Optional<Change> ofGrants(Tenant tenant) {
        var there = administration.inTenant(tenant).grants();
        List<Grant> present = plain.world().of(tenant).grants().stream()
                .filter(grant -> grant.resource() != null)
                .toList();
        if (present.size() < LEAST_GRANTS || dice.percent(50)) {
            Holder holder = GeneratedWorld.holder(plain.world(), tenant, dice);
            return generated
                    .grant(tenant, holder)
                    .map(grant -> new Change(
                            "grant " + grant + " in " + tenant,
                            () -> plain.grant(tenant, grant),
                            () -> there.grant(grant)));
        }
        Grant old = dice.pick(present);
        return Optional.of(new Change(
                "revoke " + old + " in " + tenant, () -> plain.revoke(tenant, old), () -> there.revoke(old)));
    }
}
