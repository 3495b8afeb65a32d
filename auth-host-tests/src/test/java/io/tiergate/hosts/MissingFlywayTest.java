package io.tiergate.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Class paths with less of Flyway on them than the starter brings. */
@ExtendWith(OutputCaptureExtension.class)
class MissingFlywayTest {

    private static final List<String> ALL_OF_FLYWAY =
            List.of("flyway-", "spring-boot-flyway", "spring-boot-starter-flyway");

    @TempDir
    private Path directory;

    @Test
    void withoutFlywayTheStartFailsAndSaysSo(CapturedOutput output) throws Exception {
        assertThat(StartWithout.jars(ALL_OF_FLYWAY, "spring.datasource.url=" + url()))
                .isFalse();

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Flyway, which is not on the class path")
                .contains("org.flywaydb:flyway-core")
                .contains("tiergate.schema.mode=validate");
    }

    @Test
    void flywayIsNotNeededWhereAnotherToolMakesTheTables() throws Exception {
        new SchemaMigration(new DriverManagerDataSource(url())).migrate();

        for (String mode : List.of("validate", "none")) {
            assertThat(StartWithout.jars(
                            ALL_OF_FLYWAY, "spring.datasource.url=" + url(), "tiergate.schema.mode=" + mode))
                    .isTrue();
        }
    }

    @Test
    void springBootsSupportForFlywayIsNotNeeded() throws Exception {
        assertThat(StartWithout.jars(
                        List.of("spring-boot-flyway", "spring-boot-starter-flyway"), "spring.datasource.url=" + url()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, flyway-database-postgresql", "MARIADB, flyway-mysql"})
    void withoutTheModuleForTheDatabaseTheStartFailsAndNamesIt(
            TestDatabase type, String artifact, CapturedOutput output) throws Exception {
        try (FreshDatabase database = type.fresh()) {
            assertThat(StartWithout.jars(
                            List.of(artifact),
                            "spring.flyway.enabled=false",
                            "spring.datasource.url=" + database.url(),
                            "spring.datasource.username=" + database.username(),
                            "spring.datasource.password=" + database.password()))
                    .isFalse();
        }
        assertThat(output).contains("APPLICATION FAILED TO START").contains("org.flywaydb:" + artifact);
    }

    private String url() {
        return "jdbc:h2:file:" + directory.resolve("database") + ";USER=sa";
    }
}
