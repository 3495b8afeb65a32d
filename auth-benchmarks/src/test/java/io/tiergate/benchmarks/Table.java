package io.tiergate.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What was measured, as a table in Markdown. */
final class Table {

    private final Section section;
    private final List<RunResult> results;
    private final Set<String> parameters = new LinkedHashSet<>();

    Table(Section section, Collection<RunResult> results) {
        this.section = section;
        this.results = List.copyOf(results);
        results.forEach(result -> parameters.addAll(result.getParams().getParamsKeys()));
    }

    void print(PrintStream out) {
        out.printf("%n## %s%n%n", section.title());
        List<String> heads = new ArrayList<>(List.of("what"));
        heads.addAll(parameters);
        heads.add(unit() + ", median");
        heads.add(sampled() ? "99 %" : "least to most");
        heads.add("B/op");
        heads.add("× " + section.measure());
        row(out, heads);
        row(out, heads.stream().map(head -> "---").toList());
        results.forEach(result -> row(out, cells(result)));
    }

    private List<String> cells(RunResult result) {
        List<String> cells = new ArrayList<>();
        cells.add(name(result));
        for (String parameter : parameters) {
            String value = result.getParams().getParam(parameter);
            cells.add(value == null ? "" : value);
        }
        Statistics times = times(result);
        cells.add(figure(median(result)));
        cells.add(
                sampled() ? figure(times.getPercentile(99)) : figure(times.getMin()) + " to " + figure(times.getMax()));
        cells.add(allocated(result));
        cells.add(figure(median(result) / median(measureFor(result))));
        return cells;
    }

    /** The run that this one is compared with: of those of the measure, the one with the most equal parameters. */
    private RunResult measureFor(RunResult result) {
        RunResult best = null;
        for (RunResult candidate : results) {
            if (name(candidate).equals(section.measure())
                    && (best == null || alike(candidate, result) > alike(best, result))) {
                best = candidate;
            }
        }
        return best == null ? results.get(0) : best;
    }

    private long alike(RunResult one, RunResult other) {
        BenchmarkParams mine = one.getParams();
        BenchmarkParams others = other.getParams();
        return parameters.stream()
                .filter(parameter -> mine.getParam(parameter) != null
                        && mine.getParam(parameter).equals(others.getParam(parameter)))
                .count();
    }

    private boolean sampled() {
        return section.mode() == Mode.SampleTime;
    }

    private String unit() {
        return switch (section.unit()) {
            case NANOSECONDS -> "ns";
            case MICROSECONDS -> "µs";
            default -> "ms";
        };
    }

    /** Class and method. */
    private static String name(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.");
        return parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static Statistics times(RunResult result) {
        return result.getPrimaryResult().getStatistics();
    }

    private static double median(RunResult result) {
        return times(result).getPercentile(50);
    }

    private static String allocated(RunResult result) {
        return result.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith("gc.alloc.rate.norm"))
                .map(name -> String.format(
                        Locale.ROOT,
                        "%,.0f",
                        result.getSecondaryResults().get(name).getScore()))
                .findFirst()
                .orElse("");
    }

    /** With as many digits as a noisy machine deserves. */
    private static String figure(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static void row(PrintStream out, List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
    }
}
