package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Requirement;
import io.tiergate.Revision;
import io.tiergate.Subject;
import java.util.function.Function;

/** What a requirement of several permissions comes to. */
final class RequirementDecision {

    private RequirementDecision() {}

    /** The result is about the first permission that was asked about and denied. */
    static PermissionDecision of(Requirement requirement, Subject subject, Function<String, Decision> asking) {
        PermissionDecision[] denied = new PermissionDecision[1];
        Decision[] last = new Decision[1];
        boolean holds = requirement.holds(subject, permission -> {
            Decision decision = asking.apply(permission);
            last[0] = decision;
            if (!decision.allowed() && denied[0] == null) {
                denied[0] = new PermissionDecision(permission, decision);
            }
            return decision.allowed();
        });
        if (!holds && denied[0] != null) {
            return denied[0];
        }
        // A predicate of the application said no, or all of it holds: no single permission decided.
        return new PermissionDecision(
                requirement.toString(),
                new Decision(
                        holds ? Code.GRANTED : Code.NOT_GRANTED,
                        last[0] == null ? new Revision(0, 0) : last[0].revision()));
    }
}
