package io.tiergate.boot.routes;

import io.tiergate.DecisionPoint;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.PermissionHolder;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many get to a route, as far as permissions decide that. Asks the store about each permission, and so for nothing
 * where the tenant has many subjects. Used by one thread, and once: it remembers what it was told.
 */
final class Reach {

    /** Where a tenant has more subjects, they are not counted. */
    static final int MOST = 10_000;

    private final DecisionPoint decisions;
    private final Administration administration;
    private final Map<String, Set<Holder>> holders = new HashMap<>();
    private @Nullable Boolean tooMany;

    /** Counts in the tenant of the administration service. */
    Reach(DecisionPoint decisions, Administration administration) {
        this.decisions = decisions;
        this.administration = administration;
    }

    Tenant tenant() {
        return administration.tenant();
    }

    /** Whether the tenant has too many subjects for them to be counted. */
    boolean isTooMany() {
        if (tooMany == null) {
            tooMany = administration.tenants().exists(tenant())
                    && administration.subjects().count(MOST + 1) > MOST;
        }
        return tooMany;
    }

    /**
     * How many, as text.
     *
     * @return empty where something else than permissions decides
     */
    String of(List<Guard> guards) {
        if (guards.isEmpty() || guards.stream().anyMatch(guard -> guard.need() == null)) {
            return "";
        }
        if (isTooMany()) {
            return "not counted";
        }
        Predicate<String> everyone = permission -> holdersOf(permission).contains(Group.EVERYONE);
        if (isMet(guards, everyone)) {
            return "everyone";
        }
        Predicate<String> signedIn =
                permission -> everyone.test(permission) || holdersOf(permission).contains(Group.AUTHENTICATED);
        if (isMet(guards, signedIn)) {
            return "all signed in";
        }
        Set<String> permissions =
                guards.stream().flatMap(guard -> guard.permissions().stream()).collect(Collectors.toSet());
        Set<Holder> candidates = new HashSet<>();
        permissions.forEach(permission -> candidates.addAll(holdersOf(permission)));
        long count = candidates.stream()
                .filter(holder -> !(holder instanceof Group))
                .filter(holder -> isMet(
                        guards,
                        permission -> signedIn.test(permission)
                                || holdersOf(permission).contains(holder)))
                .count();
        return count == 0 ? "nobody" : (isAtMost(permissions, signedIn) ? "at most " : "") + subjects(count);
    }

    /** Who is denied what a built-in group holds is in no list. That matters only where something else is needed, too. */
    private static boolean isAtMost(Set<String> permissions, Predicate<String> signedIn) {
        return permissions.stream().anyMatch(signedIn);
    }

    private static boolean isMet(List<Guard> guards, Predicate<String> held) {
        return guards.stream()
                .allMatch(guard -> guard.need() != null && guard.need().isMet(held));
    }

    private static String subjects(long count) {
        return count == 1 ? "1 subject" : count + " subjects";
    }

    private Set<Holder> holdersOf(String permission) {
        return holders.computeIfAbsent(
                permission,
                name -> decisions.holdersOf(tenant(), name).stream()
                        .map(PermissionHolder::holder)
                        .collect(Collectors.toSet()));
    }
}
