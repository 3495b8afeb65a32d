package io.tiergate.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Demand;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.oracle.PlainHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who was asked and what was changed, when, with which answer; and whether that can be right. Safe for use by many threads. */
final class Chronicle {

    /** A change that gave a revision. */
    private record Made(Node node, Change change, long revision, Instant done) {}

    /** A question that was answered. */
    private record Heard(Node node, AccessRequest request, Instant asked, Instant answered, Decision decision) {}

    private final Queue<Made> made = new ConcurrentLinkedQueue<>();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<AccessRequest> unavailable = new ConcurrentLinkedQueue<>();

    long change(Node node, Change change) {
        long revision = node.change(change);
        if (revision > 0) {
            made.add(new Made(node, change, revision, Instant.now()));
        }
        return revision;
    }

    Optional<Decision> ask(Node node, AccessRequest request) {
        Instant asked = Instant.now();
        Optional<Decision> decision = node.ask(request);
        decision.ifPresentOrElse(
                answer -> heard.add(new Heard(node, request, asked, Instant.now(), answer)),
                () -> unavailable.add(request));
        return decision;
    }

    /** How many questions had an answer. */
    int answers() {
        return heard.size();
    }

    /** How many questions had none. */
    int unavailable() {
        return unavailable.size();
    }

    /** The codes that were answered. */
    Set<Code> codes() {
        return heard.stream().map(each -> each.decision().code()).collect(Collectors.toSet());
    }

    /**
     * Every answer is the oracle's, at the revision that it carries.
     *
     * @param log where every change has its {@link Change} as its reason
     */
    void assertAnswersAreThoseOfTheirRevisions(JdbcTemplate log) {
        PlainHistory history = new PlainHistory();
        Set<Tenant> tenants =
                heard.stream().map(each -> each.request().tenant()).collect(Collectors.toSet());
        tenants.add(Tenant.SHARED);
        for (Tenant tenant : tenants) {
            log.queryForList(
                            "select reason from tiergate_change_set where tenant_key = ? order by revision",
                            String.class,
                            tenant.key())
                    .forEach(reason -> history.next(tenant, Change.parse(reason)::make));
        }
        for (Heard each : heard) {
            AccessRequest request = each.request();
            assertThat(history.codes(
                            request.tenant(),
                            each.decision().revision(),
                            request.subject(),
                            request.permission(),
                            each.asked(),
                            each.answered()))
                    .as(each.toString())
                    .contains(each.decision().code());
        }
    }

    /** What was asked of a node after it had given an answer is not answered from an older state than that. */
    void assertNoNodeGoesBack() {
        Map<String, List<Heard>> byNode = heard.stream()
                .collect(Collectors.groupingBy(
                        each -> each.node() + " " + each.request().tenant()));
        byNode.values().forEach(Chronicle::assertDoesNotGoBack);
    }

    private static void assertDoesNotGoBack(Collection<Heard> ofNode) {
        List<Heard> asked =
                ofNode.stream().sorted(Comparator.comparing(Heard::asked)).toList();
        List<Heard> answered =
                ofNode.stream().sorted(Comparator.comparing(Heard::answered)).toList();
        Revision highest = new Revision(0, 0);
        int next = 0;
        for (Heard each : asked) {
            while (next < answered.size() && answered.get(next).answered().isBefore(each.asked())) {
                Revision earlier = answered.get(next++).decision().revision();
                highest = new Revision(
                        Math.max(highest.tenant(), earlier.tenant()), Math.max(highest.shared(), earlier.shared()));
            }
            assertThat(each.decision().revision().atLeast(highest))
                    .as("%s, after %s had been answered", each, highest)
                    .isTrue();
        }
    }

    /** A question is answered from a state with all changes that its node has made before, and that are older than allowed. */
    void assertNoAnswerIsOlderThan(Duration allowed) {
        for (Heard each : heard) {
            Revision revision = each.decision().revision();
            for (Made change : made) {
                Tenant tenant = change.change().tenant();
                boolean shared = tenant.isShared();
                boolean concerns = shared || tenant.equals(each.request().tenant());
                Instant expected = change.node() == each.node()
                        ? change.done()
                        : change.done().plus(allowed);
                if (concerns && expected.isBefore(each.asked())) {
                    assertThat(shared ? revision.shared() : revision.tenant())
                            .as("%s, long after %s", each, change)
                            .isGreaterThanOrEqualTo(change.revision());
                }
            }
        }
    }

    /** What a caller says that it has seen already is in the state of its answer. */
    void assertAtLeastIsKept() {
        for (Heard each : heard) {
            Demand atLeast = each.request().atLeast();
            assertThat(atLeast == null || atLeast.isMetBy(0, each.decision().revision()))
                    .as(each.toString())
                    .isTrue();
        }
    }

    /** The last revision of each tenant that a change has been answered with. */
    Map<Tenant, Long> last() {
        Map<Tenant, Long> last = new HashMap<>();
        made.forEach(each -> last.merge(each.change().tenant(), each.revision(), Math::max));
        return last;
    }
}
