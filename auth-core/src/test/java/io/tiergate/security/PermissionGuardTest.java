package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.security.RequiresPermission.Mode;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether holding certain permissions is enough. */
class PermissionGuardTest {

    private final PermissionGuards guards = new PermissionGuards();

    static class Guarded {

        @RequiresPermission("p1")
        public void one() {}

        @RequiresPermission({"p1", "p2"})
        public void all() {}

        @RequiresPermission(
                value = {"p1", "p2"},
                mode = Mode.ANY)
        @RequiresPermission("p3")
        public void anyAndOne() {}

        @RequiresPermission(value = "p1", on = "document:{id}")
        public void onAResource(String id) {}
    }

    @ParameterizedTest
    @CsvSource({
        "one, p1, true",
        "one, p2, false",
        "all, p1, false",
        "all, p1 p2, true",
        "anyAndOne, p2, false",
        "anyAndOne, p3, false",
        "anyAndOne, p2 p3, true",
        "onAResource, p1, false"
    })
    void isSaidWithoutAskingAnybody(String method, String held, boolean enough) throws NoSuchMethodException {
        Class<?>[] parameters = method.equals("onAResource") ? new Class<?>[] {String.class} : new Class<?>[0];
        PermissionGuard guard = guards.guardOf(Guarded.class.getMethod(method, parameters), Guarded.class);

        assertThat(guard).isNotNull();
        assertThat(guard.isMetBy(Set.of(held.split(" "))::contains)).isEqualTo(enough);
    }
}
