package io.tiergate.memory;

import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.decision.HolderDecisions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Puts together what several holders may do, and where. */
final class Which {

    private Which() {}

    static SortedSet<String> any(
            HolderDecisions.Questions asked, Collection<? extends Holder> holders, Resource resource) {
        SortedSet<String> allowed = new TreeSet<>();
        holders.forEach(holder -> allowed.addAll(asked.permissions(holder, resource)));
        return allowed;
    }

    static SortedSet<String> all(
            HolderDecisions.Questions asked, Collection<? extends Holder> holders, Resource resource) {
        SortedSet<String> allowed = any(asked, holders, resource);
        holders.forEach(holder -> allowed.retainAll(asked.permissions(holder, resource)));
        return allowed;
    }

    /** Without resources that have none. */
    static Map<Resource, SortedSet<String>> onEach(
            List<Resource> resources, Function<Resource, SortedSet<String>> permissions) {
        Map<Resource, SortedSet<String>> found = new LinkedHashMap<>();
        for (Resource resource : resources) {
            SortedSet<String> allowed = permissions.apply(resource);
            if (!allowed.isEmpty()) {
                found.put(resource, allowed);
            }
        }
        return found;
    }
}
