package io.tiergate.boot.jpa;

import io.tiergate.entity.InvalidGuardedEntityException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what is wrong with an entity. */
final class InvalidGuardedEntityFailureAnalyzer extends AbstractFailureAnalyzer<InvalidGuardedEntityException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidGuardedEntityException cause) {
        return new FailureAnalysis(cause.getMessage(), "Correct the entity as said above.", cause);
    }
}
