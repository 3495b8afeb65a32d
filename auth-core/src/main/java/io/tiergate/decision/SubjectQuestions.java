package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.SubjectHoldings;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked about one subject, everywhere and on some resources, from what was read at one state. Of one thread. */
final class SubjectQuestions {

    private final Definitions definitions;
    private final SubjectHoldings holdings;
    private final Map<Resource, ResourceHoldings> places;
    private final Map<Resource, Placement> placements = new HashMap<>();
    private final Subject subject;
    private final Instant now;

    /** @param places of the resources that can be asked about */
    SubjectQuestions(
            Definitions definitions,
            SubjectHoldings holdings,
            Map<Resource, ResourceHoldings> places,
            Subject subject,
            Instant now) {
        this.definitions = definitions;
        this.holdings = holdings;
        this.places = places;
        this.subject = subject;
        this.now = now;
    }

    /** @param resource null for everywhere */
    Question about(@Nullable Resource resource) {
        Placement placement = resource == null
                ? null
                : placements.computeIfAbsent(
                        resource, asked -> new Placement(Objects.requireNonNull(places.get(asked), "place")));
        return new Question(definitions, holdings, resource, placement, subject, now);
    }

    Decision decide(AccessRequest request) {
        return new Decision(
                about(request.resource()).decide(request.permission()),
                holdings.stamp().revision());
    }
}
