package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.Start;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One of the applications that are compared, and its starts so far. */
final class Application implements AutoCloseable {

    private final String name;
    private final HostProcess process;
    private final List<Start> starts = new ArrayList<>();

    /**
     * @param name as the report says it
     * @param arguments what it is started with
     */
    Application(String name, Class<?> host, String classPath, Options options, String... arguments) throws IOException {
        this.name = name;
        process = new HostProcess(host, classPath, options, arguments);
    }

    /** A start that makes the database, and does not count. */
    void prepare() throws IOException, InterruptedException {
        process.start();
    }

    void start() throws IOException, InterruptedException {
        starts.add(process.start());
    }

    String name() {
        return name;
    }

    List<Start> starts() {
        return starts;
    }

    int beans() {
        return starts.get(0).beans();
    }

    /** In milliseconds. */
    double median(Function<Start, Duration> figure) {
        double[] sorted = sorted(figure);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** In milliseconds. */
    double least(Function<Start, Duration> figure) {
        return sorted(figure)[0];
    }

    private double[] sorted(Function<Start, Duration> figure) {
        return starts.stream()
                .map(figure)
                .mapToDouble(duration -> duration.toNanos() / 1e6)
                .sorted()
                .toArray();
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
