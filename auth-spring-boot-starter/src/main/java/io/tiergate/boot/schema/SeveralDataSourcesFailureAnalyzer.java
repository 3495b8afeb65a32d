package io.tiergate.boot.schema;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells how to say which data source permissions are kept in. */
final class SeveralDataSourcesFailureAnalyzer extends AbstractFailureAnalyzer<SeveralDataSourcesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SeveralDataSourcesException cause) {
        return new FailureAnalysis(
                "Tiergate does not know where to keep permissions. " + cause.getMessage(), """
                Do one of these:
                - Put @TiergateDataSource on the bean of the one for permissions.
                - Mark the one that is the application's own with @Primary.""", cause);
    }
}
