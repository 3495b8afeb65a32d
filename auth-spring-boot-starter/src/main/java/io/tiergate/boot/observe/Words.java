package io.tiergate.boot.observe;

import io.tiergate.Decision.Code;
import java.util.Locale;
import java.util.stream.Stream;

/** The few values that counters, observations and audit events have in common. */
final class Words {

    /** In the place of a name that the catalogue does not have: such names may come from requests, and there is no end of them. */
    static final String UNKNOWN = "unknown";

    static final String NONE = "none";
    static final String UNDECIDED = "undecided";

    private static final String[] REASONS = Stream.of(Code.values())
            .map(code -> code.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private Words() {}

    static String permission(String name, Code code) {
        return code == Code.UNKNOWN_PERMISSION ? UNKNOWN : name;
    }

    static String outcome(Code code) {
        return code == Code.GRANTED ? "allowed" : "denied";
    }

    static String reason(Code code) {
        return REASONS[code.ordinal()];
    }
}
