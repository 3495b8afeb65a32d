package io.tiergate;

import java.util.List;

/**
 * A decision with what decided it.
 *
 * @param reasons for {@link Decision.Code#GRANTED} every applicable ALLOW, and every ownership that allows it; for {@link
 *     Decision.Code#DENIED} every applicable DENY; empty for the other codes. Grants come first, in the order of their ids;
 *     then ownerships, that of the root first.
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
                .append(request.resource() == null ? "" : " on " + request.resource())
                .append(" in tenant ")
                .append(request.tenant())
                .append(": ")
                .append(decision.code());
        reasons.forEach(
                reason -> text.append(System.lineSeparator()).append("  ").append(reason));
        return text.toString();
    }
}
