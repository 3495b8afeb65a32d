package io.tiergate.boot.observe;

import io.tiergate.Decision.Code;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The few values that counters, observations and audit events have in common. */
final class Words {

    /** In the place of a name that the catalogue does not have: such names may come from requests, and there is no end of them. */
    static final String UNKNOWN = "unknown";

    static final String NONE = "none";
    static final String UNDECIDED = "undecided";

    private static final Map<Code, String> REASONS = Stream.of(Code.values())
            .collect(Collectors.toUnmodifiableMap(
                    code -> code, code -> code.name().toLowerCase(Locale.ROOT)));

    private Words() {}

    static String permission(String name, Code code) {
        return code == Code.UNKNOWN_PERMISSION ? UNKNOWN : name;
    }

    static String outcome(Code code) {
        return code == Code.GRANTED ? "allowed" : "denied";
    }

    static String reason(Code code) {
        return Objects.requireNonNull(REASONS.get(code));
    }
}
