package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import org.jspecify.annotations.Nullable;

/** Finds what could not be decided in what an application or a template has made of it. */
final class Undecided {

    /** More than anybody wraps. */
    private static final int DEEPEST = 50;

    private Undecided() {}

    /** The failure itself or a cause of it; null if it is about something else. */
    static @Nullable DecisionUnavailableException in(Throwable failure) {
        Throwable each = failure;
        for (int i = 0; i < DEEPEST && each != null; i++) {
            if (each instanceof DecisionUnavailableException undecided) {
                return undecided;
            }
            each = each.getCause();
        }
        return null;
    }
}
