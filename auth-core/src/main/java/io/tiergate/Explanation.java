package io.tiergate;

import java.util.List;

/**
 * A decision with what decided it.
 *
 * @param reasons for {@link Decision.Code#GRANTED} every applicable ALLOW; for {@link Decision.Code#DENIED} every
 *     applicable DENY; empty for the other codes. In the order of the grants' ids.
 */
public record Explanation(AccessRequest request, Decision decision, List<Reason> reasons) {

    public Explanation {
        reasons = List.copyOf(reasons);
    }

    /** Some lines for people: the outcome, and each reason on a line of its own. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(request.subject())
                .append(decision.allowed() ? " may " : " may not ")
                .append(Names.quote(request.permission()))
                .append(" in tenant ")
                .append(request.tenant())
                .append(": ")
                .append(decision.code());
        reasons.forEach(
                reason -> text.append(System.lineSeparator()).append("  ").append(reason));
        return text.toString();
    }
}
