package io.tiergate.boot.observe;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.PermissionDecision;
import org.springframework.security.authorization.AuthorizationObservationContext;

/**
 * Adds to Spring Security's observations of authorizations what Tiergate has decided. All of them get the keys, since a metric
 * has the same keys everywhere.
 */
final class DecisionKeys implements ObservationFilter {

    static final String PERMISSION = "tiergate.permission";
    static final String OUTCOME = "tiergate.outcome";
    static final String REASON = "tiergate.reason";

    /** Of high cardinality. */
    static final String RESOURCE = "tiergate.resource";

    @Override
    public Observation.Context map(Observation.Context context) {
        if (context instanceof AuthorizationObservationContext<?> authorization) {
            if (authorization.getAuthorizationResult() instanceof PermissionDecision decision) {
                add(context, decision);
            } else {
                boolean undecided = context.getError() instanceof DecisionUnavailableException;
                add(context, Words.NONE, undecided ? Words.UNDECIDED : Words.NONE, Words.NONE);
            }
        }
        return context;
    }

    private static void add(Observation.Context context, PermissionDecision decision) {
        Code code = decision.decision().code();
        add(context, Words.permission(decision.permission(), code), Words.outcome(code), Words.reason(code));
        if (decision.resource() != null) {
            context.addHighCardinalityKeyValue(KeyValue.of(RESOURCE, decision.resource()));
        }
    }

    private static void add(Observation.Context context, String permission, String outcome, String reason) {
        context.addLowCardinalityKeyValue(KeyValue.of(PERMISSION, permission));
        context.addLowCardinalityKeyValue(KeyValue.of(OUTCOME, outcome));
        context.addLowCardinalityKeyValue(KeyValue.of(REASON, reason));
    }
}
