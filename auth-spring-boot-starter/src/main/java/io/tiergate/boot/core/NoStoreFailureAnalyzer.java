package io.tiergate.boot.core;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what to do where Tiergate has no store. */
final class NoStoreFailureAnalyzer extends AbstractFailureAnalyzer<NoStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoStoreException cause) {
        return new FailureAnalysis("Tiergate has no store. " + cause.getMessage(), """
                Do one of these:
                - Add spring-boot-starter-data-jpa and a database (spring.datasource.url); where there are several \
                EntityManagerFactory beans, mark the one for Tiergate as primary.
                - Set tiergate.store=memory to keep permissions in memory. They are lost when the application stops.""", cause);
    }
}
