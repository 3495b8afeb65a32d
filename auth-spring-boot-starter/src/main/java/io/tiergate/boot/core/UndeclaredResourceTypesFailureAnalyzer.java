package io.tiergate.boot.core;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells how a type of resources is declared. */
final class UndeclaredResourceTypesFailureAnalyzer extends AbstractFailureAnalyzer<UndeclaredResourceTypesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndeclaredResourceTypesException cause) {
        String type = cause.places().keySet().iterator().next();
        return new FailureAnalysis(
                cause.getMessage(),
                "Declare it with a bean that also says which permissions can be granted on such a resource: @Bean static"
                        + " ResourceTypeCatalogue resourceTypes() { return ResourceTypeCatalogue.of(\"" + type
                        + "\", \"What it is\", \"" + type + ".read\"); }",
                cause);
    }
}
