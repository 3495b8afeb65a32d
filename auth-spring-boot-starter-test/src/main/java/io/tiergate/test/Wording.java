package io.tiergate.test;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Explanation;
import io.tiergate.Grant;

/** What assertions say when they fail. */
final class Wording {

    private Wording() {}

    static void requireDenial(Code code) {
        if (code == Code.GRANTED) {
            throw new IllegalArgumentException("GRANTED is no reason of a denial. Assert that it is allowed instead.");
        }
    }

    static String expectedAllowed(Explanation explanation) {
        return "Expected that " + who(explanation) + " may " + what(explanation) + ", but " + found(explanation)
                + "\nNeeded: "
                + needed(explanation.request(), explanation.decision().code());
    }

    static String expectedDenied(Explanation explanation) {
        return "Expected that " + who(explanation) + " may not " + what(explanation) + ", but " + found(explanation)
                + "\nNeeded: that each ALLOW is revoked, or a DENY, which wins.";
    }

    static String expectedDeniedBecause(Explanation explanation, Code code) {
        return "Expected that " + who(explanation) + " may not " + what(explanation) + " because of " + code + ", but "
                + found(explanation);
    }

    static String expectedDecidedBy(Explanation explanation, Grant grant) {
        return "Expected that the grant " + grant + " decides whether " + who(explanation) + " may " + what(explanation)
                + ", but " + found(explanation);
    }

    /** One clause: the code, and what it means. */
    static String outcome(Code code) {
        return "it is " + code + ": "
                + switch (code) {
                    case GRANTED -> "an ALLOW applies, and no DENY";
                    case UNKNOWN_PERMISSION -> "the catalogue does not have it, or it is retired";
                    case SUBJECT_SUSPENDED -> "the subject is suspended";
                    case DENIED -> "a DENY applies, which wins";
                    default -> "nothing that is granted applies";
                };
    }

    private static String who(Explanation explanation) {
        return explanation.request().subject().toString();
    }

    private static String what(Explanation explanation) {
        return "'" + explanation.request().permission() + "' in tenant "
                + explanation.request().tenant();
    }

    private static String found(Explanation explanation) {
        StringBuilder text = new StringBuilder(outcome(explanation.decision().code()));
        text.append(explanation.reasons().isEmpty() ? "." : ", by");
        explanation.reasons().forEach(reason -> text.append("\n  ").append(reason));
        return text.toString();
    }

    private static String needed(AccessRequest request, Code code) {
        String permission = "'" + request.permission() + "'";
        return switch (code) {
            case UNKNOWN_PERMISSION ->
                "that " + permission + " is declared, by a PermissionCatalogue bean or with"
                        + " administration.permissions().define(…), and not retired; and an ALLOW.";
            case SUBJECT_SUSPENDED ->
                "that the subject is reinstated, with" + " administration.subjects().reinstate(…).";
            case DENIED -> "that no DENY applies, whatever is allowed besides.";
            default ->
                "an ALLOW of " + permission + ", of a wildcard that covers it or of a bundle that contains it, to "
                        + request.subject() + " or to a group that they are in; valid now.";
        };
    }
}
