package io.tiergate;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A condition over what a subject may do: permissions and predicates of the subject, nested by "any" and "all".
 *
 * <pre>{@code
 * Requirement publish = any("news.publish", all("news.edit", "news.review"), where(subject -> subject.type().equals("service")));
 * }</pre>
 *
 * <p>Immutable and safe for use by many threads, as long as its predicates are.
 */
public final class Requirement {

    private interface Condition {

        boolean holds(Subject subject, Predicate<String> allowed);
    }

    private final String description;
    private final Set<String> permissions;
    private final boolean onlyPermissions;
    private final Condition condition;

    private Requirement(String description, Set<String> permissions, boolean onlyPermissions, Condition condition) {
        this.description = description;
        this.permissions = Collections.unmodifiableSet(permissions);
        this.onlyPermissions = onlyPermissions;
        this.condition = condition;
    }

    /**
     * Holds if one of the parts does. They are asked in their order, until one holds.
     *
     * @param parts at least one; each a permission name or a requirement
     * @throws IllegalArgumentException if there is none, or one of them is something else
     */
    public static Requirement any(Object... parts) {
        List<Requirement> requirements = requirements("any", parts);
        return new Requirement(
                describe("any", requirements),
                permissions(requirements),
                requirements.stream().allMatch(Requirement::asksOnlyPermissions),
                (subject, allowed) -> requirements.stream().anyMatch(part -> part.condition.holds(subject, allowed)));
    }

    /**
     * Holds if all of the parts do. They are asked in their order, until one does not hold.
     *
     * @param parts at least one; each a permission name or a requirement
     * @throws IllegalArgumentException if there is none, or one of them is something else
     */
    public static Requirement all(Object... parts) {
        List<Requirement> requirements = requirements("all", parts);
        return new Requirement(
                describe("all", requirements),
                permissions(requirements),
                requirements.stream().allMatch(Requirement::asksOnlyPermissions),
                (subject, allowed) -> requirements.stream().allMatch(part -> part.condition.holds(subject, allowed)));
    }

    /**
     * Holds if the predicate does. What the predicate throws reaches whoever asks: such a requirement neither holds nor
     * fails, so that it lets nobody in.
     */
    public static Requirement where(Predicate<? super Subject> predicate) {
        if (predicate == null) {
            throw new IllegalArgumentException("where(...) was given null. Give it a predicate of the subject.");
        }
        return new Requirement("where(…)", Set.of(), false, (subject, allowed) -> predicate.test(subject));
    }

    /**
     * Whether the requirement holds. Each permission is asked about at most once, and only if the answer depends on it.
     *
     * @param subject whom the predicates are asked about
     * @param allowed whether that subject is allowed a permission
     */
    public boolean holds(Subject subject, Predicate<? super String> allowed) {
        Map<String, Boolean> asked = new HashMap<>();
        return condition.holds(subject, permission -> asked.computeIfAbsent(permission, allowed::test));
    }

    /** Whether permissions alone decide it: there is no {@link #where} in it. */
    public boolean asksOnlyPermissions() {
        return onlyPermissions;
    }

    /**
     * Whether it holds for those who hold exactly these permissions, for lists of who can do what.
     *
     * @throws IllegalStateException if it does not {@linkplain #asksOnlyPermissions ask only permissions}
     */
    public boolean isMetBy(Predicate<? super String> held) {
        if (!onlyPermissions) {
            throw new IllegalStateException(
                    this + " asks more than permissions. Ask holds(…) about a subject instead.");
        }
        return holds(Subject.anonymous(), held);
    }

    /** Every permission that it names, in the order of their first place; not to be modified. */
    public Set<String> permissions() {
        return permissions;
    }

    private static Set<String> permissions(List<Requirement> parts) {
        Set<String> permissions = new LinkedHashSet<>();
        parts.forEach(part -> permissions.addAll(part.permissions));
        return permissions;
    }

    private static List<Requirement> requirements(String function, @Nullable Object @Nullable ... parts) {
        if (parts == null || parts.length == 0) {
            throw new IllegalArgumentException(
                    function + "() requires nothing. Name at least one permission, for example " + function
                            + "(\"invoice.approve\").");
        }
        return IntStream.range(0, parts.length)
                .mapToObj(i -> requirement(function, i + 1, parts[i]))
                .toList();
    }

    private static Requirement requirement(String function, int position, @Nullable Object part) {
        if (part instanceof Requirement requirement) {
            return requirement;
        }
        if (part instanceof String name) {
            String permission = Names.permission(name);
            return new Requirement(
                    permission, Set.of(permission), true, (subject, allowed) -> allowed.test(permission));
        }
        throw new IllegalArgumentException("Argument " + position + " of " + function + "(...) is "
                + (part == null ? "null" : "a " + part.getClass().getName())
                + ". Give permission names, requirements made by any(...) and all(...), or predicates in where(...).");
    }

    private static String describe(String function, List<Requirement> parts) {
        return parts.stream().map(part -> part.description).collect(Collectors.joining(", ", function + "(", ")"));
    }

    /** As it was written, with "where(…)" for each predicate. */
    @Override
    public String toString() {
        return description;
    }
}
