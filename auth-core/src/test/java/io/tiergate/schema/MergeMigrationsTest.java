package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, in a virtual machine of its own with nothing but this library on the class path. */
class MergeMigrationsTest {

    private static final Path LIBRARY = Path.of("target", "classes").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void needsNothingButThisLibrary() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(directory.resolve("src/main/resources/db/migration"));
        Files.writeString(folder.resolve("V5__a.sql"), "SELECT 1;\n");
        Files.createDirectories(directory.resolve("src/main/java/db/migration"));
        String[] command = {"postgresql", "src/main/resources/db/migration", "src/main/java/db/migration"};

        Run first = run(command);
        Run second = run(command);

        assertThat(first.code()).isZero();
        assertThat(first.output())
                .hasSize(Script.ALL.size())
                .first()
                .isEqualTo("Wrote src/main/resources/db/migration/V6__tiergate_three_tiers.sql");
        assertThat(folder.resolve("V6__tiergate_three_tiers.sql")).exists();
        assertThat(second)
                .isEqualTo(new Run(
                        0,
                        List.of(
                                "Nothing to write: 'src/main/resources/db/migration' has Tiergate's tables for postgresql up"
                                        + " to schema " + Script.latestVersion() + ".")));
    }

    @Test
    void endsWithOneLineAndOneIfItCannot() throws IOException, InterruptedException {
        assertThat(run("postgresql", "nowhere"))
                .isEqualTo(new Run(
                        1,
                        List.of("There is no folder '" + directory.toRealPath().resolve("nowhere")
                                + "'. Name the one that the migrations of the application are in, or create it.")));
    }

    @Test
    void printsAllScriptsOrThoseFromAVersionOn() throws IOException {
        MigrationFolder later = new MigrationFolder(directory);
        String more = "-- Tiergate schema 2 (mariadb)\n\n" + "CREATE TABLE tiergate_more_2 (id bigint NOT NULL);\n";

        String all = printed(later, "print", "mariadb");

        assertThat(all).startsWith("-- Tiergate schema 1 (mariadb)\n\n").endsWith("\n\n" + more);
        assertThat(printed(later, "print", "mariadb", "1")).isEqualTo(all);
        assertThat(printed(later, "print", "mariadb", "2")).isEqualTo(more);
    }

    private static String printed(MigrationFolder later, String... arguments) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new MergeMigrations(
                        later.library(2), MigrationFolder.NOW, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(arguments);
        return printed.toString(StandardCharsets.UTF_8);
    }

    private record Run(int code, List<String> output) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                LIBRARY.toString(),
                MergeMigrations.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.lines().toList());
    }
}
