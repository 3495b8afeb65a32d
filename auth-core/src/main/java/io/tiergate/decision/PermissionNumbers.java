package io.tiergate.decision;

import java.util.HashMap;
import java.util.Map;

/**
 * Gives each permission of a tenant a small number, by its key. A number stands for the same permission as long as this
 * lives, and is never given again: sets of them outlive changes of the catalogue. Used by one thread at a time.
 */
final class PermissionNumbers {

    /** Below that it does not matter how many are not used any more. */
    private static final int ALWAYS_FINE = 4_096;

    private final Map<Long, Integer> numbers = new HashMap<>();

    int of(long permissionId) {
        return numbers.computeIfAbsent(permissionId, id -> numbers.size());
    }

    /** Whether so many were given that most are of permissions which are gone, and sets are longer than they need be. */
    boolean isSparse(int used) {
        return numbers.size() > ALWAYS_FINE && numbers.size() / 2 > used;
    }
}
