package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.AllowedResources.Grants;
import io.tiergate.AllowedResources.Owning;
import io.tiergate.AllowedResources.Root;
import io.tiergate.Decision.Code;
import io.tiergate.Effect;
import io.tiergate.Revision;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceTypeRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one subject is allowed on the resources of one type, from what it holds everywhere and on resources: {@link Question}
 * decides about them one by one, and the oracle's tests hold both to one answer.
 *
 * @param tenantId the key of the tenant
 * @param subjectId the key of the subject, 0 if the store does not know it
 * @param groups of which it is a member now, in order, built-in ones included
 * @param roots what it may hold on resources, or null if that is too much
 * @param counted how many resources there were when the roots were read
 * @param onlyTenant whether there is no other tenant
 * @param everywhere what is decided about a permission everywhere, by its name; null if the world has changed meanwhile
 * @param window in which what it holds everywhere, and what defines that, does not change
 */
@SuppressWarnings("ArrayRecordComponent") // Made for one answer, and never compared.
record Listing(
        Definitions definitions,
        Revision revision,
        long tenantId,
        long subjectId,
        long[] groups,
        @Nullable List<HeldRoot> roots,
        HeldRoots.Counted counted,
        boolean onlyTenant,
        Function<String, @Nullable Code> everywhere,
        Window window,
        Instant now) {

    /** So many roots are named to the store; of more it finds them itself. */
    static final int MOST_ROOTS = 500;

    /** Few is what is at most ten times the square root of all. */
    private static final long FEW = 100;

    /** @throws IllegalArgumentException if the request names a resource */
    static void requireEverywhere(AccessRequest request) {
        if (request.resource() != null) {
            throw new IllegalArgumentException("It is asked on which resources '" + request.permission()
                    + "' is allowed, and the request names one, '" + request.resource()
                    + "'. Name none, or ask check(...) about that one.");
        }
    }

    /**
     * @param everywhere what is decided about the permission everywhere
     * @throws IllegalStateException if a row refers to what does not exist
     */
    AllowedResources list(Code everywhere, String permissionName, String typeName) {
        PermissionRow permission = definitions.active(permissionName);
        ResourceTypeRow type = definitions.type(typeName);
        if (permission == null || type == null || (everywhere != Code.GRANTED && everywhere != Code.NOT_GRANTED)) {
            return new AllowedResources(
                    revision,
                    end(window),
                    tenantId,
                    type == null ? 0 : type.id(),
                    onlyTenant,
                    false,
                    List.of(),
                    List.of(),
                    null,
                    Owning.NOTHING,
                    Extent.UNKNOWN);
        }
        boolean granted = everywhere == Code.GRANTED;
        Owning owning = granted ? Owning.NOTHING : owning(permission, type);
        if (roots == null) {
            return new AllowedResources(
                    revision,
                    // When these begin and end is not known.
                    now,
                    tenantId,
                    type.id(),
                    onlyTenant,
                    granted,
                    List.of(),
                    List.of(),
                    grants(permission),
                    owning,
                    Extent.UNKNOWN);
        }
        Window constant = window;
        long micros = Window.micros(now);
        Map<String, HeldRoot> allowed = new TreeMap<>();
        Map<String, HeldRoot> denied = new TreeMap<>();
        for (HeldRoot root : roots) {
            HeldGrant grant = root.grant();
            if (!isHeld(grant) || !definitions.gives(grant, permission)) {
                continue;
            }
            constant = constant.cutBy(grant.validity(), micros);
            if (grant.validity().holdsAt(now)) {
                (grant.effect() == Effect.DENY ? denied : allowed)
                        .put(root.path().text(), root);
            }
        }
        List<HeldRoot> topmost = granted ? List.of() : topmost(allowed);
        return new AllowedResources(
                revision,
                end(constant),
                tenantId,
                type.id(),
                onlyTenant,
                granted,
                named(topmost),
                // All of them: one that lies below another may be moved away from there before the statement runs.
                granted || !allowed.isEmpty() || !owning.isNothing() ? named(denied.values()) : List.of(),
                null,
                owning,
                extent(topmost, owning));
    }

    /**
     * For each of the permissions on each of the types.
     *
     * @param typeNames null for each that is declared
     * @return null if the world has changed meanwhile
     */
    @Nullable
    List<AllowedResources> list(Collection<String> permissionNames, @Nullable Collection<String> typeNames) {
        Collection<String> names = typeNames == null
                ? definitions.types().stream().map(ResourceTypeRow::name).toList()
                : typeNames;
        List<AllowedResources> each = new ArrayList<>();
        for (String permissionName : permissionNames) {
            Code code = everywhere.apply(permissionName);
            if (code == null) {
                return null;
            }
            names.forEach(typeName -> each.add(list(code, permissionName, typeName)));
        }
        return each;
    }

    private boolean isHeld(HeldGrant grant) {
        return grant.byGroup()
                ? Arrays.binarySearch(groups, grant.holderId()) >= 0
                : subjectId != 0 && grant.holderId() == subjectId;
    }

    /**
     * Those that do not lie below another of them, for what is allowed: of one that is moved away meanwhile less is shown. In
     * the order of their paths, each comes after those above it.
     */
    private static List<HeldRoot> topmost(Map<String, HeldRoot> roots) {
        List<HeldRoot> topmost = new ArrayList<>();
        for (HeldRoot root : roots.values()) {
            if (topmost.isEmpty()
                    || !root.path().isWithin(topmost.get(topmost.size() - 1).path())) {
                topmost.add(root);
            }
        }
        return topmost;
    }

    private static List<Root> named(Collection<HeldRoot> roots) {
        return roots.stream()
                .map(root -> new Root(root.resourceId(), root.path().text()))
                .toList();
    }

    /**
     * From few keys to rows it takes as many steps as there are keys; from rows in the order of a page to keys, as many as there
     * are rows between two of these, for each on the page. Counting takes only the first.
     */
    private Extent extent(List<HeldRoot> topmost, Owning owning) {
        long sum = owning.isNothing() ? 0 : counted.owned();
        if (sum == HeldRoots.UNCOUNTED) {
            return Extent.UNKNOWN;
        }
        for (HeldRoot root : topmost) {
            if (root.count() == HeldRoots.UNCOUNTED) {
                return Extent.UNKNOWN;
            }
            sum += root.count();
        }
        return sum <= HeldRoots.COUNTED && (counted.total() <= 0 || sum * sum <= FEW * counted.total())
                ? Extent.FEW
                : Extent.MANY;
    }

    private Owning owning(PermissionRow permission, ResourceTypeRow type) {
        List<Long> types = definitions.types().stream()
                .map(ResourceTypeRow::id)
                .filter(id -> definitions.allowedToOwners(id, type).contains(permission.id()))
                .sorted()
                .toList();
        List<Long> owners = Arrays.stream(groups)
                .filter(id -> id != definitions.everyone() && id != definitions.authenticated())
                .boxed()
                .toList();
        Owning owning = new Owning(subjectId, owners, types);
        return owning.isNothing() ? Owning.NOTHING : owning;
    }

    private Grants grants(PermissionRow permission) {
        return new Grants(
                subjectId,
                Arrays.stream(groups).boxed().toList(),
                permission.id(),
                definitions.bundlesWith(permission).stream().sorted().toList(),
                wildcards(permission.name()),
                now);
    }

    /** All that cover the name. */
    private static List<String> wildcards(String name) {
        List<String> wildcards = new ArrayList<>();
        if (!name.startsWith("tiergate.")) {
            wildcards.add("*");
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            wildcards.add(name.substring(0, dot) + ".*");
        }
        return wildcards;
    }

    private static @Nullable Instant end(Window window) {
        return window.until() == Long.MAX_VALUE ? null : Window.instant(window.until());
    }
}
