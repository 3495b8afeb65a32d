package io.tiergate.boot.core;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells what to do where Tiergate has no store. */
final class NoStoreFailureAnalyzer extends AbstractFailureAnalyzer<NoStoreException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoStoreException cause) {
        return new FailureAnalysis("Tiergate has no store. " + cause.getMessage(), """
                Do one of these:
                - Give the application a database: spring-boot-starter-data-jpa or spring-boot-starter-jdbc, a driver, and \
                spring.datasource.url.
                - Add what is missing on the class path: org.hibernate.orm:hibernate-core and \
                org.springframework.data:spring-data-jpa come with the starter of Tiergate.
                - Set tiergate.store=memory to keep permissions in memory. They are lost when the application stops.""", cause);
    }
}
