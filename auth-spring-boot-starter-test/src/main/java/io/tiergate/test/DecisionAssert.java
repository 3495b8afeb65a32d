package io.tiergate.test;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Decision}. */
public final class DecisionAssert extends AbstractAssert<DecisionAssert, Decision> {

    DecisionAssert(Decision decision) {
        super(decision, DecisionAssert.class);
    }

    public DecisionAssert isAllowed() {
        isNotNull();
        if (!actual.allowed()) {
            throw failure("Expected that the decision allows, but " + Wording.outcome(actual.code()) + hint());
        }
        return this;
    }

    /** For whatever reason. */
    public DecisionAssert isDenied() {
        isNotNull();
        if (actual.allowed()) {
            throw failure("Expected that the decision denies, but " + Wording.outcome(actual.code()) + hint());
        }
        return this;
    }

    /** @throws IllegalArgumentException if that code is no denial */
    public DecisionAssert isDeniedBecause(Code code) {
        Wording.requireDenial(code);
        isNotNull();
        if (actual.code() != code) {
            throw failure("Expected that the decision denies because of " + code + ", but "
                    + Wording.outcome(actual.code()) + hint());
        }
        return this;
    }

    private static String hint() {
        return ". Assert on an explanation, which names who, what and the grants: decisions.explain(request).";
    }
}
