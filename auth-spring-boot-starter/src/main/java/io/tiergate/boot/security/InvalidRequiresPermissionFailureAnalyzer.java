package io.tiergate.boot.security;

import io.tiergate.security.InvalidRequiresPermissionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells where an annotation is that cannot be enforced, without the stack trace. */
final class InvalidRequiresPermissionFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidRequiresPermissionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRequiresPermissionException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct the annotation. Nothing is guarded while it stands as it is.", cause);
    }
}
