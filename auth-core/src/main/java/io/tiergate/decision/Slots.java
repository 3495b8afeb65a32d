package io.tiergate.decision;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the changes to what subjects hold, or to what is kept of resources. Each of them has one of the counters by its key, some share one: what was made
 * of its rows is current while its counter stands where it stood. So a change finds what is to be dropped by
 * arithmetic, wherever that is kept, and the worst of sharing is a load that was not needed.
 */
final class Slots {

    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 24;

    /** Keeps what counts for holders apart from what counts for resources. */
    private static final long GRANTED = 1L << 62;

    private final AtomicIntegerArray counters;
    private final int mask;

    /** @param expected for so many keys, rarely two with one counter. Four bytes each. */
    Slots(long expected) {
        int size = (int) Math.max(LEAST, Math.min(MOST, Long.highestOneBit(Math.max(1, expected) * 2 - 1)));
        counters = new AtomicIntegerArray(size);
        mask = size - 1;
    }

    /** Where the subject of that key counts. */
    int ofSubject(long subjectId) {
        return spread(subjectId);
    }

    /** Where all subjects of a tenant count that its store does not know. */
    int ofUnknownIn(long tenantId) {
        return spread(~tenantId);
    }

    /** Where the place and the owner of the resource of that key count. */
    int ofPlace(long resourceId) {
        return spread(resourceId);
    }

    /** Where the grants on the resource of that key count. */
    int ofGrantsOn(long resourceId) {
        return spread(~resourceId);
    }

    /** Where all grants on resources count that the subject or group of that key holds. */
    int ofGrantsBy(long holderId) {
        return spread(holderId ^ GRANTED);
    }

    /** Where all counts that gives resources of a tenant another place. */
    int ofMovesIn(long tenantId) {
        return spread(~tenantId ^ GRANTED);
    }

    /** The count, not older than anything that the caller has read before. */
    int count(int slot) {
        return counters.get(slot);
    }

    /** Whether the count is that one. For those who have read a {@link Current} before: they see all that it includes. */
    boolean stands(int slot, int count) {
        return counters.getPlain(slot) == count;
    }

    void raise(int slot) {
        counters.incrementAndGet(slot);
    }

    private int spread(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40) & mask;
    }
}
