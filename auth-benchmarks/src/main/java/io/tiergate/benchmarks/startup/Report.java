package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.Start;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The measured starts as text.
 *
 * @param plain the application with nothing guarded
 * @param secured the same, guarded by Spring Security
 * @param guarded the same, guarded by Tiergate, which turns on Spring Security's guards too
 * @param alone the same, guarded by Tiergate only
 */
record Report(Options options, Application plain, Application secured, Application guarded, Application alone) {

    private static final int STEPS_SHOWN = 40;

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
        row(out, plain);
        row(out, secured);
        row(out, guarded);
        row(out, alone);
        difference(out, "method security adds", plain, secured);
        difference(out, "Tiergate adds", plain, guarded);
        difference(out, "Tiergate adds to method security", secured, guarded);
        difference(out, "Tiergate without method security adds", plain, alone);
        if (options.steps()) {
            steps(out);
        }
    }

    private static void row(PrintStream out, Application application) {
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %d |%n",
                application.name(),
                application.median(Start::ready),
                application.least(Start::ready),
                application.median(Start::taken),
                application.least(Start::taken),
                application.median(Start::processor),
                application.beans());
    }

    private static void difference(PrintStream out, String name, Application without, Application with) {
        out.printf(
                Locale.ROOT,
                "| %s | %+.0f (%.2f times) | %+.0f | %+.0f (%.2f times) | %+.0f | %+.0f | %+d |%n",
                name,
                with.median(Start::ready) - without.median(Start::ready),
                with.median(Start::ready) / without.median(Start::ready),
                with.least(Start::ready) - without.least(Start::ready),
                with.median(Start::taken) - without.median(Start::taken),
                with.median(Start::taken) / without.median(Start::taken),
                with.least(Start::taken) - without.least(Start::taken),
                with.median(Start::processor) - without.median(Start::processor),
                with.beans() - without.beans());
    }

    /** Where the milliseconds go: steps by what Tiergate adds to them. */
    private void steps(PrintStream out) {
        Set<String> names = new TreeSet<>();
        guarded.starts().forEach(start -> names.addAll(start.steps().keySet()));
        out.printf(
                Locale.ROOT,
                "%n| step, without those inside it | without ms | with method security ms | with Tiergate ms | Tiergate adds |%n"
                        + "| --- | --- | --- | --- | --- |%n");
        names.stream()
                .map(name ->
                        new Step(name, plain.median(own(name)), secured.median(own(name)), guarded.median(own(name))))
                .sorted(Comparator.comparingDouble(Step::added).reversed())
                .limit(STEPS_SHOWN)
                .forEach(step -> out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f | %+.1f |%n",
                        step.name(),
                        step.plain(),
                        step.secured(),
                        step.guarded(),
                        step.added()));
    }

    private record Step(String name, double plain, double secured, double guarded) {

        double added() {
            return guarded - plain;
        }
    }

    private static Function<Start, Duration> own(String step) {
        return start -> start.steps().getOrDefault(step, Duration.ZERO);
    }
}
