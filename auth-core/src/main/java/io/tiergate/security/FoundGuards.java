package io.tiergate.security;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The guards of the methods that were asked about, by the object that is asked with: a proxy asks with the same one at each
 * call, so that looking it up needs no name and no comparison. Grows by copies, which readers see as a whole.
 *
 * <p>Others may ask with a new object each time. So what is over a bound is not kept, and looked up again.
 */
final class FoundGuards {

    private static final int MOST = 4_096;

    private volatile @Nullable Found[] table = new Found[64];
    // Under the lock of this object.
    private int size;

    private record Found(Method method, Class<?> beanClass, PermissionGuard guard) {}

    /** Null if it was not found before. */
    @Nullable
    PermissionGuard find(Method method, Class<?> beanClass) {
        @Nullable Found[] now = table;
        int mask = now.length - 1;
        int place = System.identityHashCode(method) & mask;
        for (Found found = now[place]; found != null; found = now[place]) {
            if (found.method == method && found.beanClass == beanClass) {
                return found.guard;
            }
            place = (place + 1) & mask;
        }
        return null;
    }

    synchronized void keep(Method method, Class<?> beanClass, PermissionGuard guard) {
        if (size == MOST || find(method, beanClass) != null) {
            return;
        }
        size++;
        // A quarter full at most, so that the first look nearly always is the only one.
        @Nullable Found[] grown = new Found[Math.max(table.length, Integer.highestOneBit(size) * 8)];
        for (Found found : table) {
            if (found != null) {
                put(grown, found);
            }
        }
        put(grown, new Found(method, beanClass, guard));
        table = grown;
    }

    private static void put(@Nullable Found[] table, Found added) {
        int mask = table.length - 1;
        int place = System.identityHashCode(added.method) & mask;
        while (table[place] != null) {
            place = (place + 1) & mask;
        }
        table[place] = added;
    }
}
