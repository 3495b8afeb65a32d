package io.tiergate.boot.core;

import io.tiergate.InvalidNameException;
import io.tiergate.What;
import io.tiergate.boot.catalogue.UsedPermissions;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;

/** The names that code uses, with their places, from all who know some. */
final class UsedNames {

    private final ObjectProvider<UsedPermissions> sources;
    /** Not those of a bean that is being made while others are asked: sources are asked with no lock held. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    UsedNames(ObjectProvider<UsedPermissions> sources) {
        this.sources = sources;
    }

    /** All, by name, each with its places as text. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        read().forEach((name, places) -> all.put(name, text(places)));
        return all;
    }

    /** Of all those that have not been told. */
    Map<String, String> late() {
        return late(read());
    }

    /** Of these those that have not been told, each with its places as text. */
    Map<String, String> late(Map<String, ? extends Collection<String>> names) {
        Map<String, String> late = new TreeMap<>();
        names.forEach((name, places) -> {
            if (!told.contains(name)) {
                late.put(name, text(places));
            }
        });
        return late;
    }

    /** They have been held against the catalogue. */
    void tell(Set<String> names) {
        told.addAll(names);
    }

    private Map<String, SortedSet<String>> read() {
        Map<String, SortedSet<String>> names = new TreeMap<>();
        sources.orderedStream()
                .forEach(source -> source.tell((name, places) ->
                        names.computeIfAbsent(name, key -> new TreeSet<>()).addAll(places)));
        names.keySet().removeIf(name -> !canBeAPermission(name));
        return names;
    }

    /** In an expression there may be any text. */
    private static boolean canBeAPermission(String name) {
        try {
            new What(What.Kind.PERMISSION, name);
            return true;
        } catch (InvalidNameException malformed) {
            return false;
        }
    }

    private static String text(Collection<String> places) {
        return String.join(", ", places);
    }
}
