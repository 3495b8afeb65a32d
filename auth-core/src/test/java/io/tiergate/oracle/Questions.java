package io.tiergate.oracle;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Questions made by chance: most of them about what there is, many about what only looks like it. */
final class Questions {

    /** Which method of the decision point is asked. */
    enum Form {
        CHECK,
        EXPLAIN,
        PERMISSIONS_OF,
        HOLDERS_OF
    }

    /** One question with the moment at which it is asked; a list takes of it what it needs. */
    record Asked(Form form, Tenant tenant, Subject subject, String permission, Instant now) {

        @Override
        public String toString() {
            return form + " in tenant '" + tenant + "' subject '" + subject + "' permission '" + permission + "' at "
                    + now;
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
        return new Asked(form(), tenant, subject(tenant), permission(tenant), dice.moment());
    }

    private Form form() {
        int chance = dice.below(1_000);
        if (chance < 2) {
            return Form.HOLDERS_OF;
        }
        if (chance < 5) {
            return Form.PERMISSIONS_OF;
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
