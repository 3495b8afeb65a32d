package io.tiergate.boot.web;

import io.tiergate.Requirement;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold before somebody comes in from the web: one permission, or a requirement of several. Immutable. */
final class Rule {

    private final String description;
    private final @Nullable Requirement requirement;
    private final Set<String> permissions;

    private Rule(String description, @Nullable Requirement requirement, Set<String> permissions) {
        this.description = description;
        this.requirement = requirement;
        this.permissions = permissions;
    }

    /** @throws io.tiergate.InvalidNameException if it cannot be the name of a permission */
    static Rule has(String permission) {
        // Checks the name as every requirement does.
        return new Rule(permission, null, Requirement.all(permission).permissions());
    }

    static Rule holds(Requirement requirement) {
        return new Rule(requirement.toString(), requirement, requirement.permissions());
    }

    /** Every permission that is named, in order. */
    Set<String> permissions() {
        return permissions;
    }

    /** Decides for a caller that turns away by itself. */
    PermissionDecision authorize(Access access) {
        return requirement == null ? access.authorize(description) : access.authorize(requirement);
    }

    /** Goes on only if it holds, as {@link Access#require(String)} does. */
    void require(Access access) {
        if (requirement == null) {
            access.require(description);
        } else {
            access.require(requirement);
        }
    }

    /** For people: {@code invoice.read}, {@code any(p4, all(p1, p2))}. */
    @Override
    public String toString() {
        return description;
    }
}
