package io.tiergate.oracle;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.oracle.World.Bundle;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import io.tiergate.oracle.World.Placed;
import io.tiergate.oracle.World.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What each change of the administration service does to the plain lists of a {@link World}. It refuses nothing: who
 * calls it asks for what the administration service takes. Answers are those of the administration service.
 */
public final class PlainAdministration {

    private final World world;

    PlainAdministration(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    public void createTenant(Tenant tenant) {
        world.tenants().put(tenant, new Contents());
    }

    void deleteTenant(Tenant tenant) {
        world.tenants().remove(tenant);
    }

    /** Whether the name is free for a permission of that tenant: a shared name is reserved in every tenant. */
    boolean isFreePermission(Tenant tenant, String name) {
        return withWhomItWouldBeSeen(tenant).stream()
                .allMatch(contents -> contents.permissions().stream()
                        .noneMatch(item -> item.name().equals(name)));
    }

    /** Whether the name is free for a bundle of that tenant, in the same way. */
    boolean isFreeBundle(Tenant tenant, String name) {
        return withWhomItWouldBeSeen(tenant).stream()
                .allMatch(contents -> contents.bundles().stream()
                        .noneMatch(item -> item.name().equals(name)));
    }

    public void definePermission(Tenant tenant, String name) {
        world.of(tenant).permissions().add(new Permission(name, false));
    }

    /** Grants and bundles go with the name, in all tenants that see it. */
    void renamePermission(Tenant tenant, String name, String newName) {
        world.of(tenant)
                .permissions()
                .replaceAll(item -> item.name().equals(name) ? new Permission(newName, item.retired()) : item);
        for (Contents contents : thoseWhoSee(tenant)) {
            contents.bundles()
                    .replaceAll(bundle -> new Bundle(bundle.name(), replaced(bundle.permissions(), name, newName)));
            contents.types()
                    .replaceAll(type -> new Type(
                            type.name(),
                            replaced(type.permissions(), name, newName),
                            type.ownerBundle(),
                            type.bound()));
        }
        changeWhat(tenant, new What(What.Kind.PERMISSION, name), new What(What.Kind.PERMISSION, newName));
    }

    public boolean setRetired(Tenant tenant, String name, boolean retired) {
        return world.of(tenant).permissions().remove(new Permission(name, !retired))
                && world.of(tenant).permissions().add(new Permission(name, retired));
    }

    /** Its grants and its places in bundles and types go with it, in all tenants that see it. */
    public void deletePermission(Tenant tenant, String name) {
        world.of(tenant).permissions().removeIf(item -> item.name().equals(name));
        for (Contents contents : thoseWhoSee(tenant)) {
            contents.bundles()
                    .replaceAll(bundle -> new Bundle(bundle.name(), without(bundle.permissions(), List.of(name))));
            contents.types()
                    .replaceAll(type -> new Type(
                            type.name(), without(type.permissions(), List.of(name)), type.ownerBundle(), type.bound()));
            contents.grants().removeIf(grant -> grant.what().equals(new What(What.Kind.PERMISSION, name)));
        }
    }

    public void defineBundle(Tenant tenant, String name, Collection<String> permissions) {
        world.of(tenant).bundles().add(new Bundle(name, List.copyOf(new LinkedHashSet<>(permissions))));
    }

    void renameBundle(Tenant tenant, String name, String newName) {
        changeBundle(tenant, name, bundle -> new Bundle(newName, bundle.permissions()));
        for (Contents contents : thoseWhoSee(tenant)) {
            contents.types()
                    .replaceAll(type -> new Type(
                            type.name(),
                            type.permissions(),
                            name.equals(type.ownerBundle()) ? newName : type.ownerBundle(),
                            type.bound()));
        }
        changeWhat(tenant, What.bundle(name), What.bundle(newName));
    }

    public int addToBundle(Tenant tenant, String name, Collection<String> permissions) {
        List<String> before = bundle(tenant, name).permissions();
        List<String> after = new ArrayList<>(before);
        after.addAll(without(List.copyOf(new LinkedHashSet<>(permissions)), before));
        changeBundle(tenant, name, bundle -> new Bundle(name, after));
        return after.size() - before.size();
    }

    public int removeFromBundle(Tenant tenant, String name, Collection<String> permissions) {
        List<String> before = bundle(tenant, name).permissions();
        List<String> after = without(before, permissions);
        changeBundle(tenant, name, bundle -> new Bundle(name, after));
        return before.size() - after.size();
    }

    /** Its grants go with it, in all tenants that see it; its permissions stay. */
    void deleteBundle(Tenant tenant, String name) {
        world.of(tenant).bundles().removeIf(item -> item.name().equals(name));
        thoseWhoSee(tenant)
                .forEach(contents ->
                        contents.grants().removeIf(grant -> grant.what().equals(What.bundle(name))));
    }

    public void defineGroup(Tenant tenant, String name) {
        world.of(tenant).groups().add(name);
    }

    void renameGroup(Tenant tenant, String name, String newName) {
        Contents contents = world.of(tenant);
        contents.groups().replaceAll(each -> each.equals(name) ? newName : each);
        contents.members()
                .replaceAll(member -> member.group().equals(name)
                        ? new Member(newName, member.subject(), member.validity())
                        : member);
        contents.grants()
                .replaceAll(grant -> grant.holder().equals(Group.of(name))
                        ? new Grant(
                                Group.of(newName),
                                grant.what(),
                                grant.resource(),
                                grant.effect(),
                                grant.validity(),
                                grant.reason())
                        : grant);
        changeOwner(contents, Group.of(name), Group.of(newName));
    }

    /** What it owns has no owner then. */
    void deleteGroup(Tenant tenant, String name) {
        Contents contents = world.of(tenant);
        contents.groups().remove(name);
        contents.members().removeIf(member -> member.group().equals(name));
        contents.grants().removeIf(grant -> grant.holder().equals(Group.of(name)));
        changeOwner(contents, Group.of(name), null);
    }

    public boolean addMember(Tenant tenant, String group, Subject subject, Validity validity) {
        note(tenant, subject);
        Member member = new Member(group, subject, validity);
        return !world.of(tenant).members().contains(member)
                && world.of(tenant).members().add(member);
    }

    /** Removes all memberships of that subject in that group. */
    public boolean removeMember(Tenant tenant, String group, Subject subject) {
        return world.of(tenant)
                .members()
                .removeIf(member ->
                        member.group().equals(group) && member.subject().equals(subject));
    }

    boolean removeMember(Tenant tenant, String group, Subject subject, Validity validity) {
        return world.of(tenant).members().remove(new Member(group, subject, validity));
    }

    void replaceMembers(Tenant tenant, String group, Collection<Subject> subjects) {
        world.of(tenant).members().removeIf(member -> member.group().equals(group));
        subjects.forEach(subject -> addMember(tenant, group, subject, Validity.ALWAYS));
    }

    /** Makes the store know a subject. */
    void note(Tenant tenant, Subject subject) {
        if (world.of(tenant).subjects().stream()
                .noneMatch(known -> known.subject().equals(subject))) {
            world.of(tenant).subjects().add(new Known(subject, false));
        }
    }

    public boolean suspend(Tenant tenant, Subject subject) {
        note(tenant, subject);
        return setSuspended(tenant, subject, true);
    }

    public boolean reinstate(Tenant tenant, Subject subject) {
        return setSuspended(tenant, subject, false);
    }

    /** What it owns has no owner then. */
    public void deleteSubject(Tenant tenant, Subject subject) {
        Contents contents = world.of(tenant);
        contents.subjects().removeIf(known -> known.subject().equals(subject));
        contents.members().removeIf(member -> member.subject().equals(subject));
        contents.grants().removeIf(grant -> grant.holder().equals(subject));
        changeOwner(contents, subject, null);
    }

    /** The same grant again is no change, whatever the reason. */
    public boolean grant(Tenant tenant, Grant grant) {
        if (world.of(tenant).grants().stream()
                .anyMatch(
                        present -> isLike(present, grant) && present.validity().equals(grant.validity()))) {
            return false;
        }
        if (grant.holder() instanceof Subject subject) {
            note(tenant, subject);
        }
        return world.of(tenant).grants().add(grant);
    }

    /** Without a validity, all grants of that holder, what, where and effect are meant. */
    public int revoke(Tenant tenant, Grant grant) {
        List<Grant> grants = world.of(tenant).grants();
        int before = grants.size();
        grants.removeIf(present -> isLike(present, grant)
                && (grant.validity().equals(Validity.ALWAYS)
                        || present.validity().equals(grant.validity())));
        return before - grants.size();
    }

    int revokeAll(Tenant tenant, Holder holder) {
        List<Grant> grants = world.of(tenant).grants();
        int before = grants.size();
        grants.removeIf(present -> present.holder().equals(holder));
        return before - grants.size();
    }

    /** What the holder holds already stays as it is, with the reason that it has. */
    void replaceAll(Tenant tenant, Holder holder, List<Grant> wanted) {
        world.of(tenant)
                .grants()
                .removeIf(present -> present.holder().equals(holder)
                        && wanted.stream()
                                .noneMatch(grant -> isLike(present, grant)
                                        && present.validity().equals(grant.validity())));
        wanted.forEach(grant -> grant(tenant, grant));
    }

    private static boolean isLike(Grant one, Grant other) {
        return one.holder().equals(other.holder())
                && one.what().equals(other.what())
                && Objects.equals(one.resource(), other.resource())
                && one.effect() == other.effect();
    }

    private static void changeOwner(Contents contents, Holder before, Holder after) {
        contents.resources()
                .replaceAll(placed ->
                        before.equals(placed.owner()) ? new Placed(placed.resource(), placed.parent(), after) : placed);
    }

    private boolean setSuspended(Tenant tenant, Subject subject, boolean suspended) {
        return world.of(tenant).subjects().remove(new Known(subject, !suspended))
                && world.of(tenant).subjects().add(new Known(subject, suspended));
    }

    private Bundle bundle(Tenant tenant, String name) {
        return world.of(tenant).bundles().stream()
                .filter(bundle -> bundle.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void changeBundle(Tenant tenant, String name, UnaryOperator<Bundle> change) {
        world.of(tenant).bundles().replaceAll(bundle -> bundle.name().equals(name) ? change.apply(bundle) : bundle);
    }

    private void changeWhat(Tenant tenant, What before, What after) {
        for (Contents contents : thoseWhoSee(tenant)) {
            contents.grants()
                    .replaceAll(grant -> grant.what().equals(before)
                            ? new Grant(
                                    grant.holder(),
                                    after,
                                    grant.resource(),
                                    grant.effect(),
                                    grant.validity(),
                                    grant.reason())
                            : grant);
        }
    }

    /** The tenants in which a definition of this one is seen. */
    Collection<Contents> thoseWhoSee(Tenant tenant) {
        return tenant.isShared() ? world.tenants().values() : List.of(world.of(tenant));
    }

    /** The tenants whose definitions somebody sees together with a definition of this one. */
    Collection<Contents> withWhomItWouldBeSeen(Tenant tenant) {
        return tenant.isShared() ? world.tenants().values() : world.seenBy(tenant);
    }

    private static List<String> replaced(List<String> names, String name, String other) {
        return names.stream().map(each -> each.equals(name) ? other : each).toList();
    }

    private static List<String> without(List<String> names, Collection<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
