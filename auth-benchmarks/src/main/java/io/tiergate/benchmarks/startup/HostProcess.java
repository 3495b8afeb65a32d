package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts one of the applications, each time in a new virtual machine. */
final class HostProcess implements AutoCloseable {

    private final List<String> command = new ArrayList<>();
    private final Path directory;

    HostProcess(Class<?> application, String classPath, Options options, String... arguments) throws IOException {
        directory = Files.createTempDirectory("startup-cost");
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                application.getName(),
                "--spring.datasource.url="
                        + (options.migrated() ? "jdbc:h2:file:" + directory.resolve("host") : "jdbc:h2:mem:host")));
        command.addAll(List.of(arguments));
        if (options.steps()) {
            command.add(Start.STEPS);
        }
    }

    Start start() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.add(line);
            }
        }
        process.waitFor();
        return Start.parse(output);
    }

    /** Removes the database. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
