package io.tiergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark for a moment. Each fails by itself if it answers wrongly. */
class BenchmarksTest {

    @BeforeAll
    static void doNotWaitForOtherBuilds() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @ParameterizedTest
    @EnumSource
    void everyBenchmarkRunsAndAnswersRightly(Section section) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(section.benchmarks())
                        .mode(section.mode())
                        .timeUnit(section.unit())
                        .param("held", "10")
                        .param("users", "1000")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Table(section, results).print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark())
                .contains(all().stream()
                        .filter(name -> name.matches(section.benchmarks() + ".*"))
                        .toArray(String[]::new));
        assertThat(printed.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.matches("\\| [A-Z].*[0-9] \\|")))
                .as(printed.toString(StandardCharsets.UTF_8))
                .hasSameSizeAs(results)
                .anyMatch(line -> line.startsWith("| " + section.measure() + " |") && line.endsWith("| 1.00 |"));
    }

    @Test
    void everyBenchmarkIsInOneTable() {
        assertThat(all())
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(Section.values())
                        .filteredOn(section -> name.matches(section.benchmarks() + ".*"))
                        .hasSize(1));
    }

    private static List<String> all() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .toList();
    }
}
