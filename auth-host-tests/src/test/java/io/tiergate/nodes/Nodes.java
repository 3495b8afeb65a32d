package io.tiergate.nodes;

import io.tiergate.testing.FreshDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** The processes of a test. Closing it ends them all, in whatever state they are. */
final class Nodes implements AutoCloseable {

    /** So much of the output of a node is shown when a test fails. */
    private static final int SHOWN = 20_000;

    private final FreshDatabase database;
    private final Path directory;
    private final List<Node> all = new ArrayList<>();

    Nodes(FreshDatabase database) {
        this.database = database;
        try {
            directory = Files.createTempDirectory("tiergate-nodes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A paused process does not notice that its parent is gone.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> all.forEach(Node::kill)));
    }

    Node start(Settings settings) {
        Node node = launch(settings);
        node.awaitReady();
        return node;
    }

    /** Starts it, without waiting until it is ready. */
    Node launch(Settings settings) {
        return launch(settings, Settings.port(database));
    }

    /** The same, with the database behind a gate. */
    Node launch(Settings settings, Gate gate) {
        return launch(settings, gate.port());
    }

    /** What the nodes have written. */
    String output() {
        return all.stream()
                .map(node -> "Node " + node + ":\n" + last(node.output()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        all.forEach(Node::kill);
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node launch(Settings settings, int databasePort) {
        String name = Character.toString('A' + all.size());
        Path output = directory.resolve(name);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NodeApplication.class.getName()));
        command.addAll(settings.arguments(database, databasePort));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Node node = new Node(name, process, output);
            all.add(node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String last(String output) {
        return output.substring(Math.max(0, output.length() - SHOWN));
    }
}
