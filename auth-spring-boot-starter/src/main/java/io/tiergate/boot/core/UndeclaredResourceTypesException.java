package io.tiergate.boot.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Entities have types of resources that nobody has declared, so that they could not be saved. */
final class UndeclaredResourceTypesException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> places;

    /** @param places where each type stands, as text */
    UndeclaredResourceTypesException(Map<String, String> places) {
        super(places.entrySet().stream()
                .map(each -> "\n  '" + each.getKey() + "' at " + each.getValue())
                .collect(Collectors.joining("", "Entities have resource types that nobody has declared:", "")));
        this.places = new TreeMap<>(places);
    }

    Map<String, String> places() {
        return places;
    }
}
