package io.tiergate.store.jpa;

import io.tiergate.Subject;
import org.jspecify.annotations.Nullable;

/** Who did something, as the columns have it: {@code type:id}. */
final class Actors {

    private Actors() {}

    static @Nullable String text(@Nullable Subject actor) {
        return actor == null ? null : actor.toString();
    }

    static @Nullable Subject subject(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int colon = text.indexOf(':');
        return colon < 0 ? Subject.anonymous() : Subject.of(text.substring(0, colon), text.substring(colon + 1));
    }
}
