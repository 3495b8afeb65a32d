package io.tiergate.boot.routes;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells which exemption is to be mended. */
final class InvalidExemptionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidExemptionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidExemptionException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
