package io.tiergate.admin;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * One row of the table of what Tiergate answers to what it cannot take.
 *
 * @param section under which heading it stands
 * @param call what is tried, in Java
 * @param exception exactly which exception it gets
 * @param message exactly which message, for a person to act on
 * @param attempt the call itself
 */
record BadInput(
        String section,
        String call,
        Class<? extends RuntimeException> exception,
        String message,
        ThrowingCallable attempt) {

    /** What the call gets, or null if nothing is wrong with it. */
    Throwable answer() {
        return catchThrowable(attempt);
    }

    @Override
    public String toString() {
        return call;
    }
}
