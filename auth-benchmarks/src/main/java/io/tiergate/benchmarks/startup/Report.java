package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.Start;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The measured starts as text. */
final class Report {

    private static final int STEPS_SHOWN = 40;

    private final Options options;
    private final List<Start> without;
    private final List<Start> with;

    Report(Options options, List<Start> without, List<Start> with) {
        this.options = options;
        this.without = without;
        this.with = with;
    }

    void print(PrintStream out) {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                Locale.ROOT,
                "Start of a small application (web, security, JPA, Flyway, H2) on %s. %d runs each. JDK %s, %d processors,"
                        + " load %.1f at the end.%n%n",
                options.migrated() ? "a database that an earlier start has migrated" : "an empty database",
                options.runs(),
                Runtime.version(),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage());
        out.println(
                "| ms | machine to ready, median | least | Spring Boot's own, median | least | processor, median | beans |");
        out.println("| --- | --- | --- | --- | --- | --- | --- |");
        row(out, "without Tiergate", without);
        row(out, "with Tiergate", with);
        out.printf(
                Locale.ROOT,
                "| Tiergate adds | %+.0f (%.2f times) | %+.0f | %+.0f (%.2f times) | %+.0f | %+.0f | %+d |%n",
                median(with, Start::ready) - median(without, Start::ready),
                median(with, Start::ready) / median(without, Start::ready),
                least(with, Start::ready) - least(without, Start::ready),
                median(with, Start::taken) - median(without, Start::taken),
                median(with, Start::taken) / median(without, Start::taken),
                least(with, Start::taken) - least(without, Start::taken),
                median(with, Start::processor) - median(without, Start::processor),
                with.get(0).beans() - without.get(0).beans());
        if (options.steps()) {
            steps(out);
        }
    }

    private static void row(PrintStream out, String name, List<Start> starts) {
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %d |%n",
                name,
                median(starts, Start::ready),
                least(starts, Start::ready),
                median(starts, Start::taken),
                least(starts, Start::taken),
                median(starts, Start::processor),
                starts.get(0).beans());
    }

    /** Where the milliseconds go: steps by what Tiergate adds to them. */
    private void steps(PrintStream out) {
        Set<String> names = new TreeSet<>();
        with.forEach(start -> names.addAll(start.steps().keySet()));
        out.printf(
                Locale.ROOT,
                "%n| step, without those inside it | without ms | with ms | added |%n| --- | --- | --- | --- |%n");
        names.stream()
                .map(name -> new Step(name, median(without, own(name)), median(with, own(name))))
                .sorted(Comparator.comparingDouble(Step::added).reversed())
                .limit(STEPS_SHOWN)
                .forEach(step -> out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %+.1f |%n",
                        step.name(),
                        step.without(),
                        step.with(),
                        step.added()));
    }

    private record Step(String name, double without, double with) {

        double added() {
            return with - without;
        }
    }

    private static Function<Start, Duration> own(String step) {
        return start -> start.steps().getOrDefault(step, Duration.ZERO);
    }

    private static double median(List<Start> starts, Function<Start, Duration> figure) {
        double[] sorted = sorted(starts, figure);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double least(List<Start> starts, Function<Start, Duration> figure) {
        return sorted(starts, figure)[0];
    }

    private static double[] sorted(List<Start> starts, Function<Start, Duration> figure) {
        return starts.stream()
                .map(figure)
                .mapToDouble(duration -> duration.toNanos() / 1e6)
                .sorted()
                .toArray();
    }
}
