package io.tiergate.nodes;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One {@link NodeApplication} in a process of its own. Safe for use by many threads. */
final class Node {

    /** The exit code of a node that {@link #changeAndCrash}. */
    static final int CRASHED = 42;

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();

    private final String name;
    private final Process process;
    private final Path output;
    private int port;

    /** The process has been started, and writes into that file. */
    Node(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    void awaitReady() {
        Instant deadline = Instant.now().plus(START);
        while (port == 0) {
            port = output().lines()
                    .filter(line -> line.startsWith(NodeApplication.READY))
                    .map(line -> Integer.parseInt(line.substring(NodeApplication.READY.length())))
                    .findFirst()
                    .orElse(0);
            if (port == 0 && (!process.isAlive() || Instant.now().isAfter(deadline))) {
                throw new IllegalStateException("Node " + name + " does not start:\n" + output());
            }
            Waiting.moment();
        }
    }

    /** The decision, or empty where the node says that it cannot know. */
    Optional<Decision> ask(AccessRequest request) {
        return decision(send(question(request)));
    }

    /** Sends the question, and leaves it to the node when to answer. */
    CompletableFuture<Optional<Decision>> asking(AccessRequest request) {
        return CLIENT.sendAsync(question(request), BodyHandlers.ofString()).thenApply(Node::decision);
    }

    /**
     * Makes the change.
     *
     * @return the revision that it has given to its tenant; 0 if it changed nothing, or was refused
     */
    long change(Change change) {
        HttpResponse<String> response = send(post("/change", change));
        return switch (response.statusCode()) {
            case 200 -> Long.parseLong(response.body());
            case 409 -> 0;
            default ->
                throw new IllegalStateException(
                        change + " at node " + name + " is answered by " + response + " " + response.body());
        };
    }

    /** Makes the change, and ends the process right after the commit. */
    void changeAndCrash(Change change) {
        try {
            HttpResponse<String> response = CLIENT.send(post("/change-and-crash", change), BodyHandlers.ofString());
            throw new IllegalStateException(
                    change + " at node " + name + " is answered by " + response + " " + response.body());
        } catch (IOException expected) {
            awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != CRASHED) {
            throw new IllegalStateException("Node " + name + " has ended otherwise, with " + process.exitValue());
        }
    }

    /**
     * Returns when the node has taken all connections of its pool.
     *
     * @return done when it has given them back
     */
    CompletableFuture<Void> holdAllConnections(Duration duration) {
        long before = timesHeld();
        HttpRequest request = HttpRequest.newBuilder(uri("/hold", Map.of("millis", Long.toString(duration.toMillis()))))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        CompletableFuture<Void> released = CLIENT.sendAsync(request, BodyHandlers.ofString())
                .thenAccept(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(response + " " + response.body());
                    }
                });
        Waiting.forThis(
                "node " + name + " holds all its connections", ANSWER, () -> timesHeld() > before || released.isDone());
        if (released.isCompletedExceptionally()) {
            released.join();
        }
        return released;
    }

    /** The operating system stops it where it is. Its connections stay. */
    void pause() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    /** Without a word to anybody, also when it is paused. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    static Revision revision(String text) {
        String[] numbers = text.split("/");
        return new Revision(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    private static Optional<Decision> decision(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 200 -> {
                String[] words = response.body().split(" ");
                if (words.length != 2) {
                    throw new IllegalStateException(response + " is no answer: '" + response.body() + "'");
                }
                yield Optional.of(new Decision(Decision.Code.valueOf(words[0]), revision(words[1])));
            }
            case 503 -> Optional.empty();
            default -> throw new IllegalStateException(response + " " + response.body());
        };
    }

    private HttpRequest question(AccessRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of(
                "tenant", request.tenant().key(),
                "subject", request.subject().type() + ":" + request.subject().id(),
                "permission", request.permission()));
        if (request.atLeast() != null) {
            parameters.put("atLeast", request.atLeast().toString());
        }
        return HttpRequest.newBuilder(uri("/check", parameters)).timeout(ANSWER).build();
    }

    private HttpRequest post(String path, Change change) {
        Map<String, String> parameters = Map.of("change", change.toString(), "reason", change.toString());
        return HttpRequest.newBuilder(uri(path, parameters))
                .timeout(ANSWER)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private URI uri(String path, Map<String, String> parameters) {
        return URI.create("http://127.0.0.1:" + port + path + "?"
                + parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("Node " + name + " does not answer " + request, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder(List.of("kill", signal, Long.toString(process.pid())))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + " of node " + name + " ends with " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long timesHeld() {
        return output().lines().filter(NodeController.ALL_HELD::equals).count();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Node " + name + " does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
