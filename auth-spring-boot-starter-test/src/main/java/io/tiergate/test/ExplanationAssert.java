package io.tiergate.test;

import io.tiergate.Decision.Code;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Reason;
import io.tiergate.RecordedGrant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;

/** Assertions on an {@link Explanation}. */
public final class ExplanationAssert extends AbstractAssert<ExplanationAssert, Explanation> {

    ExplanationAssert(Explanation explanation) {
        super(explanation, ExplanationAssert.class);
    }

    public ExplanationAssert isAllowed() {
        isNotNull();
        if (!actual.decision().allowed()) {
            throw failure("%s", Wording.expectedAllowed(actual));
        }
        return this;
    }

    /** For whatever reason. */
    public ExplanationAssert isDenied() {
        isNotNull();
        if (actual.decision().allowed()) {
            throw failure("%s", Wording.expectedDenied(actual));
        }
        return this;
    }

    /** @throws IllegalArgumentException if that code is no denial */
    public ExplanationAssert isDeniedBecause(Code code) {
        Wording.requireDenial(code);
        isNotNull();
        if (actual.decision().code() != code) {
            throw failure("%s", Wording.expectedDeniedBecause(actual, code));
        }
        return this;
    }

    /** That this grant is one of those that decided; its reason does not count. */
    public ExplanationAssert isDecidedBy(Grant grant) {
        isNotNull();
        List<Grant> decided = actual.reasons().stream()
                .filter(Reason.ByGrant.class::isInstance)
                .map(Reason.ByGrant.class::cast)
                .map(Reason.ByGrant::grant)
                .map(RecordedGrant::grant)
                .toList();
        if (decided.stream().noneMatch(each -> same(each, grant))) {
            throw failure("%s", Wording.expectedDecidedBy(actual, grant));
        }
        return this;
    }

    private static boolean same(Grant one, Grant other) {
        return one.holder().equals(other.holder())
                && one.what().equals(other.what())
                && Objects.equals(one.resource(), other.resource())
                && one.effect() == other.effect()
                && one.validity().equals(other.validity());
    }
}
