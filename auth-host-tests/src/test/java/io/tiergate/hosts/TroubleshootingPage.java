package io.tiergate.hosts;

import java.util.Map;

/** The page of the documentation that shows what appears when something is wrong. */
final class TroubleshootingPage {

    private static final String HEAD = """
            # Something is wrong

            ## It does not start

            What is wrong with the surroundings is said when the application starts, with what to do about it. Each of these texts is
            what really appears; `TroubleshootingTest` fails when one of them is not. To write this page again:
            `mvn -pl auth-host-tests -am test -Dtest=TroubleshootingTest -Dsurefire.failIfNoSpecifiedTests=false -Dtiergate.docs.write=true`.
            """;

    private static final String TAIL = """

            ## It starts, and everybody gets 403

            Ask for the reasons: `decisionPoint.explain(new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), "invoice.read"))`. They
            are the same that decide.

            | what it says | what to do |
            | --- | --- |
            | `UNKNOWN_PERMISSION` | The name is in no catalogue, or is retired. Look for a typing error, declare it with a `PermissionCatalogue` bean, or restore it. |
            | `UNKNOWN_RESOURCE_TYPE` | A resource was asked about whose type nobody has declared: `administration.resourceTypes().define(…)`. |
            | `SUBJECT_SUSPENDED` | `administration.subjects().reinstate(…)` |
            | `DENIED` | A grant denies it, and that wins. The reasons name the grant. |
            | `UNKNOWN_RESOURCE` | The resource is not registered, and its type is bound to rows of the application: `administration.resources().register(…)`. |
            | `NOT_GRANTED` | Nothing allows it to this subject. Is the subject the one that you granted it to? Ids are compared with case and spaces. Who signs in as `alice` is `user:alice`; a `SubjectResolver` bean can say otherwise. Is the grant of this tenant, and valid now? |

            ## It starts, and somebody gets 401

            Nobody is signed in, as far as Spring Security knows: the answer to that is your application's own.

            ## It answers 503

            Tiergate cannot know: the store does not answer, or `tiergate.enabled` is false. The log says which.

            ## hasPermission(…) denies everything

            Look for a line of `io.tiergate.boot.core` in the log of the start: it says which `PermissionEvaluator` or
            `MethodSecurityExpressionHandler` of the application answers instead, and which line to add.
            """;

    private TroubleshootingPage() {}

    static String of(Map<Failure, String> reports) {
        StringBuilder text = new StringBuilder(HEAD);
        reports.forEach((failure, report) -> text.append("\n### ")
                .append(failure.title())
                .append("\n\n```text\n")
                .append(report)
                .append("\n```\n"));
        return text.append(TAIL).toString();
    }
}
