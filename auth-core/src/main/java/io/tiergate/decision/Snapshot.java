package io.tiergate.decision;

import io.tiergate.Effect;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.ResourceTypeRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of a tenant as bits, at one time. What it is asked for is made once, and then shared. Immutable to those
 * who look, and safe for use by many threads.
 */
final class Snapshot {

    /** So many different ways of reaching permissions are shared; what is more is made for each subject alone. */
    private static final int SHARED_REACHES = 10_000;

    private final Definitions definitions;
    private final Catalogue catalogue;
    private final Instant now;
    private final Window window;
    private final Object mark = new Object();
    private final ConcurrentMap<Long, Given> groups = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, long[]> bundles = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, long[]> permissions = new ConcurrentHashMap<>();
    private final ConcurrentMap<Owning, long[]> owners = new ConcurrentHashMap<>();
    private final ConcurrentMap<Through, Reach> reaches = new ConcurrentHashMap<>();

    /** What a group holds now. */
    private static final class Given {

        private long[] allowed = Bits.NONE;
        private long[] denied = Bits.NONE;

        private void add(Effect effect, long[] given) {
            if (effect == Effect.DENY) {
                denied = Bits.union(denied, given);
            } else {
                allowed = Bits.union(allowed, given);
            }
        }
    }

    Snapshot(Definitions definitions, Catalogue catalogue, Instant now) {
        this.definitions = definitions;
        this.catalogue = catalogue;
        this.now = now;
        Window constant = Window.ALWAYS;
        long micros = Window.micros(now);
        for (List<HeldGrant> held : definitions.groupGrants()) {
            for (HeldGrant grant : held) {
                constant = constant.cutBy(grant.validity(), micros);
            }
        }
        this.window = constant;
    }

    Definitions definitions() {
        return definitions;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Stands for this snapshot with those who must not keep it. */
    Object mark() {
        return mark;
    }

    /** When it is right. */
    Window window() {
        return window;
    }

    /** The same definitions at another time: this one, if it is right for that too. */
    Snapshot at(Instant other) {
        return window.contains(Window.micros(other)) ? this : new Snapshot(definitions, catalogue, other);
    }

    /** @throws IllegalStateException if a row refers to what does not exist */
    Reach reach(Through through) {
        Reach known = reaches.get(through);
        if (known != null) {
            return known;
        }
        Reach made = make(through);
        if (reaches.size() < SHARED_REACHES) {
            reaches.putIfAbsent(through, made);
        }
        return made;
    }

    private Reach make(Through through) {
        long[] allowed = direct(through, false);
        long[] denied = direct(through, true);
        for (long groupId : through.groups()) {
            Given group = groups.computeIfAbsent(groupId, this::ofGroup);
            allowed = Bits.union(allowed, group.allowed);
            denied = Bits.union(denied, group.denied);
        }
        return new Reach(mark, through, allowed, denied);
    }

    private long[] direct(Through through, boolean denied) {
        long[] bits = Bits.NONE;
        for (long bundleId : through.bundles(denied)) {
            bits = Bits.union(bits, inBundle(bundleId));
        }
        for (String wildcard : through.wildcards(denied)) {
            bits = Bits.union(bits, catalogue.coveredBy(wildcard));
        }
        return bits;
    }

    private Given ofGroup(long groupId) {
        Given held = new Given();
        for (HeldGrant grant : definitions.grantsOf(groupId)) {
            // Looked at in any case: what cannot be understood must not be passed over.
            long[] given = given(grant.permissionId(), grant.bundleId(), grant.wildcard());
            if (grant.validity().holdsAt(now)) {
                held.add(grant.effect(), given);
            }
        }
        return held;
    }

    /**
     * What a grant gives. Not to be changed.
     *
     * @throws IllegalStateException if there is no such permission or bundle
     */
    long[] given(@Nullable Long permissionId, @Nullable Long bundleId, @Nullable String wildcard) {
        if (permissionId != null) {
            return permissions.computeIfAbsent(permissionId, id -> Bits.with(Bits.NONE, catalogue.numberOf(id)));
        }
        return wildcard != null ? catalogue.coveredBy(wildcard) : inBundle(Objects.requireNonNull(bundleId, "bundle"));
    }

    /**
     * What the owner of a resource is allowed on what lies there. Not to be changed.
     *
     * @param ownedTypeId the type of what is owned
     * @param type the name of the type of what is asked about, which there is
     * @throws IllegalStateException if it refers to what does not exist
     */
    long[] ofOwners(long ownedTypeId, String type) {
        return owners.computeIfAbsent(new Owning(ownedTypeId, type), owning -> {
            ResourceTypeRow asked = Objects.requireNonNull(definitions.type(type), type);
            long[] bits = Bits.NONE;
            for (long permissionId : definitions.allowedToOwners(ownedTypeId, asked)) {
                bits = Bits.with(bits, catalogue.numberOf(permissionId));
            }
            return bits;
        });
    }

    private record Owning(long ownedTypeId, String type) {}

    private long[] inBundle(long bundleId) {
        return bundles.computeIfAbsent(bundleId, id -> {
            long[] bits = Bits.NONE;
            for (long permissionId : definitions.permissionsIn(id)) {
                bits = Bits.with(bits, catalogue.numberOf(permissionId));
            }
            return bits;
        });
    }
}
