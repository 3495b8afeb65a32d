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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many get to a route, as far as permissions decide that. Asks the store about each permission, and so for nothing
 * where the tenant has many subjects. Used by one thread, and once: it remembers what it was told.
 */
final class Reach {

    /** Said where it would take too long. */
    static final String NOT_COUNTED = "not counted";

    /** Where a tenant has more subjects, they are not counted. */
    static final int MOST = 10_000;

    /** How many answers are asked for at most: of each subject about each permission. */
    static final int MOST_ANSWERS = 100_000;

    private final DecisionPoint decisions;
    private final Administration administration;
    private final Map<String, Set<Holder>> holders = new HashMap<>();
    private final BooleanSupplier closing;
    private @Nullable Long subjects;

    /**
     * Counts in the tenant of the administration service.
     *
     * @param closing whether nobody waits for the answer any more
     */
    Reach(DecisionPoint decisions, Administration administration, BooleanSupplier closing) {
        this.decisions = decisions;
        this.administration = administration;
        this.closing = closing;
    }

    Tenant tenant() {
        return administration.tenant();
    }

    /** Whether the tenant has too many subjects for them to be counted. */
    boolean isTooMany() {
        return subjects() > MOST;
    }

    private long subjects() {
        if (subjects == null) {
            subjects = administration.tenants().exists(tenant())
                    ? administration.subjects().count(MOST + 1)
                    : 0L;
        }
        return subjects;
    }

    /** Whether it takes too many answers to know of these permissions, too, who holds them. */
    private boolean isTooMuch(Set<String> permissions) {
        long known = holders.size();
        long unknown = permissions.stream()
                .filter(permission -> !holders.containsKey(permission))
                .count();
        return unknown > 0 && (known + unknown) * subjects() > MOST_ANSWERS;
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
        Set<String> permissions =
                guards.stream().flatMap(guard -> guard.permissions().stream()).collect(Collectors.toSet());
        if (isTooMany() || isTooMuch(permissions)) {
            return NOT_COUNTED;
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
        if (closing.getAsBoolean()) {
            throw new IllegalStateException("The application closes");
        }
        return holders.computeIfAbsent(
                permission,
                name -> decisions.holdersOf(tenant(), name).stream()
                        .map(PermissionHolder::holder)
                        .collect(Collectors.toSet()));
    }
}
