package io.tiergate.sample.document;

import io.tiergate.Effect;
import io.tiergate.sample.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be chosen in the sharing dialog. */
public enum Share {
    READ("read it", Effect.ALLOW),
    WRITE("read and change it", Effect.ALLOW),
    EVERYTHING("do everything with it", Effect.ALLOW),
    NOTHING("do nothing with it, whatever else is granted", Effect.DENY);

    private final String label;
    private final Effect effect;

    Share(String label, Effect effect) {
        this.label = label;
        this.effect = effect;
    }

    public String label() {
        return label;
    }

    Effect effect() {
        return effect;
    }

    /** Permissions and wildcards. */
    List<String> permissions() {
        return switch (this) {
            case READ -> List.of(Permissions.DOCUMENT_READ);
            case WRITE -> List.of(Permissions.DOCUMENT_READ, Permissions.DOCUMENT_WRITE);
            case EVERYTHING, NOTHING -> List.of("document.*");
        };
    }

    public static Optional<Share> of(String name) {
        return Stream.of(values()).filter(share -> share.name().equals(name)).findFirst();
    }
}
