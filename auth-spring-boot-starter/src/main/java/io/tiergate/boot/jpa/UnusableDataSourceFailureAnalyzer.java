package io.tiergate.boot.jpa;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Tells what to change about a data source. */
final class UnusableDataSourceFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDataSourceException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableDataSourceException cause) {
        String root = NestedExceptionUtils.getMostSpecificCause(cause).getMessage();
        String reason = Objects.equals(root, cause.getMessage()) ? "" : " (" + root + ")";
        return new FailureAnalysis(
                "Tiergate cannot use the DataSource. " + cause.getMessage() + reason, cause.remedy(), cause);
    }
}
