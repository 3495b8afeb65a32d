package io.tiergate.oracle;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What each tenant contained at each of its revisions, and what the oracle says about it. Begins as a new store. */
public final class PlainHistory {

    private final Map<Tenant, List<Contents>> states = new HashMap<>();

    /**
     * Adds the next revision of a tenant.
     *
     * @param change makes in the plain world what gave the tenant that revision; it must touch no other tenant
     */
    public void next(Tenant tenant, Consumer<PlainAdministration> change) {
        World world = worldAt(tenant, last(tenant)).copy();
        change.accept(new PlainAdministration(world));
        of(tenant).add(world.of(tenant));
    }

    /** The newest revision of a tenant. */
    public Revision last(Tenant tenant) {
        return new Revision(of(tenant).size() - 1L, of(Tenant.SHARED).size() - 1L);
    }

    /** What a check at that revision may answer from the one moment to the other: more than one code if a bound is between. */
    public Set<Code> codes(
            Tenant tenant, Revision revision, Subject subject, String permission, Instant from, Instant to) {
        World world = worldAt(tenant, revision);
        Oracle oracle = new Oracle(world);
        Set<Code> codes = EnumSet.noneOf(Code.class);
        Stream.concat(
                        Stream.of(from, to),
                        bounds(world.of(tenant)).filter(bound -> from.isBefore(bound) && bound.isBefore(to)))
                .forEach(moment -> codes.add(oracle.check(tenant, subject, permission, moment)));
        return codes;
    }

    private World worldAt(Tenant tenant, Revision revision) {
        World world = new World();
        world.tenants().put(tenant, of(tenant).get(Math.toIntExact(revision.tenant())));
        world.tenants().put(Tenant.SHARED, of(Tenant.SHARED).get(Math.toIntExact(revision.shared())));
        return world;
    }

    private List<Contents> of(Tenant tenant) {
        return states.computeIfAbsent(tenant, key -> new ArrayList<>(List.of(new Contents())));
    }

    private static Stream<Instant> bounds(Contents contents) {
        return Stream.concat(
                        contents.grants().stream().map(Grant::validity),
                        contents.members().stream().map(Member::validity))
                .flatMap(PlainHistory::bounds);
    }

    private static Stream<Instant> bounds(Validity validity) {
        return Stream.of(validity.from(), validity.until()).filter(bound -> bound != null);
    }
}
