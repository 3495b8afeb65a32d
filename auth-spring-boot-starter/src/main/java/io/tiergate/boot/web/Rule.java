package io.tiergate.boot.web;

import io.tiergate.Requirement;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold before somebody comes in from the web: one permission, or a requirement of several. Immutable. */
final class Rule {

    private final @Nullable String only;
    private final Requirement requirement;

    /** @param only the one permission that is needed, asked about without more ado; null if there are several */
    private Rule(@Nullable String only, Requirement requirement) {
        this.only = only;
        this.requirement = requirement;
    }

    /** @throws io.tiergate.InvalidNameException if it cannot be the name of a permission */
    static Rule has(String permission) {
        return new Rule(permission, Requirement.all(permission));
    }

    static Rule holds(Requirement requirement) {
        return new Rule(null, requirement);
    }

    /** Every permission that is named, in order. */
    Set<String> permissions() {
        return requirement.permissions();
    }

    /** What must hold. */
    Requirement requirement() {
        return requirement;
    }

    /** Decides for a caller that turns away by itself. */
    PermissionDecision authorize(Access access) {
        return only == null ? access.authorize(requirement) : access.authorize(only);
    }

    /** Goes on only if it holds, as {@link Access#require(String)} does. */
    void require(Access access) {
        if (only == null) {
            access.require(requirement);
        } else {
            access.require(only);
        }
    }

    /** For people: {@code invoice.read}, {@code any(p4, all(p1, p2))}. */
    @Override
    public String toString() {
        return only == null ? requirement.toString() : only;
    }
}
