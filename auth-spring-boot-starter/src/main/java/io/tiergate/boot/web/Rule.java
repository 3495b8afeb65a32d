package io.tiergate.boot.web;

import io.tiergate.Requirement;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold before somebody comes in from the web: one permission, everywhere or on a resource that the URL names, or a
 * requirement of several. Immutable.
 */
final class Rule {

    private final @Nullable String only;
    private final Requirement requirement;
    private final @Nullable BoundUrl resource;

    /** @param only the one permission that is needed, asked about without more ado; null if there are several */
    private Rule(@Nullable String only, Requirement requirement, @Nullable BoundUrl resource) {
        this.only = only;
        this.requirement = requirement;
        this.resource = resource;
    }

    /** @throws io.tiergate.InvalidNameException if it cannot be the name of a permission */
    static Rule has(String permission) {
        return new Rule(permission, Requirement.all(permission), null);
    }

    static Rule holds(Requirement requirement) {
        return new Rule(null, requirement, null);
    }

    /**
     * The same on a resource.
     *
     * @throws IllegalArgumentException if it is not a type and an id, or not exactly one permission is
     *     required, or something else besides, or a resource is named already
     */
    Rule on(String named) {
        if (requirement.permissions().size() != 1 || !requirement.asksOnlyPermissions() || resource != null) {
            throw new IllegalArgumentException(
                    "on(\"" + named + "\") does not go with " + this
                            + ". Name one permission and one resource, for example has(\"document.read\").on(\"document:{id}\").");
        }
        return new Rule(permission(), requirement, BoundUrl.parse(named));
    }

    /** Every permission that is named, in order. */
    Set<String> permissions() {
        return requirement.permissions();
    }

    /** What must hold, wherever it is asked; null for a rule about a resource. */
    @Nullable
    Requirement requirement() {
        return resource == null ? requirement : null;
    }

    /**
     * Decides for a caller that turns away by itself.
     *
     * @param variables of the URL pattern
     * @throws IllegalStateException if the rule is about a resource, and one of its variables is not there
     */
    PermissionDecision authorize(Access access, Map<String, String> variables) {
        if (resource != null) {
            return access.authorizeOn(permission(), resource.in(variables));
        }
        return only == null ? access.authorize(requirement) : access.authorize(only);
    }

    /**
     * Goes on only if it holds, as {@link Access#require(String)} does.
     *
     * @param variables of the URL pattern
     * @throws IllegalStateException if the rule is about a resource, and one of its variables is not there
     */
    void require(Access access, Map<String, String> variables) {
        if (resource != null) {
            access.requireOn(permission(), resource.in(variables));
        } else if (only == null) {
            access.require(requirement);
        } else {
            access.require(only);
        }
    }

    private String permission() {
        return requirement.permissions().iterator().next();
    }

    /** For people: {@code invoice.read}, {@code any(p4, all(p1, p2))}, {@code document.read on document:{id}}. */
    @Override
    public String toString() {
        String needed = only == null ? requirement.toString() : only;
        return resource == null ? needed : needed + " on " + resource;
    }
}
