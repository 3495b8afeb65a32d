package io.tiergate.oracle;

import io.tiergate.Grant;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that decisions are made from, as plain lists in which things refer to each other by name. Uses the
 * vocabulary for values and nothing else of Tiergate.
 */
final class World {

    /** An entry of a catalogue. */
    record Permission(String name, boolean retired) {}

    /** A bundle with the names of its permissions. */
    record Bundle(String name, List<String> permissions) {}

    /** A subject's place in a group. */
    record Member(String group, Subject subject, Validity validity) {}

    /** A subject that the store knows. */
    record Known(Subject subject, boolean suspended) {}

    /**
     * A type of resources.
     *
     * @param ownerBundle null for every permission of the type of the resource that is asked about
     */
    record Type(String name, List<String> permissions, String ownerBundle, boolean bound) {}

    /**
     * A resource at its place.
     *
     * @param parent null for a root
     * @param owner null for none
     */
    record Placed(Resource resource, Resource parent, Holder owner) {}

    /** What is one tenant's own. The built-in groups are not listed. */
    record Contents(
            List<Permission> permissions,
            List<Bundle> bundles,
            List<String> groups,
            List<Member> members,
            List<Known> subjects,
            List<Grant> grants,
            List<Type> types,
            List<Placed> resources) {

        Contents() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        private Contents copy() {
            return new Contents(
                    new ArrayList<>(permissions),
                    new ArrayList<>(bundles),
                    new ArrayList<>(groups),
                    new ArrayList<>(members),
                    new ArrayList<>(subjects),
                    new ArrayList<>(grants),
                    new ArrayList<>(types),
                    new ArrayList<>(resources));
        }
    }

    private final Map<Tenant, Contents> tenants = new LinkedHashMap<>();

    /** A world as a new store has it: with the tenants that always exist, and nothing in them. */
    World() {
        tenants.put(Tenant.SHARED, new Contents());
        tenants.put(Tenant.DEFAULT, new Contents());
    }

    /** What is the tenant's own; empty for a tenant that does not exist. */
    Contents of(Tenant tenant) {
        Contents contents = tenants.get(tenant);
        return contents == null ? new Contents() : contents;
    }

    Contents shared() {
        return of(Tenant.SHARED);
    }

    /** All tenants with their contents, {@code shared} included. */
    Map<Tenant, Contents> tenants() {
        return tenants;
    }

    /** What the requests of a tenant see: its own definitions, and the shared ones. */
    List<Contents> seenBy(Tenant tenant) {
        return tenant.isShared() ? List.of(shared()) : List.of(of(tenant), shared());
    }

    World copy() {
        World copy = new World();
        copy.becomeLike(this);
        return copy;
    }

    void becomeLike(World other) {
        tenants.clear();
        other.tenants.forEach((tenant, contents) -> tenants.put(tenant, contents.copy()));
    }
}
