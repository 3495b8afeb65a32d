package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Tenant;
import io.tiergate.store.TenantRow;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class ClassLoadersTest {

    /** As when classes of the application are loaded anew while it runs, and those of libraries are not. */
    @Test
    void rowsAreAddedUnderAThreadWithAClassLoaderOfItsOwn() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader restarted = new URLClassLoader(new URL[0], before);
                JpaStoreFixture fixture = StoreFixture.on(TestDatabase.H2)) {
            thread.setContextClassLoader(restarted);

            TenantRow added =
                    fixture.store().write(() -> fixture.store().tenants().insert(Tenant.of("added")));

            assertThat(added.tenant()).isEqualTo(Tenant.of("added"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
