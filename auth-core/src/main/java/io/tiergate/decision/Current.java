package io.tiergate.decision;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Revision;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of a tenant: its definitions at a revision, with the decisions that it can come to, made beforehand.
 * Immutable. Whoever has read it from {@link TenantState#current()} sees all counts of {@link Slots} that belong to it.
 */
final class Current {

    /** Nothing that is known may be used. */
    static final Current NOTHING = new Current(null, new Revision(0, 0));

    private final @Nullable Snapshot snapshot;
    private final Object mark;
    private final Revision revision;
    private final boolean bounded;
    /** By the ordinal of their codes, which is the quickest. */
    private final Decision[] decisions;

    private Current(@Nullable Snapshot snapshot, Revision revision) {
        this.snapshot = snapshot;
        this.mark = snapshot == null ? new Object() : snapshot.mark();
        this.revision = revision;
        this.bounded = snapshot != null && snapshot.window().isBounded();
        this.decisions = Stream.of(Code.values())
                .map(code -> new Decision(code, revision))
                .toArray(Decision[]::new);
    }

    static Current of(Snapshot snapshot, Revision revision) {
        return new Current(snapshot, revision);
    }

    /** Null for {@link #NOTHING}. */
    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** The mark of its snapshot; one of its own where it has none. */
    Object mark() {
        return mark;
    }

    Revision revision() {
        return revision;
    }

    /** Whether it is right for a part of all time only. */
    boolean isBounded() {
        return bounded;
    }

    // Of the same values that the array was made of.
    @SuppressWarnings("EnumOrdinal")
    Decision decision(Code code) {
        return decisions[code.ordinal()];
    }
}
