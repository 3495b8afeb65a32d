package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoundGuardsTest {

    private final FoundGuards found = new FoundGuards();

    private static PermissionGuard guard(String permission) {
        return new PermissionGuard(new NeededPermission(permission, null));
    }

    /** Each call gives another object for the same method. */
    private static Method method() {
        return IntStream.class.getMethods()[0];
    }

    @Test
    void aMethodFindsWhatWasKeptForItAndItsClass() {
        Map<Method, PermissionGuard> kept = new HashMap<>();
        for (Method method : IntStream.class.getMethods()) {
            PermissionGuard guard = guard(method.toString());
            kept.put(method, guard);
            found.keep(method, IntStream.class, guard);
        }

        assertThat(kept).hasSizeGreaterThan(40);
        kept.forEach((method, guard) -> {
            assertThat(found.find(method, IntStream.class)).isSameAs(guard);
            assertThat(found.find(method, Object.class)).isNull();
        });
    }

    @Test
    void oneMethodOfTwoClassesIsTwo() {
        Method method = method();
        PermissionGuard here = guard("here");
        PermissionGuard there = guard("there");
        found.keep(method, String.class, here);
        found.keep(method, Integer.class, there);

        assertThat(found.find(method, String.class)).isSameAs(here);
        assertThat(found.find(method, Integer.class)).isSameAs(there);
    }

    @Test
    void whoAsksWithANewObjectEachTimeDoesNotFillTheMemory() {
        PermissionGuard guard = guard("a");
        Method last = null;
        for (int i = 0; i < 20_000; i++) {
            last = method();
            found.keep(last, IntStream.class, guard);
        }

        assertThat(found.find(last, IntStream.class))
                .as("what is over the bound is not kept")
                .isNull();
    }
}
