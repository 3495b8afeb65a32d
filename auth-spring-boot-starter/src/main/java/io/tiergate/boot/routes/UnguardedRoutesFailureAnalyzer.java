package io.tiergate.boot.routes;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells how a handler is guarded, or exempt from it. */
final class UnguardedRoutesFailureAnalyzer extends AbstractFailureAnalyzer<UnguardedRoutesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnguardedRoutesException cause) {
        return new FailureAnalysis(cause.getMessage(), """
                For each do one of these:
                - Guard it: @RequiresPermission("…") on the method or its class, a ProtectedController, or a rule for its URL \
                that asks for more than signing in.
                - Say that nothing need guard it, and why: @Unguarded("the reason") on the method or its class.
                - Say so for URLs where the code cannot be changed: tiergate.routes.exempt[/legacy/**]=the reason.""", cause);
    }
}
