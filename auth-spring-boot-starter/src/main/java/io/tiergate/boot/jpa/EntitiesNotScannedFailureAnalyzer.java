package io.tiergate.boot.jpa;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what to do where a host's own {@code @EntityScan} leaves Tiergate's entities out. */
final class EntitiesNotScannedFailureAnalyzer extends AbstractFailureAnalyzer<EntitiesNotScannedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EntitiesNotScannedException cause) {
        return new FailureAnalysis(
                "Hibernate does not know Tiergate's entities. " + cause.getMessage()
                        + " An @EntityScan of the application, or an EntityManagerFactory of its own, takes the place of the"
                        + " packages that Spring Boot would scan.",
                "Add the class io.tiergate.store.jpa.JpaStore to the basePackageClasses of @EntityScan, or its package to"
                        + " those that the application's own EntityManagerFactory scans.",
                cause);
    }
}
