package io.tiergate.oracle;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.oracle.World.Placed;
import io.tiergate.oracle.World.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The types of resources of a {@link GeneratedWorld}, its trees, their owners and what is granted on them. Names are few,
 * tenants and types use the same ids, and trees are deep for their size, so that grants meet.
 */
final class GeneratedTrees {

    static final List<String> TYPES = List.of("folder", "document", "document-part", "ticket", "t");

    private static final List<String> IDS =
            List.of("1", "01", "a", "A", "a ", " a", "%", "a_b", "é", "e\u0301", "null", "42", "x'y", "\\");

    static final List<Resource> RESOURCES = TYPES.stream()
            .flatMap(type -> IDS.stream().map(id -> Resource.of(type, id)))
            .toList();

    /** No tree is deeper. */
    static final int DEPTH = 7;

    private static final int ROOTS = 3;

    private final PlainAdministration plain;
    private final PlainResources resources;
    private final Dice dice;

    GeneratedTrees(PlainAdministration plain, Dice dice) {
        this.plain = plain;
        this.resources = new PlainResources(plain);
        this.dice = dice;
    }

    /** Types with what is declared for them; before that, permissions and bundles. */
    void defineTypes(Tenant tenant, int count) {
        for (String name : dice.some(count, TYPES)) {
            if (resources.isFreeType(tenant, name)) {
                resources.defineType(tenant, type(tenant, name));
            }
        }
    }

    /** A type as it could be defined now. */
    Type type(Tenant tenant, String name) {
        List<String> permissions = dice.some(dice.below(14), GeneratedWorld.grantable(plain.world(), tenant));
        List<String> bundles = GeneratedWorld.bundles(plain.world(), tenant);
        String ownerBundle = dice.percent(50) && !bundles.isEmpty() ? dice.pick(bundles) : null;
        return new Type(name, List.copyOf(permissions), ownerBundle, dice.percent(60));
    }

    /** Trees, and grants on what stands in them; before that, groups. */
    void plant(Tenant tenant, int size, int grants) {
        for (int i = 0; i < size; i++) {
            Resource resource = dice.pick(RESOURCES);
            if (canBeRegistered(tenant, resource)) {
                resources.register(tenant, resource, parent(tenant), owner(tenant));
            }
        }
        for (int i = 0; i < grants; i++) {
            Holder holder = GeneratedWorld.holder(plain.world(), tenant, dice);
            grant(tenant, holder).ifPresent(grant -> plain.grant(tenant, grant));
        }
    }

    boolean canBeRegistered(Tenant tenant, Resource resource) {
        return resources.types(tenant).stream().anyMatch(type -> type.name().equals(resource.type()))
                && !resources.isRegistered(tenant, resource);
    }

    /** A place for another one: null among the roots. */
    Resource parent(Tenant tenant) {
        List<Resource> places = plain.world().of(tenant).resources().stream()
                .map(Placed::resource)
                .filter(each -> resources.depth(tenant, each) < DEPTH)
                .toList();
        // The last ones are deep as a rule.
        List<Resource> last = places.subList(Math.max(0, places.size() - 6), places.size());
        return places.size() < ROOTS || dice.percent(8) ? null : dice.pick(dice.percent(60) ? last : places);
    }

    /** Anybody who can own something, or null. */
    Holder owner(Tenant tenant) {
        Holder owner = GeneratedWorld.holder(plain.world(), tenant, dice);
        return dice.percent(50) || (owner instanceof Group group && group.isBuiltIn()) ? null : owner;
    }

    /** Any grant on a resource that the administration service takes; none if nothing can be granted on the one picked. */
    Optional<Grant> grant(Tenant tenant, Holder holder) {
        List<Placed> all = plain.world().of(tenant).resources();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Resource resource = dice.pick(all).resource();
        List<What> whats = whats(tenant, resources.type(tenant, resource.type()));
        if (whats.isEmpty()) {
            return Optional.empty();
        }
        Effect effect = dice.percent(25) ? Effect.DENY : Effect.ALLOW;
        Validity validity = dice.percent(50) ? Validity.ALWAYS : dice.validity();
        String reason = dice.percent(20) ? "ticket " + dice.below(100) : null;
        return Optional.of(new Grant(holder, dice.pick(whats), resource, effect, validity, reason));
    }

    /** What can be granted on resources of the type: what gives at least one of its permissions. */
    private List<What> whats(Tenant tenant, Type type) {
        List<What> whats = new ArrayList<>();
        List<String> grantable = GeneratedWorld.grantable(plain.world(), tenant);
        type.permissions().stream().filter(grantable::contains).forEach(name -> whats.add(What.permission(name)));
        GeneratedWorld.WILDCARDS.stream()
                .filter(wildcard -> type.permissions().stream().anyMatch(name -> What.covers(wildcard, name)))
                .forEach(wildcard -> whats.add(What.permission(wildcard)));
        plain.world()
                .seenBy(tenant)
                .forEach(definitions -> definitions.bundles().stream()
                        .filter(bundle -> bundle.permissions().stream().anyMatch(type.permissions()::contains))
                        .forEach(bundle -> whats.add(What.bundle(bundle.name()))));
        return whats;
    }
}
