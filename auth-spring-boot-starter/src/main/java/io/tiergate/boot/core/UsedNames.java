package io.tiergate.boot.core;

import io.tiergate.boot.catalogue.UsedPermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;

/** The names that code uses, with their places, from all who know some. */
final class UsedNames {

    private final ObjectProvider<UsedPermissions> sources;
    private final Set<String> told = new HashSet<>();

    UsedNames(ObjectProvider<UsedPermissions> sources) {
        this.sources = sources;
    }

    /** All, by name, each with its places as text. */
    synchronized Map<String, String> all() {
        Map<String, SortedSet<String>> names = new TreeMap<>();
        sources.orderedStream()
                .forEach(source -> source.tell((name, places) ->
                        names.computeIfAbsent(name, key -> new TreeSet<>()).addAll(places)));
        told.addAll(names.keySet());
        Map<String, String> texts = new TreeMap<>();
        names.forEach((name, places) -> texts.put(name, String.join(", ", places)));
        return texts;
    }

    /** Those that were not there when they were asked for last. */
    synchronized Map<String, String> late() {
        Set<String> before = Set.copyOf(told);
        Map<String, String> late = all();
        late.keySet().removeAll(before);
        return late;
    }
}
