package io.tiergate.decision;

import io.tiergate.What;
import io.tiergate.store.PermissionRow;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The permissions that a tenant sees, by number. Immutable. */
final class Catalogue {

    /** The number of names that are not active permissions. */
    static final int UNKNOWN = -1;

    private final Map<String, Integer> active = new HashMap<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final ConcurrentMap<String, long[]> covered = new ConcurrentHashMap<>();

    Catalogue(Definitions definitions, PermissionNumbers given) {
        for (PermissionRow permission : definitions.permissions()) {
            int number = given.of(permission.id());
            numbers.put(permission.id(), number);
            names.put(permission.name(), number);
            if (!permission.retired()) {
                active.put(permission.name(), number);
            }
        }
    }

    /** The number of an active permission, or {@link #UNKNOWN}. */
    int number(String name) {
        Integer number = active.get(name);
        return number == null ? UNKNOWN : number;
    }

    /** @throws IllegalStateException if there is no such permission: a grant of it might be a DENY */
    int numberOf(long permissionId) {
        Integer number = numbers.get(permissionId);
        if (number == null) {
            throw new IllegalStateException("The permission " + permissionId + " is referred to and does not exist");
        }
        return number;
    }

    int size() {
        return numbers.size();
    }

    /** The numbers of the permissions that a wildcard covers. Not to be changed. */
    long[] coveredBy(String wildcard) {
        return covered.computeIfAbsent(wildcard, this::cover);
    }

    private long[] cover(String wildcard) {
        long[] bits = Bits.NONE;
        for (Map.Entry<String, Integer> permission : names.entrySet()) {
            if (What.covers(wildcard, permission.getKey())) {
                bits = Bits.with(bits, permission.getValue());
            }
        }
        return bits;
    }
}
