package io.tiergate.oracle;

import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.oracle.World.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Section 2 of the design, sentence by sentence, over plain lists. Slow, and meant to be compared with the text by
 * reading: nothing is prepared, kept or shared with the code that it judges. The numbers are those of the rules.
 */
final class Oracle {

    /** What applies, and the membership that leads to it, or null if no membership does. */
    sealed interface Deciding permits Given, Owned {

        Member membership();
    }

    /** A grant that applies. */
    record Given(Grant grant, Member membership) implements Deciding {}

    /** The ownership of a resource that applies. */
    record Owned(Resource resource, Holder owner, Member membership) implements Deciding {}

    private final World world;

    Oracle(World world) {
        this.world = world;
    }

    /** About everywhere. */
    Code check(Tenant tenant, Subject subject, String permission, Instant now) {
        return check(tenant, subject, permission, null, now);
    }

    /** @param resource null to ask about everywhere */
    Code check(Tenant tenant, Subject subject, String permission, Resource resource, Instant now) {
        // 6: First of all, a name that is not in the catalogue or is retired is unknown, whoever asks, whatever was
        // granted.
        if (!isInCatalogue(tenant, permission)) {
            return Code.UNKNOWN_PERMISSION;
        }
        // 6: Next, what is asked about must be of a type that is declared.
        if (resource != null && type(tenant, resource.type()) == null) {
            return Code.UNKNOWN_RESOURCE_TYPE;
        }
        // 6: Next, the suspended are told that they are.
        if (isSuspended(tenant, subject)) {
            return Code.SUBJECT_SUSPENDED;
        }
        List<Given> applying = applying(tenant, subject, permission, resource, now);
        // 3: One DENY that applies is enough, however many ALLOWs there are, and wherever any of them stands.
        if (applying.stream().anyMatch(each -> each.grant().effect() == Effect.DENY)) {
            return Code.DENIED;
        }
        // 6: Where every resource of the type is registered, one that is not is unknown, even if the permission is
        // allowed
        // everywhere. For other types what is granted everywhere decides.
        if (resource != null && type(tenant, resource.type()).bound() && placed(tenant, resource) == null) {
            return Code.UNKNOWN_RESOURCE;
        }
        // 1 and 4: An ownership that applies allows.
        if (!owning(tenant, subject, permission, resource, now).isEmpty()) {
            return Code.GRANTED;
        }
        // 1: An ALLOW that applies allows.
        if (applying.stream().anyMatch(each -> each.grant().effect() == Effect.ALLOW)) {
            return Code.GRANTED;
        }
        // 1: And nothing else does.
        return Code.NOT_GRANTED;
    }

    /**
     * What decided: all ALLOWs and ownerships that apply if it is granted, all DENYs that apply if it is denied by one.
     *
     * @param resource null to ask about everywhere
     */
    Set<Deciding> explain(Tenant tenant, Subject subject, String permission, Resource resource, Instant now) {
        Code code = check(tenant, subject, permission, resource, now);
        Set<Deciding> deciding = new HashSet<>();
        if (code == Code.GRANTED) {
            deciding.addAll(owning(tenant, subject, permission, resource, now));
        }
        for (Given each : applying(tenant, subject, permission, resource, now)) {
            if (code == Code.GRANTED && each.grant().effect() == Effect.ALLOW) {
                deciding.add(each);
            }
            if (code == Code.DENIED && each.grant().effect() == Effect.DENY) {
                deciding.add(each);
            }
        }
        return deciding;
    }

    /** 9: The permissions of a subject, everywhere or on a resource, are those that a check grants to it, each with what decided. */
    Map<String, Set<Deciding>> permissionsOf(Tenant tenant, Subject subject, Resource resource, Instant now) {
        Map<String, Set<Deciding>> held = new HashMap<>();
        for (World.Contents definitions : world.seenBy(tenant)) {
            for (World.Permission permission : definitions.permissions()) {
                if (check(tenant, subject, permission.name(), resource, now) == Code.GRANTED) {
                    held.put(permission.name(), explain(tenant, subject, permission.name(), resource, now));
                }
            }
        }
        return held;
    }

    /** 9: The registered resources of a type on which a subject may use a permission. */
    Set<Resource> list(Tenant tenant, Subject subject, String permission, String type, Instant now) {
        Set<Resource> list = new HashSet<>();
        for (World.Placed placed : world.of(tenant).resources()) {
            if (placed.resource().type().equals(type)
                    && check(tenant, subject, permission, placed.resource(), now) == Code.GRANTED) {
                list.add(placed.resource());
            }
        }
        return list;
    }

    /** 5: Whether it may use it without a resource, or on one that is registered. */
    boolean anywhere(Tenant tenant, Subject subject, String permission, Instant now) {
        if (check(tenant, subject, permission, now) == Code.GRANTED) {
            return true;
        }
        for (World.Placed placed : world.of(tenant).resources()) {
            if (check(tenant, subject, permission, placed.resource(), now) == Code.GRANTED) {
                return true;
            }
        }
        return false;
    }

    /** 9: Who may use a permission, everywhere or on a resource, each with what decided. */
    Map<Holder, Set<Deciding>> holdersOf(Tenant tenant, String permission, Resource resource, Instant now) {
        Map<Holder, Set<Deciding>> holders = new HashMap<>();
        // 9: Built-in groups are listed as groups. Whom they hold are, at the least, those who have nothing else: the
        // anonymous, and a named subject that nobody has heard of. What these may, by a grant to the group, the group
        // may.
        listBuiltIn(Group.EVERYONE, Subject.anonymous(), tenant, permission, resource, now, holders);
        listBuiltIn(Group.AUTHENTICATED, aSubjectThatNobodyKnows(tenant), tenant, permission, resource, now, holders);
        // 9: Subjects are listed if the store knows them and they are not suspended: to these a check does not grant.
        // Who is
        // allowed only as one of a built-in group is not listed, as the group is.
        for (World.Known known : world.of(tenant).subjects()) {
            if (check(tenant, known.subject(), permission, resource, now) == Code.GRANTED) {
                Set<Deciding> deciding = explain(tenant, known.subject(), permission, resource, now);
                if (!deciding.stream().allMatch(each -> isBuiltIn(holder(each)))) {
                    holders.put(known.subject(), deciding);
                }
            }
        }
        return holders;
    }

    private void listBuiltIn(
            Group group,
            Subject member,
            Tenant tenant,
            String permission,
            Resource resource,
            Instant now,
            Map<Holder, Set<Deciding>> holders) {
        if (check(tenant, member, permission, resource, now) == Code.GRANTED) {
            Set<Deciding> deciding = explain(tenant, member, permission, resource, now);
            if (deciding.stream().anyMatch(each -> holder(each).equals(group))) {
                holders.put(group, deciding);
            }
        }
    }

    Subject aSubjectThatNobodyKnows(Tenant tenant) {
        Subject nobody = Subject.user("nobody");
        while (isKnown(tenant, nobody)) {
            nobody = Subject.user(nobody.id() + "?");
        }
        return nobody;
    }

    /** 2: The grants that apply to a request, once for every membership that leads to them. */
    private List<Given> applying(Tenant tenant, Subject subject, String permission, Resource resource, Instant now) {
        List<Given> applying = new ArrayList<>();
        List<Resource> way = way(tenant, resource);
        // 2: The grant is of the request's tenant.
        for (Grant grant : world.of(tenant).grants()) {
            // 2: What it gives is, covers or contains the permission; and it is valid now.
            if (!gives(tenant, grant.what(), permission) || !isValid(grant.validity(), now)) {
                continue;
            }
            // 2: Its where is everywhere, or the resource of the request, or one above it. 5: A request without a
            // resource has none of the two.
            if (grant.resource() != null && !way.contains(grant.resource())) {
                continue;
            }
            Holder holder = grant.holder();
            // 2: Its holder is the subject,
            if (holder.equals(subject)) {
                applying.add(new Given(grant, null));
            }
            // 2: or the built-in group to which every request belongs,
            if (holder.equals(new Group("everyone"))) {
                applying.add(new Given(grant, null));
            }
            // 2: or the one to which every named subject belongs, known to the store or not, and the anonymous one does
            // not,
            if (holder.equals(new Group("authenticated")) && !subject.equals(Subject.anonymous())) {
                applying.add(new Given(grant, null));
            }
            // 2: or a group that the subject is a member of, by a membership of this tenant that is valid now.
            if (holder instanceof Group group) {
                for (Member member : world.of(tenant).members()) {
                    if (member.group().equals(group.name())
                            && member.subject().equals(subject)
                            && isValid(member.validity(), now)) {
                        applying.add(new Given(grant, member));
                    }
                }
            }
        }
        return applying;
    }

    /** 4: The ownerships that apply to a request, once for every membership that leads to them. */
    private List<Owned> owning(Tenant tenant, Subject subject, String permission, Resource resource, Instant now) {
        List<Owned> owning = new ArrayList<>();
        // 4: The owner of the resource, and the owners of those above it,
        for (Resource owned : way(tenant, resource)) {
            Holder owner = placed(tenant, owned).owner();
            if (owner == null) {
                continue;
            }
            // 4: are allowed the owner bundle of the type of what they own, or what is declared for the type of what is
            // asked about.
            String bundle = type(tenant, owned.type()).ownerBundle();
            boolean allowed = bundle == null
                    ? type(tenant, resource.type()).permissions().contains(permission)
                            && !permission.startsWith("tiergate.")
                    : contains(tenant, bundle, permission);
            if (!allowed) {
                continue;
            }
            // 4: The owner is the subject,
            if (owner.equals(subject)) {
                owning.add(new Owned(owned, owner, null));
            }
            // 4: or a group that the subject is a member of now.
            for (Member member : world.of(tenant).members()) {
                if (owner.equals(new Group(member.group()))
                        && member.subject().equals(subject)
                        && isValid(member.validity(), now)) {
                    owning.add(new Owned(owned, owner, member));
                }
            }
        }
        return owning;
    }

    /** 11: A resource that is registered and those above it at the place that it has now; none if it is not registered. */
    private List<Resource> way(Tenant tenant, Resource resource) {
        List<Resource> way = new ArrayList<>();
        World.Placed at = resource == null ? null : placed(tenant, resource);
        while (at != null) {
            way.add(at.resource());
            at = at.parent() == null ? null : placed(tenant, at.parent());
        }
        return way;
    }

    private World.Placed placed(Tenant tenant, Resource resource) {
        for (World.Placed placed : world.of(tenant).resources()) {
            if (placed.resource().equals(resource)) {
                return placed;
            }
        }
        return null;
    }

    /** 2: The tenant's own types are seen, and the shared ones. */
    private World.Type type(Tenant tenant, String name) {
        for (World.Contents definitions : world.seenBy(tenant)) {
            for (World.Type type : definitions.types()) {
                if (type.name().equals(name)) {
                    return type;
                }
            }
        }
        return null;
    }

    /** 2: Whether this is the permission, a wildcard that covers it, or a bundle that contains it. */
    private boolean gives(Tenant tenant, What what, String permission) {
        return switch (what.kind()) {
            case PERMISSION -> what.name().equals(permission);
            case WILDCARD -> covers(what.name(), permission);
            case BUNDLE -> contains(tenant, what.name(), permission);
        };
    }

    private static boolean covers(String wildcard, String permission) {
        // 2: What is named below "tiergate." is covered only by wildcards that begin so too.
        if (permission.startsWith("tiergate.") && !wildcard.startsWith("tiergate.")) {
            return false;
        }
        // 2: "*" covers all names,
        if (wildcard.equals("*")) {
            return true;
        }
        // 2: "invoice.*" all that begin with "invoice.", with whatever after it, and so not "invoice" itself.
        String beginning = wildcard.substring(0, wildcard.lastIndexOf('*'));
        return permission.startsWith(beginning);
    }

    private boolean contains(Tenant tenant, String bundleName, String permission) {
        // 2: The tenant's own bundles are seen, and the shared ones.
        for (World.Contents definitions : world.seenBy(tenant)) {
            for (World.Bundle bundle : definitions.bundles()) {
                if (bundle.name().equals(bundleName) && bundle.permissions().contains(permission)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** 2: From the first moment on, until and without the last, in microseconds of UTC. */
    private static boolean isValid(Validity validity, Instant now) {
        return (validity.from() == null || micros(validity.from()) <= micros(now))
                && (validity.until() == null || micros(now) < micros(validity.until()));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private boolean isInCatalogue(Tenant tenant, String name) {
        // 2: The tenant's own permissions are seen, and the shared ones.
        for (World.Contents definitions : world.seenBy(tenant)) {
            for (World.Permission permission : definitions.permissions()) {
                if (permission.name().equals(name)) {
                    // 6: A retired one counts as unknown.
                    return !permission.retired();
                }
            }
        }
        return false;
    }

    private boolean isSuspended(Tenant tenant, Subject subject) {
        return world.of(tenant).subjects().stream()
                .anyMatch(known -> known.subject().equals(subject) && known.suspended());
    }

    private boolean isKnown(Tenant tenant, Subject subject) {
        return world.of(tenant).subjects().stream()
                .anyMatch(known -> known.subject().equals(subject));
    }

    static Holder holder(Deciding deciding) {
        return deciding instanceof Given given ? given.grant().holder() : ((Owned) deciding).owner();
    }

    static boolean isBuiltIn(Holder holder) {
        return holder.equals(new Group("everyone")) || holder.equals(new Group("authenticated"));
    }
}
