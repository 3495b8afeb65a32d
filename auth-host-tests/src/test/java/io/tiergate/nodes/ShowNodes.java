package io.tiergate.nodes;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to the failure of a test what its nodes have written. */
final class ShowNodes implements TestExecutionExceptionHandler {

    /** A test with nodes. */
    interface Source {

        Nodes nodes();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Source test = (Source) context.getRequiredTestInstance();
        failure.addSuppressed(new IllegalStateException(test.nodes().output()));
        throw failure;
    }
}
