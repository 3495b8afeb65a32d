package io.tiergate.oracle;

import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
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

    /** A grant that applies, and the membership that leads to it, or null if no membership does. */
    record Deciding(Grant grant, Member membership) {}

    private final World world;

    Oracle(World world) {
        this.world = world;
    }

    Code check(Tenant tenant, Subject subject, String permission, Instant now) {
        // 6: First of all, a name that is not in the catalogue or is retired is unknown, whoever asks, whatever was
        // granted.
        if (!isInCatalogue(tenant, permission)) {
            return Code.UNKNOWN_PERMISSION;
        }
        // 6: Next, the suspended are told that they are.
        if (isSuspended(tenant, subject)) {
            return Code.SUBJECT_SUSPENDED;
        }
        List<Deciding> applying = applying(tenant, subject, permission, now);
        // 3: One DENY that applies is enough, however many ALLOWs there are, and wherever any of them stands.
        if (applying.stream().anyMatch(each -> each.grant().effect() == Effect.DENY)) {
            return Code.DENIED;
        }
        // 1: An ALLOW that applies allows.
        if (applying.stream().anyMatch(each -> each.grant().effect() == Effect.ALLOW)) {
            return Code.GRANTED;
        }
        // 1: And nothing else does.
        return Code.NOT_GRANTED;
    }

    /** What decided: all ALLOWs that apply if it is granted, all DENYs that apply if it is denied by one. */
    Set<Deciding> explain(Tenant tenant, Subject subject, String permission, Instant now) {
        Code code = check(tenant, subject, permission, now);
        Set<Deciding> deciding = new HashSet<>();
        for (Deciding each : applying(tenant, subject, permission, now)) {
            if (code == Code.GRANTED && each.grant().effect() == Effect.ALLOW) {
                deciding.add(each);
            }
            if (code == Code.DENIED && each.grant().effect() == Effect.DENY) {
                deciding.add(each);
            }
        }
        return deciding;
    }

    /** 9: The permissions of a subject are those that a check grants to it, each with what decided. */
    Map<String, Set<Deciding>> permissionsOf(Tenant tenant, Subject subject, Instant now) {
        Map<String, Set<Deciding>> held = new HashMap<>();
        for (World.Contents definitions : world.seenBy(tenant)) {
            for (World.Permission permission : definitions.permissions()) {
                if (check(tenant, subject, permission.name(), now) == Code.GRANTED) {
                    held.put(permission.name(), explain(tenant, subject, permission.name(), now));
                }
            }
        }
        return held;
    }

    /** 9: Who may use a permission, each with what decided. */
    Map<Holder, Set<Deciding>> holdersOf(Tenant tenant, String permission, Instant now) {
        Map<Holder, Set<Deciding>> holders = new HashMap<>();
        // 9: Built-in groups are listed as groups. Whom they hold are, at the least, those who have nothing else: the
        // anonymous, and a named subject that nobody has heard of. What these may, by a grant to the group, the group
        // may.
        listBuiltIn(Group.EVERYONE, Subject.anonymous(), tenant, permission, now, holders);
        listBuiltIn(Group.AUTHENTICATED, aSubjectThatNobodyKnows(tenant), tenant, permission, now, holders);
        // 9: Subjects are listed if the store knows them and they are not suspended: to these a check does not grant.
        // Who is
        // allowed only as one of a built-in group is not listed, as the group is.
        for (World.Known known : world.of(tenant).subjects()) {
            if (check(tenant, known.subject(), permission, now) == Code.GRANTED) {
                Set<Deciding> deciding = explain(tenant, known.subject(), permission, now);
                if (!deciding.stream().allMatch(each -> isBuiltIn(each.grant().holder()))) {
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
            Instant now,
            Map<Holder, Set<Deciding>> holders) {
        if (check(tenant, member, permission, now) == Code.GRANTED) {
            Set<Deciding> deciding = explain(tenant, member, permission, now);
            if (deciding.stream().anyMatch(each -> each.grant().holder().equals(group))) {
                holders.put(group, deciding);
            }
        }
    }

    private Subject aSubjectThatNobodyKnows(Tenant tenant) {
        Subject nobody = Subject.user("nobody");
        while (isKnown(tenant, nobody)) {
            nobody = Subject.user(nobody.id() + "?");
        }
        return nobody;
    }

    /** 2: The grants that apply to a request, once for every membership that leads to them. */
    private List<Deciding> applying(Tenant tenant, Subject subject, String permission, Instant now) {
        List<Deciding> applying = new ArrayList<>();
        // 2: The grant is of the request's tenant.
        for (Grant grant : world.of(tenant).grants()) {
            // 2: What it gives is, covers or contains the permission; and it is valid now.
            if (!gives(tenant, grant.what(), permission) || !isValid(grant.validity(), now)) {
                continue;
            }
            Holder holder = grant.holder();
            // 2: Its holder is the subject,
            if (holder.equals(subject)) {
                applying.add(new Deciding(grant, null));
            }
            // 2: or the built-in group to which every request belongs,
            if (holder.equals(new Group("everyone"))) {
                applying.add(new Deciding(grant, null));
            }
            // 2: or the one to which every named subject belongs, known to the store or not, and the anonymous one does
            // not,
            if (holder.equals(new Group("authenticated")) && !subject.equals(Subject.anonymous())) {
                applying.add(new Deciding(grant, null));
            }
            // 2: or a group that the subject is a member of, by a membership of this tenant that is valid now.
            if (holder instanceof Group group) {
                for (Member member : world.of(tenant).members()) {
                    if (member.group().equals(group.name())
                            && member.subject().equals(subject)
                            && isValid(member.validity(), now)) {
                        applying.add(new Deciding(grant, member));
                    }
                }
            }
        }
        return applying;
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

    private static boolean isBuiltIn(Holder holder) {
        return holder.equals(new Group("everyone")) || holder.equals(new Group("authenticated"));
    }
}
