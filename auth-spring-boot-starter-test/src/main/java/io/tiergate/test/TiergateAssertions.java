package io.tiergate.test;

import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.Subject;
import io.tiergate.boot.routes.Routes;
import io.tiergate.security.Access;

/**
 * Assertions on decisions, for a static import beside AssertJ's own. What fails says who may what in which tenant and why,
 * which grants decided, and what would have been needed.
 */
public final class TiergateAssertions {

    private TiergateAssertions() {}

    /** Begins an assertion on a decision, which does not know who and what it is about. */
    public static DecisionAssert assertThat(Decision decision) {
        return new DecisionAssert(decision);
    }

    /** Begins an assertion on a decision with its reasons. */
    public static ExplanationAssert assertThat(Explanation explanation) {
        return new ExplanationAssert(explanation);
    }

    /** Begins an assertion on what the current user may do. */
    public static AccessAssert assertThat(Access access) {
        return new AccessAssert(access, access::explain);
    }

    /** Begins an assertion on what subjects may do; {@link DecisionPointAssert#subject(Subject) subject} says which. */
    public static DecisionPointAssert assertThat(DecisionPoint decisions) {
        return new DecisionPointAssert(decisions);
    }

    /** Begins an assertion on what guards the routes of an application. */
    public static RoutesAssert assertThat(Routes routes) {
        return new RoutesAssert(routes);
    }
}
