package io.tiergate.decision;

/** What is allowed and what is denied by way of groups, bundles and wildcards, in one snapshot. Immutable. */
final class Reach {

    private final Snapshot snapshot;
    private final Through through;
    private final long[] allowed;
    private final long[] denied;

    Reach(Snapshot snapshot, Through through, long[] allowed, long[] denied) {
        this.snapshot = snapshot;
        this.through = through;
        this.allowed = allowed;
        this.denied = denied;
    }

    Snapshot snapshot() {
        return snapshot;
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
