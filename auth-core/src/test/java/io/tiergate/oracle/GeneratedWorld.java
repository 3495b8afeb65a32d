package io.tiergate.oracle;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Permission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A world made by chance: the same for the same seed. Its names are few and close to each other (by case, by a trailing
 * space, by a dot), and its tenants use the same ones, so that what is told apart badly shows.
 */
final class GeneratedWorld {

    static final List<Tenant> TENANTS = Stream.of("default", "acme", "Acme", "acme.eu", "globex")
            .map(Tenant::of)
            .toList();

    static final List<String> PERMISSIONS = names(
            List.of("invoice", "Invoice", "invoices", "order", "report", "tiergate", "tiergates", "launch-missiles"),
            List.of("", ".read", ".Read", ".write", ".line", ".line.read", ".line.deep.read", ":read"));

    static final List<String> WILDCARDS = List.of(
            "*",
            "invoice.*",
            "Invoice.*",
            "invoice.line.*",
            "invoice.line.deep.*",
            "order.*",
            "order.line.*",
            "report.*",
            "launch-missiles.*",
            "tiergate.*",
            "tiergate.line.*",
            "nothing.*");

    static final List<String> BUNDLES = names(
            List.of("clerk", "Clerk", "reader", "Vertrieb Süd", "月次", "everyone"), List.of("", " 2", " two", ".*"));

    static final List<String> GROUPS = names(
            List.of("Lisbon office", "lisbon office", "Everyone", "AUTHENTICATED", "sales", "a%b_c", "O'Neill"),
            List.of("", " 2", ", all"));

    static final List<Subject> SUBJECTS = subjects();

    private final Dice dice;
    private final PlainAdministration plain;
    private final GeneratedTrees trees;

    private GeneratedWorld(Dice dice, PlainAdministration plain) {
        this.dice = dice;
        this.plain = plain;
        this.trees = new GeneratedTrees(plain, dice);
    }

    static World of(long seed) {
        PlainAdministration plain = new PlainAdministration(new World());
        GeneratedWorld generated = new GeneratedWorld(new Dice(seed), plain);
        generated.definitions(Tenant.SHARED, 22, 6);
        generated.trees.defineTypes(Tenant.SHARED, 2);
        int tenants = 3 + generated.dice.below(3);
        for (Tenant tenant : TENANTS.subList(0, tenants)) {
            plain.createTenant(tenant);
            generated.fill(tenant);
        }
        generated.retireSome(Tenant.SHARED);
        return plain.world();
    }

    /** Fills one more tenant, which exists and is empty. */
    static void fill(PlainAdministration plain, Tenant tenant, Dice dice) {
        new GeneratedWorld(dice, plain).fill(tenant);
    }

    /** Any holder that can be granted something in that tenant; some of them the store does not know yet. */
    static Holder holder(World world, Tenant tenant, Dice dice) {
        if (dice.percent(55)) {
            return dice.pick(SUBJECTS);
        }
        List<String> groups = world.of(tenant).groups();
        if (dice.percent(90) && !groups.isEmpty()) {
            return Group.of(dice.pick(groups));
        }
        return dice.percent(50) ? Group.EVERYONE : Group.AUTHENTICATED;
    }

    /** Any grant that the administration service takes in that tenant. */
    static Grant grant(World world, Tenant tenant, Holder holder, Dice dice) {
        // What everybody is given decides everywhere, and would leave nothing to the rest if it were broad.
        boolean broad = !(holder instanceof Group group && group.isBuiltIn());
        What what = what(world, tenant, broad, dice);
        Effect effect = dice.percent(what.kind() == What.Kind.WILDCARD ? 30 : 20) ? Effect.DENY : Effect.ALLOW;
        String reason = dice.percent(20) ? "ticket " + dice.below(100) : null;
        return new Grant(holder, what, effect, dice.validity(), reason);
    }

    private static What what(World world, Tenant tenant, boolean broad, Dice dice) {
        if (broad && dice.percent(20)) {
            return What.permission(dice.pick(WILDCARDS));
        }
        List<String> bundles = bundles(world, tenant);
        if (broad && dice.percent(40) && !bundles.isEmpty()) {
            return What.bundle(dice.pick(bundles));
        }
        List<String> permissions = grantable(world, tenant);
        return permissions.isEmpty() ? What.permission(dice.pick(WILDCARDS)) : What.permission(dice.pick(permissions));
    }

    /** The names of all permissions that can be granted and bundled in that tenant. */
    static List<String> grantable(World world, Tenant tenant) {
        List<String> names = new ArrayList<>();
        for (Contents definitions : world.seenBy(tenant)) {
            definitions.permissions().stream()
                    .filter(permission -> !permission.retired())
                    .forEach(permission -> names.add(permission.name()));
        }
        return names;
    }

    static List<String> bundles(World world, Tenant tenant) {
        List<String> names = new ArrayList<>();
        world.seenBy(tenant).forEach(definitions -> definitions.bundles().forEach(bundle -> names.add(bundle.name())));
        return names;
    }

    private void fill(Tenant tenant) {
        definitions(tenant, 24, 8);
        trees.defineTypes(tenant, 3);
        dice.some(12, GROUPS).forEach(name -> plain.defineGroup(tenant, name));
        List<String> groups = plain.world().of(tenant).groups();
        for (int i = 0; i < 260; i++) {
            plain.addMember(tenant, dice.pick(groups), dice.pick(SUBJECTS), dice.validity());
        }
        for (int i = 0; i < 420; i++) {
            Holder holder = holder(plain.world(), tenant, dice);
            plain.grant(tenant, grant(plain.world(), tenant, holder, dice));
        }
        trees.plant(tenant, 45, 160);
        dice.some(10, SUBJECTS).forEach(subject -> plain.note(tenant, subject));
        List<Subject> known =
                plain.world().of(tenant).subjects().stream().map(Known::subject).toList();
        dice.some(known.size() / 12, known).forEach(subject -> plain.suspend(tenant, subject));
        retireSome(tenant);
    }

    private void definitions(Tenant tenant, int permissions, int bundles) {
        for (String name : dice.some(permissions, PERMISSIONS)) {
            if (plain.isFreePermission(tenant, name)) {
                plain.definePermission(tenant, name);
            }
        }
        for (String name : dice.some(bundles, BUNDLES)) {
            if (plain.isFreeBundle(tenant, name)) {
                plain.defineBundle(tenant, name, dice.some(dice.below(9), grantable(plain.world(), tenant)));
            }
        }
    }

    /** Last of all: what is retired cannot be granted any more, and keeps what it was granted before. */
    private void retireSome(Tenant tenant) {
        List<String> own = plain.world().of(tenant).permissions().stream()
                .map(Permission::name)
                .toList();
        dice.some(3, own).forEach(name -> plain.setRetired(tenant, name, true));
    }

    private static List<String> names(List<String> beginnings, List<String> ends) {
        return beginnings.stream()
                .flatMap(beginning -> ends.stream().map(end -> beginning + end))
                .toList();
    }

    private static List<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (String id :
                List.of("alice", "Alice", "alice ", " alice", "alice  ", "1", "01", "1.0", "%", "a_b", "O'Neill")) {
            subjects.add(Subject.user(id));
            subjects.add(Subject.service(id));
        }
        for (String id : List.of("null", "é", "e\u0301", "ß", "ss", "İ", "i", "I", "😀", "日本", "\uFFFD", "a b", "\\")) {
            subjects.add(Subject.user(id));
        }
        for (int i = 0; i < 110; i++) {
            subjects.add(Subject.user("u" + i));
            if (i % 3 == 0) {
                subjects.add(Subject.user("U" + i));
                subjects.add(Subject.service("u" + i));
            }
        }
        return List.copyOf(subjects);
    }
}
