package io.tiergate.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Subject;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** The facade in a process of its own: without Spring, without a database, without anything that is optional. */
class PlainMainTest {

    @Test
    void theCoreAloneIsEnough(@TempDir Path folder) throws Exception {
        Path program = Files.createDirectories(folder.resolve("io/tiergate/memory"));
        String file = PlainMain.class.getSimpleName() + ".class";
        Files.copy(Path.of(where(PlainMain.class)).resolve("io/tiergate/memory").resolve(file), program.resolve(file));
        String classPath = Stream.of(
                        folder.toUri(),
                        where(Subject.class),
                        where(Caffeine.class),
                        where(Nullable.class),
                        where(JsonFactory.class))
                .map(entry -> Path.of(entry).toString())
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        PlainMain.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip())
                .isEqualTo("true false {folder:plans=[document.read, document.write], document:42=[document.read]}");
    }

    private static URI where(Class<?> type) throws Exception {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }
}
