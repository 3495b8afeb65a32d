package io.tiergate.boot.core;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells how a permission is declared. */
final class UndeclaredPermissionsFailureAnalyzer extends AbstractFailureAnalyzer<UndeclaredPermissionsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndeclaredPermissionsException cause) {
        String example = cause.places().keySet().stream()
                .map(name -> "\"" + name + "\", \"What it allows\"")
                .collect(Collectors.joining(").and("));
        return new FailureAnalysis(
                cause.getMessage(),
                "Do one of these:\n"
                        + "- Correct the name where it is misspelled.\n"
                        + "- Declare it with a bean: @Bean static PermissionCatalogue permissions() { return"
                        + " PermissionCatalogue.of(" + example + "); }\n"
                        + "- Set tiergate.catalogue.undeclared=declare to declare all that code names, without"
                        + " descriptions, or tiergate.catalogue.undeclared=warn to start all the same.",
                cause);
    }
}
