package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a host tells its own Flyway by its surroundings is not for ours: tried in a process of its own. */
class NothingInheritedTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "url", "jdbc:h2:mem:elsewhere",
            "locations", "classpath:nowhere",
            "table", "somebody_elses",
            "schemas", "somewhere",
            "baselineVersion", "99",
            "target", "0",
            "skipExecutingMigrations", "true",
            "callbacks", "io.tiergate.schema.NothingInheritedTest$NoCallback");

    /** The process. */
    public static final class Host {

        public static void main(String[] arguments) {
            DriverManagerDataSource dataSource =
                    new DriverManagerDataSource("jdbc:h2:mem:host;DB_CLOSE_DELAY=-1", "sa", "");
            int ran = new SchemaMigration(dataSource).migrate();
            new SchemaMigration(dataSource).validate();
            String history = new JdbcTemplate(dataSource)
                    .queryForList(
                            "SELECT \"version\" FROM PUBLIC.\"tiergate_schema_history\" WHERE \"version\" IS NOT NULL"
                                    + " ORDER BY \"installed_rank\"",
                            String.class)
                    .toString();
            System.out.println("ran " + ran + " " + history);
        }
    }

    @Test
    void fromEnvironmentOrConfigurationFiles(@TempDir Path directory) throws IOException, InterruptedException {
        StringBuilder file = new StringBuilder();
        StringBuilder toml = new StringBuilder("[flyway]\n");
        SETTINGS.forEach((name, value) -> {
            file.append("flyway.").append(name).append('=').append(value).append('\n');
            toml.append(name).append(" = \"").append(value).append("\"\n");
        });
        Files.createDirectories(directory.resolve("conf"));
        for (String place : List.of("", "conf/")) {
            Files.writeString(directory.resolve(place + "flyway.conf"), file);
            Files.writeString(directory.resolve(place + "flyway.toml"), toml);
        }
        ProcessBuilder process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Duser.home=" + directory,
                        Host.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        SETTINGS.forEach((name, value) -> process.environment()
                .put("FLYWAY_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT), value));
        Process host = process.start();
        String output = new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(host.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("ran " + Script.ALL.size() + " ["
                        + "0, "
                        + String.join(
                                ", ",
                                Script.ALL.stream()
                                        .map(script -> String.valueOf(script.version()))
                                        .toList())
                        + "]");
    }
}
