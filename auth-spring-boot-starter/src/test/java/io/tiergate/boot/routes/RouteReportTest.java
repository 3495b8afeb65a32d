package io.tiergate.boot.routes;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Requirement;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.boot.routes.Classification.Found;
import io.tiergate.boot.routes.Guard.Need;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of routes, as it is printed. */
class RouteReportTest {

    private final MemoryStore store = new MemoryStore();
    private final DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);

    @Test
    void saysWhoReachesWhat() {
        administration.permissions().define("entry", "");
        administration.permissions().define("greeting", "");
        administration.permissions().define("invoice.approve", "");
        administration.permissions().define("invoice.read", "");
        administration.grants().grant(Grant.allow(Group.EVERYONE, "entry"));
        administration.grants().grant(Grant.allow(Group.AUTHENTICATED, "greeting"));
        administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.approve"));
        administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));
        administration.grants().grant(Grant.allow(Subject.user("bob"), "invoice.read"));
        List<Found> routes = List.of(
                needing("GET", "/", "entry"),
                needing("GET", "/hello", "greeting"),
                needing("GET", "/invoices", "invoice.read"),
                needing("POST", "/invoices", all("invoice.approve", "invoice.read")),
                needing("PUT", "/invoices", any("invoice.approve", "invoice.read")),
                needing("GET", "/more", all("greeting", "invoice.read")),
                needing("GET", "/nobody", "nowhere"),
                new Found(route("GET", "/forgotten", Guarding.NOTHING, "open to all", "by HEAD"), List.of()),
                new Found(
                        route("GET", "/login", Guarding.EXEMPT, "exempt: whoever signs in holds nothing yet"),
                        List.of()),
                guarded("DELETE", "/admin", Guard.other(Guarding.URL_RULE, "authority ADMIN (URL rule)")));

        assertThat(RouteReport.of(routes, new Reach(decisions, administration, () -> false)))
                .isEqualTo("""
                        10 routes: 1 is UNGUARDED

                          GET     /           entry                                       everyone
                          GET     /hello      greeting                                    all signed in
                          GET     /invoices   invoice.read                                2 subjects
                          POST    /invoices   all(invoice.approve, invoice.read)          1 subject
                          PUT     /invoices   any(invoice.approve, invoice.read)          2 subjects
                          GET     /more       all(greeting, invoice.read)                 at most 2 subjects
                          GET     /nobody     nowhere                                     nobody
                          GET     /forgotten  UNGUARDED: open to all (by HEAD)
                          GET     /login      exempt: whoever signs in holds nothing yet
                          DELETE  /admin      authority ADMIN (URL rule)

                        Who can reach them is counted in the tenant 'default', by permissions alone.""");
    }

    @Test
    void goesOnBelowWhereAColumnIsTooNarrow() {
        List<Found> routes = List.of(
                guarded(
                        "GET",
                        "/customers/{customer}/contracts/{contract}/invoices/{invoice}/lines/{line}",
                        Guard.other(
                                Guarding.METHOD_SECURITY,
                                "@PreAuthorize(hasRole('CLERK') and hasPermission(null, 'invoice.read') and #id > 3)")),
                needing("GET|POST|PUT|DELETE", "/short", "p1"));

        assertThat(RouteReport.of(routes, null)).isEqualTo("""
                        2 routes: none is unguarded

                          GET           /customers/{customer}/contracts/{contract}  @PreAuthorize(hasRole('CLERK') and
                                          /invoices/{invoice}/lines/{line}            hasPermission(null, 'invoice.read') and #id >
                                                                                      3)
                          GET|POST|     /short                                      p1
                            PUT|DELETE""");
    }

    @Test
    void countsNothingWhereThereAreManySubjects() {
        administration.permissions().define("p1", "");
        List<Subject> many = IntStream.rangeClosed(0, Reach.MOST)
                .mapToObj(i -> Subject.user("u" + i))
                .toList();
        administration.subjects().suspend(many);

        assertThat(RouteReport.of(
                        List.of(needing("GET", "/", "p1")), new Reach(decisions, administration, () -> false)))
                .isEqualTo("""
                        1 route: none is unguarded

                          GET  /  p1  not counted

                        Who can reach them is not counted: the tenant 'default' has more than 10,000 subjects.""");
    }

    @Test
    void asksForAHundredThousandAnswersAtMost() {
        administration
                .subjects()
                .suspend(IntStream.range(0, 2_000)
                        .mapToObj(i -> Subject.user("u" + i))
                        .toList());
        List<Found> routes = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            administration.permissions().define("p" + i, "");
            routes.add(needing("GET", "/route/" + i, "p" + i));
        }
        routes.add(needing("GET", "/first", "p0"));

        assertThat(RouteReport.of(routes, new Reach(decisions, administration, () -> false)))
                .contains("GET  /route/49  p49  nobody")
                .contains("GET  /route/50  p50  not counted")
                .contains("GET  /first     p0   nobody")
                .endsWith("by permissions alone. Not counted is what comes after 100,000 answers: of each subject about"
                        + " each permission.");
    }

    @Test
    void countsNothingForAnApplicationThatCloses() {
        Reach reach = new Reach(decisions, administration, () -> true);

        assertThatIllegalStateException()
                .isThrownBy(() -> RouteReport.of(List.of(needing("GET", "/", "p1")), reach))
                .withMessage("The application closes");
    }

    @Test
    void fiveHundredRoutesTakeALineEach() {
        List<Found> routes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            routes.add(needing("GET", "/route/" + i, "p1"));
        }

        assertThat(RouteReport.of(routes, null).lines()).hasSize(502);
    }

    private static Found needing(String methods, String pattern, String permission) {
        return needing(methods, pattern, permission, Requirement.all(permission));
    }

    private static Found needing(String methods, String pattern, Requirement requirement) {
        return needing(methods, pattern, requirement.toString(), requirement);
    }

    private static Found needing(String methods, String pattern, String text, Requirement requirement) {
        return guarded(
                methods,
                pattern,
                new Guard(Guarding.PERMISSION, text, requirement.permissions(), Need.of(requirement)));
    }

    private static Found guarded(String methods, String pattern, Guard guard) {
        return new Found(route(methods, pattern, guard.kind(), guard.text()), List.of(guard));
    }

    private static Route route(String methods, String pattern, Guarding guarding, String guard, String... notes) {
        return new Route(
                new LinkedHashSet<>(List.of(methods.split("\\|"))),
                Set.of(pattern),
                List.of(),
                "Handler",
                guarding,
                guard,
                Set.of(),
                guarding == Guarding.EXEMPT ? "reason" : null,
                List.of(notes));
    }
}
