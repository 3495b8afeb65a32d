package io.tiergate.boot.host;

import java.util.stream.Stream;

/** Every way by which the host guards its secret; each has a URL for programs and one for people. */
final class Ways {

    private Ways() {}

    static Stream<String> all() {
        return Stream.of(
                "annotated",
                "service",
                "expression",
                "bean",
                "access",
                "required",
                "later",
                "protected",
                "proxied",
                "by-method",
                "rule",
                "rule-any",
                "rule-all",
                "rule-requirement",
                "rule-expression",
                "function",
                "routes");
    }
}
