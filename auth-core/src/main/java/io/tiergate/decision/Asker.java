package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Demand;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whom requests are about that are decided together, from one state. */
record Asker(Tenant tenant, Subject subject, @Nullable Demand atLeast) {

    /** Decides what is asked about one. */
    interface Deciding {

        /** Returns a decision for each request, in their order. */
        List<Decision> decide(Asker asker, List<AccessRequest> requests);
    }

    /** A decision for each request, in their order, made together for each that is asked about. */
    static List<Decision> decideEach(List<AccessRequest> requests, Deciding deciding) {
        Map<Asker, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < requests.size(); i++) {
            AccessRequest request = requests.get(i);
            places.computeIfAbsent(
                            new Asker(request.tenant(), request.subject(), request.atLeast()), key -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, Decision> decisions = new LinkedHashMap<>();
        places.forEach((asker, numbers) -> {
            List<Decision> decided =
                    deciding.decide(asker, numbers.stream().map(requests::get).toList());
            for (int i = 0; i < numbers.size(); i++) {
                decisions.put(numbers.get(i), decided.get(i));
            }
        });
        return IntStream.range(0, requests.size())
                .mapToObj(i -> Objects.requireNonNull(decisions.get(i), "decision"))
                .toList();
    }

    /** The resources that requests are about, each once. */
    static Set<Resource> resources(List<AccessRequest> requests) {
        Set<Resource> resources = new LinkedHashSet<>();
        for (AccessRequest request : requests) {
            if (request.resource() != null) {
                resources.add(request.resource());
            }
        }
        return resources;
    }
}
