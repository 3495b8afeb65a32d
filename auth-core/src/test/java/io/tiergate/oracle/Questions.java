package io.tiergate.oracle;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import io.tiergate.oracle.World.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Questions made by chance: most of them about what there is, many about what only looks like it. */
final class Questions {

    /** Which method of the decision point is asked. */
    enum Form {
        CHECK,
        EXPLAIN,
        PERMISSIONS_OF,
        HOLDERS_OF,
        LIST,
        ANYWHERE
    }

    /** One question with the moment at which it is asked; a list takes of it what it needs. */
    record Asked(Form form, Tenant tenant, Subject subject, String permission, Resource resource, Instant now) {

        @Override
        public String toString() {
            return form + " in tenant '" + tenant + "' subject '" + subject + "' permission '" + permission + "'"
                    + (resource == null ? "" : " on '" + resource + "'") + " at " + now;
        }
    }

    private static final List<String> NO_PERMISSIONS = List.of(
            "", "*", "invoice.*", "invoice.", ".read", "tiergate.", "no such", "nothing", "x".repeat(300), "\0");

    private static final List<Tenant> NO_TENANTS =
            List.of(Tenant.of("ACME"), Tenant.of("acme.e"), Tenant.of("nowhere"));

    private final World world;
    private final Dice dice;

    Questions(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    Asked next() {
        Tenant tenant = tenant();
        Contents contents = world.of(tenant);
        if (contents.resources().isEmpty() || dice.percent(40)) {
            Resource resource = dice.percent(45) ? anyResource() : null;
            return new Asked(form(), tenant, subject(tenant), permission(tenant), resource, dice.moment());
        }
        return dice.percent(25) ? atAnOwner(tenant) : atAGrant(tenant);
    }

    /** About whom a grant on a resource may be meant for, perhaps on what lies below it. */
    private Asked atAGrant(Tenant tenant) {
        Contents contents = world.of(tenant);
        List<Grant> grants = contents.grants().stream()
                .filter(grant -> grant.resource() != null)
                .toList();
        Grant grant = grants.isEmpty() ? null : dice.pick(grants);
        Subject subject = grant == null || dice.percent(20) ? subject(tenant) : oneOf(tenant, grant.holder());
        String permission = grant == null || dice.percent(20) ? permission(tenant) : oneOf(tenant, grant.what());
        Resource resource = grant == null || dice.percent(15) ? resource(contents) : below(contents, grant.resource());
        return new Asked(form(), tenant, subject, permission, resource, dice.moment());
    }

    /** About who may be an owner, perhaps of what lies above. */
    private Asked atAnOwner(Tenant tenant) {
        Contents contents = world.of(tenant);
        List<Placed> owned = contents.resources().stream()
                .filter(placed -> placed.owner() != null)
                .toList();
        Placed placed = owned.isEmpty() ? null : dice.pick(owned);
        Subject subject = placed == null || dice.percent(10) ? subject(tenant) : oneOf(tenant, placed.owner());
        Resource resource = placed == null ? resource(contents) : below(contents, placed.resource());
        List<String> declared = world.seenBy(tenant).stream()
                .flatMap(definitions -> definitions.types().stream())
                .filter(type -> type.name().equals(resource.type()))
                .flatMap(type -> type.permissions().stream())
                .toList();
        String permission = declared.isEmpty() || dice.percent(40) ? permission(tenant) : dice.pick(declared);
        return new Asked(form(), tenant, subject, permission, resource, dice.moment());
    }

    private Resource resource(Contents contents) {
        return contents.resources().isEmpty() || dice.percent(20)
                ? anyResource()
                : dice.pick(contents.resources()).resource();
    }

    /** Perhaps registered, perhaps in another tenant only, perhaps of no type that there is. */
    private Resource anyResource() {
        Resource resource = dice.pick(GeneratedTrees.RESOURCES);
        if (dice.percent(70)) {
            return resource;
        }
        return dice.percent(50)
                ? Resource.of(resource.type(), disguised(resource.id()))
                : Resource.of(resource.type() + "s", resource.id());
    }

    /** The resource, or one that lies below it. */
    private Resource below(Contents contents, Resource resource) {
        Resource at = resource;
        while (dice.percent(60)) {
            Resource above = at;
            List<Placed> children = contents.resources().stream()
                    .filter(placed -> above.equals(placed.parent()))
                    .toList();
            if (children.isEmpty()) {
                return at;
            }
            at = dice.pick(children).resource();
        }
        return at;
    }

    private Subject oneOf(Tenant tenant, Holder holder) {
        if (holder instanceof Subject subject) {
            return subject;
        }
        List<Subject> members = world.of(tenant).members().stream()
                .filter(member -> holder.equals(Group.of(member.group())))
                .map(Member::subject)
                .toList();
        return members.isEmpty() ? subject(tenant) : dice.pick(members);
    }

    private String oneOf(Tenant tenant, What what) {
        List<String> names = world.seenBy(tenant).stream()
                .flatMap(definitions -> switch (what.kind()) {
                    case PERMISSION -> Stream.of(what.name());
                    case WILDCARD ->
                        definitions.permissions().stream()
                                .map(Permission::name)
                                .filter(name -> What.covers(what.name(), name));
                    case BUNDLE ->
                        definitions.bundles().stream()
                                .filter(bundle -> bundle.name().equals(what.name()))
                                .flatMap(bundle -> bundle.permissions().stream());
                })
                .toList();
        return names.isEmpty() ? permission(tenant) : dice.pick(names);
    }

    private Form form() {
        int chance = dice.below(1_000);
        if (chance < 2) {
            return Form.HOLDERS_OF;
        }
        if (chance < 5) {
            return Form.PERMISSIONS_OF;
        }
        if (chance < 25) {
            return chance < 20 ? Form.LIST : Form.ANYWHERE;
        }
        return chance < 150 ? Form.EXPLAIN : Form.CHECK;
    }

    private Tenant tenant() {
        if (dice.percent(3)) {
            return dice.pick(NO_TENANTS);
        }
        // Some of these do not exist in this world, or do not any more.
        return dice.percent(3) ? Tenant.SHARED : dice.pick(GeneratedWorld.TENANTS);
    }

    private Subject subject(Tenant tenant) {
        List<Known> known = world.of(tenant).subjects();
        if (dice.percent(75) && !known.isEmpty()) {
            return dice.pick(known).subject();
        }
        if (dice.percent(40)) {
            return Subject.anonymous();
        }
        if (dice.percent(40)) {
            return Subject.user("stranger " + dice.below(1_000));
        }
        Subject like = dice.pick(GeneratedWorld.SUBJECTS);
        return dice.percent(50) ? like : Subject.of(like.type(), disguised(like.id()));
    }

    private String permission(Tenant tenant) {
        if (dice.percent(5)) {
            return dice.pick(NO_PERMISSIONS);
        }
        if (dice.percent(15)) {
            // Perhaps of this tenant, perhaps only of others, perhaps of none.
            String name = dice.pick(GeneratedWorld.PERMISSIONS);
            return dice.percent(70) ? name : disguised(name);
        }
        Contents definitions = dice.percent(50) ? world.of(tenant) : world.shared();
        List<Permission> permissions = definitions.permissions();
        return permissions.isEmpty() ? "nothing.here" : dice.pick(permissions).name();
    }

    /** Another text, which careless comparisons take for the same. */
    private String disguised(String text) {
        return switch (dice.below(4)) {
            case 0 -> text + " ";
            case 1 -> text.toUpperCase(Locale.ROOT);
            case 2 -> text.toLowerCase(Locale.ROOT);
            default -> " " + text;
        };
    }
}
