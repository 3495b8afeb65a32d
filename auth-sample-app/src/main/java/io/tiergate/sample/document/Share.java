package io.tiergate.sample.document;

import io.tiergate.Effect;
import io.tiergate.sample.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be chosen in the sharing dialog. */
public enum Share {
    READ("read it", Effect.ALLOW, List.of(Permissions.DOCUMENT_READ)),
    WRITE("read and change it", Effect.ALLOW, List.of(Permissions.DOCUMENT_READ, Permissions.DOCUMENT_WRITE)),
    EVERYTHING("do everything with it", Effect.ALLOW, List.of("document.*")),
    NOTHING("do nothing with it, whatever else is granted", Effect.DENY, List.of("document.*"));

    private final String label;
    private final Effect effect;
    private final List<String> permissions;

    Share(String label, Effect effect, List<String> permissions) {
        this.label = label;
        this.effect = effect;
        this.permissions = permissions;
    }

    public String label() {
        return label;
    }

    Effect effect() {
        return effect;
    }

    /** Permissions and wildcards. */
    List<String> permissions() {
        return permissions;
    }

    public static Optional<Share> of(String name) {
        return Stream.of(values()).filter(share -> share.name().equals(name)).findFirst();
    }
}
