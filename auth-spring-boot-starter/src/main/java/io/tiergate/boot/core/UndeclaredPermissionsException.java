package io.tiergate.boot.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Code asks for permissions that nobody has declared, so that nobody could ever be allowed them. */
final class UndeclaredPermissionsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> places;

    /** @param places where each name stands, as text */
    UndeclaredPermissionsException(String message, Map<String, String> places) {
        super(message);
        this.places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    Map<String, String> places() {
        return places;
    }
}
