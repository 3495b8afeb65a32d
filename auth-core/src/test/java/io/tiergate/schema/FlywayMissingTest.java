package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A class path without Flyway, or without its module for the database. */
class FlywayMissingTest {

    /** Calls a method of another {@code SchemaMigration}, that of a class path without some jars. */
    private static void call(String method, String missingJar, DataSource dataSource) throws Throwable {
        try (URLClassLoader without = without(missingJar)) {
            Class<?> type = without.loadClass(SchemaMigration.class.getName());
            type.getMethod(method).invoke(type.getConstructor(DataSource.class).newInstance(dataSource));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static URLClassLoader without(String missingJar) throws IOException {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith(missingJar)) {
                jars.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static String remedy(Throwable failure) throws ReflectiveOperationException {
        return (String) failure.getClass().getMethod("remedy").invoke(failure);
    }

    @ParameterizedTest
    @EnumSource
    void isNamedWithItsArtifact(TestDatabase type) throws ReflectiveOperationException {
        try (FreshDatabase database = type.fresh()) {
            Throwable failure = catchThrowable(() -> call("migrate", "flyway-", database.dataSource()));

            assertThat(failure).hasMessage("Tiergate makes its tables with Flyway, which is not on the class path.");
            assertThat(remedy(failure)).isEqualTo("""
                    Do one of these:
                    - Add org.flywaydb:flyway-core. (auth-spring-boot-starter brings it; look for an exclusion.)
                    - Make the tables with another tool, and set tiergate.schema.mode=validate.""");
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL,flyway-database-postgresql", "MARIADB,flyway-mysql"})
    void isNamedWithTheArtifactForTheDatabase(TestDatabase type, String artifact) throws ReflectiveOperationException {
        try (FreshDatabase database = type.fresh()) {
            Throwable failure = catchThrowable(() -> call("migrate", artifact, database.dataSource()));

            assertThat(failure)
                    .hasMessage("Tiergate makes its tables with Flyway, whose module for " + type.vendor()
                            + " is not on the class path.");
            assertThat(remedy(failure)).contains("\n- Add org.flywaydb:" + artifact + ".");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotHinderValidation(TestDatabase type) throws Throwable {
        try (FreshDatabase database = type.fresh()) {
            new SchemaMigration(database.dataSource()).migrate();

            call("validate", "flyway-", database.dataSource());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void doesNotMatterWhereItIsOfAnotherDatabase(TestDatabase type) throws Throwable {
        try (FreshDatabase database = type.fresh()) {
            call("migrate", "flyway-database-postgresql", database.dataSource());

            new SchemaMigration(database.dataSource()).validate();
        }
    }
}
