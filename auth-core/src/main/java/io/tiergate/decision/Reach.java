package io.tiergate.decision;

/**
 * What is allowed and what is denied by way of groups, bundles and wildcards, in one snapshot. Immutable. All fields are
 * final, and must be: it is handed from thread to thread by a race.
 */
final class Reach {

    /** The mark of the snapshot and not the snapshot: an entry that nobody asks for any more would keep it from going. */
    private final Object mark;

    private final Through through;
    private final long[] allowed;
    private final long[] denied;

    Reach(Object mark, Through through, long[] allowed, long[] denied) {
        this.mark = mark;
        this.through = through;
        this.allowed = allowed;
        this.denied = denied;
    }

    /** Of which snapshot it is. */
    Object mark() {
        return mark;
    }

    /** By what. */
    Through through() {
        return through;
    }

    boolean allows(int number) {
        return Bits.has(allowed, number);
    }

    boolean denies(int number) {
        return Bits.has(denied, number);
    }
}
