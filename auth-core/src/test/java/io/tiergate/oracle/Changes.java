package io.tiergate.oracle;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.admin.Administration;
import io.tiergate.oracle.World.Bundle;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Changes made by chance, each for the plain world and for the store, and each such that the administration service
 * takes it. Of everything about as much is added as is removed, so that a world does not run empty.
 */
final class Changes {

    /**
     * One change.
     *
     * @param what the change in words
     * @param plain makes it in the world, and answers as the administration service ought to; to be called first
     * @param real makes it in the store
     */
    record Change(String what, Supplier<?> plain, Supplier<?> real) {}

    private final PlainAdministration plain;
    private final Administration administration;
    private final WorldLoader loader;
    private final Dice dice;
    private final TreeChanges trees;

    Changes(PlainAdministration plain, Administration administration, WorldLoader loader, Dice dice) {
        this.plain = plain;
        this.administration = administration;
        this.loader = loader;
        this.dice = dice;
        this.trees = new TreeChanges(plain, administration, dice);
    }

    /** The next one, made from the world as it is now. */
    Change next() {
        if (dice.below(150) == 0) {
            return ofTenants();
        }
        Tenant tenant = dice.pick(ownTenants());
        Optional<Change> change = Optional.empty();
        while (change.isEmpty()) {
            change = switch (dice.below(11)) {
                case 0 -> ofCatalogue(dice.percent(40) ? Tenant.SHARED : tenant);
                case 1 -> ofBundles(dice.percent(40) ? Tenant.SHARED : tenant);
                case 2 -> ofGroups(tenant);
                case 3 -> ofMembers(tenant);
                case 4 -> ofSubjects(tenant);
                case 5, 6, 7 -> trees.next(tenant);
                default -> ofGrants(tenant);
            };
        }
        return change.get();
    }

    private List<Tenant> ownTenants() {
        return plain.world().tenants().keySet().stream()
                .filter(tenant -> !tenant.isShared())
                .toList();
    }

    private Change ofTenants() {
        Tenant tenant = dice.pick(GeneratedWorld.TENANTS.stream()
                .filter(each -> !each.equals(Tenant.DEFAULT))
                .toList());
        if (plain.world().tenants().containsKey(tenant)) {
            return change(
                    "delete tenant " + tenant,
                    () -> plain.deleteTenant(tenant),
                    () -> administration.tenants().delete(tenant));
        }
        // Filled anew, with other things under the same names: nothing of an earlier tenant of this key may show.
        Dice others = new Dice(dice.seed());
        return change(
                "create tenant " + tenant,
                () -> {
                    plain.createTenant(tenant);
                    GeneratedWorld.fill(plain, tenant, others);
                },
                () -> {
                    administration.tenants().create(tenant);
                    loader.load(tenant);
                });
    }

    private Optional<Change> ofCatalogue(Tenant tenant) {
        var there = administration.inTenant(tenant).permissions();
        List<Permission> own = plain.world().of(tenant).permissions();
        String free = dice.pick(GeneratedWorld.PERMISSIONS);
        boolean isFree = plain.isFreePermission(tenant, free);
        if (own.size() < 12) {
            return definePermission(tenant, free, isFree);
        }
        Permission permission = dice.pick(own);
        String name = permission.name();
        String in = " " + name + " in " + tenant;
        return switch (dice.below(6)) {
            case 0 -> definePermission(tenant, free, isFree);
            case 1 ->
                only(
                        own.size() > 15,
                        "delete" + in,
                        () -> plain.deletePermission(tenant, name),
                        () -> there.delete(name));
            case 2 ->
                only(
                        isFree,
                        "rename to " + free + in,
                        () -> plain.renamePermission(tenant, name, free),
                        () -> there.rename(name, free));
            case 3 ->
                Optional.of(new Change(
                        "retire" + in, () -> plain.setRetired(tenant, name, true), () -> there.retire(name)));
            default ->
                Optional.of(new Change(
                        "restore" + in, () -> plain.setRetired(tenant, name, false), () -> there.restore(name)));
        };
    }

    private Optional<Change> definePermission(Tenant tenant, String name, boolean isFree) {
        return only(
                isFree,
                "define " + name + " in " + tenant,
                () -> plain.definePermission(tenant, name),
                () -> administration.inTenant(tenant).permissions().define(name, ""));
    }

    private Optional<Change> ofBundles(Tenant tenant) {
        var there = administration.inTenant(tenant).bundles();
        List<Bundle> own = plain.world().of(tenant).bundles();
        String free = dice.pick(GeneratedWorld.BUNDLES);
        boolean isFree = plain.isFreeBundle(tenant, free);
        List<String> permissions = dice.some(1 + dice.below(3), GeneratedWorld.grantable(plain.world(), tenant));
        if (own.size() < 3) {
            return only(
                    isFree,
                    "define bundle " + free + permissions + " in " + tenant,
                    () -> plain.defineBundle(tenant, free, permissions),
                    () -> there.define(free, "", permissions));
        }
        Bundle bundle = dice.pick(own);
        String name = bundle.name();
        String in = " bundle " + name + " in " + tenant;
        return switch (dice.below(6)) {
            case 0 ->
                only(
                        own.size() > 4 && !new PlainResources(plain).isOwnerBundle(tenant, name),
                        "delete" + in,
                        () -> plain.deleteBundle(tenant, name),
                        () -> there.delete(name));
            case 1 ->
                only(
                        isFree,
                        "rename to " + free + in,
                        () -> plain.renameBundle(tenant, name, free),
                        () -> there.rename(name, free));
            case 2 -> {
                List<String> removed = dice.some(2, bundle.permissions());
                yield Optional.of(new Change(
                        "remove " + removed + in,
                        () -> plain.removeFromBundle(tenant, name, removed),
                        () -> there.remove(name, removed)));
            }
            default ->
                Optional.of(new Change(
                        "add " + permissions + in,
                        () -> plain.addToBundle(tenant, name, permissions),
                        () -> there.add(name, permissions)));
        };
    }

    private Optional<Change> ofGroups(Tenant tenant) {
        var there = administration.inTenant(tenant).groups();
        List<String> own = plain.world().of(tenant).groups();
        String free = dice.pick(GeneratedWorld.GROUPS);
        boolean isFree = !own.contains(free);
        if (own.size() < 9 || dice.percent(30)) {
            return only(
                    isFree,
                    "define group " + free + " in " + tenant,
                    () -> plain.defineGroup(tenant, free),
                    () -> there.define(free, ""));
        }
        String name = dice.pick(own);
        return dice.percent(30)
                ? only(
                        true,
                        "delete group " + name + " in " + tenant,
                        () -> plain.deleteGroup(tenant, name),
                        () -> there.delete(name))
                : only(
                        isFree,
                        "rename group " + name + " to " + free + " in " + tenant,
                        () -> plain.renameGroup(tenant, name, free),
                        () -> there.rename(name, free));
    }

    private Optional<Change> ofMembers(Tenant tenant) {
        var there = administration.inTenant(tenant).groups();
        Contents contents = plain.world().of(tenant);
        Subject subject = dice.pick(GeneratedWorld.SUBJECTS);
        Validity validity = dice.validity();
        if (contents.members().size() < 150 || dice.percent(50)) {
            String group = dice.pick(contents.groups());
            return Optional.of(new Change(
                    "add " + subject + " to " + group + " " + validity + " in " + tenant,
                    () -> plain.addMember(tenant, group, subject, validity),
                    () -> there.addMember(group, subject, validity)));
        }
        Member member = dice.pick(contents.members());
        String in = " " + member + " in " + tenant;
        return switch (dice.below(7)) {
            case 0 -> {
                List<Subject> subjects = dice.some(dice.below(20), GeneratedWorld.SUBJECTS);
                yield only(
                        true,
                        "replace members of " + member.group() + " in " + tenant + " by " + subjects,
                        () -> plain.replaceMembers(tenant, member.group(), subjects),
                        () -> there.replaceMembers(member.group(), subjects));
            }
            case 1, 2 ->
                Optional.of(new Change(
                        "remove all like" + in,
                        () -> plain.removeMember(tenant, member.group(), member.subject()),
                        () -> there.removeMember(member.group(), member.subject())));
            default ->
                Optional.of(new Change(
                        "remove" + in,
                        () -> plain.removeMember(tenant, member.group(), member.subject(), member.validity()),
                        () -> there.removeMember(member.group(), member.subject(), member.validity())));
        };
    }

    private Optional<Change> ofSubjects(Tenant tenant) {
        var there = administration.inTenant(tenant).subjects();
        Subject subject = dice.pick(GeneratedWorld.SUBJECTS);
        String in = " " + subject + " in " + tenant;
        boolean known =
                plain.world().of(tenant).subjects().stream().map(Known::subject).anyMatch(subject::equals);
        return switch (dice.below(6)) {
            case 0 ->
                only(known, "delete" + in, () -> plain.deleteSubject(tenant, subject), () -> there.delete(subject));
            case 1 ->
                only(
                        true,
                        "register" + in,
                        () -> plain.note(tenant, subject),
                        () -> there.register(subject, "somebody"));
            case 2, 3 ->
                Optional.of(
                        new Change("suspend" + in, () -> plain.suspend(tenant, subject), () -> there.suspend(subject)));
            default ->
                Optional.of(new Change(
                        "reinstate" + in, () -> plain.reinstate(tenant, subject), () -> there.reinstate(subject)));
        };
    }

    private Optional<Change> ofGrants(Tenant tenant) {
        var there = administration.inTenant(tenant).grants();
        List<Grant> present = plain.world().of(tenant).grants();
        Holder holder = GeneratedWorld.holder(plain.world(), tenant, dice);
        Grant grant = anyGrant(tenant, holder);
        if (present.size() < 250 || dice.percent(50)) {
            return Optional.of(new Change(
                    "grant " + grant + " in " + tenant, () -> plain.grant(tenant, grant), () -> there.grant(grant)));
        }
        Grant old = dice.pick(present);
        return switch (dice.below(12)) {
            case 0 ->
                Optional.of(new Change(
                        "revoke all of " + holder + " in " + tenant,
                        () -> plain.revokeAll(tenant, holder),
                        () -> there.revokeAll(holder)));
            case 1 -> {
                boolean builtIn = holder instanceof Group group && group.isBuiltIn();
                List<Grant> wanted = IntStream.range(0, builtIn ? 12 : dice.below(4))
                        .mapToObj(i -> anyGrant(tenant, holder))
                        .toList();
                yield only(
                        true,
                        "replace all of " + holder + " in " + tenant + " by " + wanted,
                        () -> plain.replaceAll(tenant, holder, wanted),
                        () -> there.replaceAll(holder, wanted));
            }
            case 2, 3 ->
                Optional.of(new Change(
                        "revoke what is perhaps there, " + grant + " in " + tenant,
                        () -> plain.revoke(tenant, grant),
                        () -> there.revoke(grant)));
            default ->
                Optional.of(new Change(
                        "revoke " + old + " in " + tenant, () -> plain.revoke(tenant, old), () -> there.revoke(old)));
        };
    }

    /** Everywhere, or on a resource. */
    private Grant anyGrant(Tenant tenant, Holder holder) {
        Optional<Grant> onResource =
                dice.percent(40) ? new GeneratedTrees(plain, dice).grant(tenant, holder) : Optional.empty();
        return onResource.orElseGet(() -> GeneratedWorld.grant(plain.world(), tenant, holder, dice));
    }

    static Optional<Change> only(boolean possible, String what, Runnable plain, Runnable real) {
        return possible ? Optional.of(change(what, plain, real)) : Optional.empty();
    }

    static Change change(String what, Runnable plain, Runnable real) {
        return new Change(what, answeringNothing(plain), answeringNothing(real));
    }

    private static Supplier<?> answeringNothing(Runnable work) {
        return () -> {
            work.run();
            return "";
        };
    }
}
