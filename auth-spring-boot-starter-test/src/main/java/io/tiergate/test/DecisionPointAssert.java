package io.tiergate.test;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what subjects may do, in the tenant {@link Tenant#DEFAULT} unless another one is named. */
public final class DecisionPointAssert extends AbstractAssert<DecisionPointAssert, DecisionPoint> {

    private Tenant tenant = Tenant.DEFAULT;

    DecisionPointAssert(DecisionPoint decisions) {
        super(decisions, DecisionPointAssert.class);
    }

    /** What follows is about that tenant. */
    public DecisionPointAssert inTenant(Tenant other) {
        tenant = other;
        return this;
    }

    /** What the user of that id may do. */
    public AccessAssert user(String id) {
        return subject(Subject.user(id));
    }

    /** What that subject may do. */
    public AccessAssert subject(Subject subject) {
        isNotNull();
        Tenant asked = tenant;
        return new AccessAssert(actual, permission -> actual.explain(new AccessRequest(asked, subject, permission)))
                .as(info.descriptionText());
    }
}
