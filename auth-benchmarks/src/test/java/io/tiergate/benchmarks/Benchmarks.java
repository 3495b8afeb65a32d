package io.tiergate.benchmarks;

import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.benchmarks.lists.Lists;
import io.tiergate.benchmarks.memory.Memory;
import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks, each in a virtual machine of its own, and prints their tables. */
public final class Benchmarks {

    private static final Logger LOG = System.getLogger(Benchmarks.class.getName());

    private final Choice choice;
    private final PrintStream out;

    private Benchmarks(Choice choice, PrintStream out) {
        this.choice = choice;
        this.out = out;
    }

    public static void main(String... arguments) {
        Choice choice;
        try {
            choice = Choice.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        // Room for a million users' tables, as a database of that size has it.
        System.setProperty(TestDatabase.SHARED_BUFFERS, "2GB");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status = 0;
        try {
            new Benchmarks(choice, out).run();
        } catch (Exception failure) {
            LOG.log(Level.ERROR, "The benchmarks have failed.", failure);
            status = 1;
        }
        // A database server would keep the virtual machine alive; it is stopped when this ends.
        System.exit(status);
    }

    private void run() throws IOException, InterruptedException, RunnerException, SQLException {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                Locale.ROOT,
                "JDK %s (%s), %d processors, load %.1f at the start.%s%n",
                Runtime.version(),
                System.getProperty("java.vendor"),
                machine.getAvailableProcessors(),
                machine.getSystemLoadAverage(),
                choice.quick() ? " A quick look: no figure is to be trusted." : "");
        for (Section section : Section.values()) {
            if (choice.has(section.option())) {
                measure(section, filled(section));
            }
        }
        if (choice.has(Choice.LISTS)) {
            Lists.print(choice.databases(), choice.users(), choice.quick(), out);
        }
        if (choice.has(Choice.MEMORY)) {
            List<Integer> users = choice.users();
            Memory.print(choice.quick() ? 10 : 100, users.get(users.size() - 1), choice.quick() ? 1 : 10, out);
        }
        out.printf(Locale.ROOT, "%nLoad %.1f at the end.%n", machine.getSystemLoadAverage());
    }

    /** Fills the databases that are still empty, here, so that it is done once. */
    private List<String> filled(Section section) {
        List<String> arguments = new ArrayList<>();
        for (TestDatabase database : databases(section)) {
            // That of H2 lasts as long as its process: each has its own.
            if (database != TestDatabase.H2) {
                for (int users : choice.users()) {
                    arguments.addAll(LoadedDatabase.with(database, users).arguments());
                }
            }
        }
        return arguments;
    }

    private void measure(Section section, List<String> arguments) throws IOException, RunnerException {
        Path log = Files.createTempFile("benchmarks-" + section.option(), ".log");
        System.err.println(section.title() + ": " + log + " tells how far it is.");
        Collection<RunResult> results =
                new Runner(options(section, arguments).output(log.toString()).build()).run();
        new Table(section, results).print(out);
    }

    private ChainedOptionsBuilder options(Section section, List<String> arguments) {
        TimeValue iteration = choice.quick() ? TimeValue.milliseconds(200) : TimeValue.seconds(1);
        ChainedOptionsBuilder options = new OptionsBuilder().include(section.benchmarks());
        if (!databases(section).isEmpty()) {
            options.param("database", names(databases(section))).param("users", names(choice.users()));
        }
        return options.mode(section.mode())
                .timeUnit(section.unit())
                .forks(1)
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .warmupIterations(choice.quick() ? 2 : 3)
                .warmupTime(iteration)
                .measurementIterations(choice.quick() ? 2 : 5)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    private List<TestDatabase> databases(Section section) {
        return switch (section) {
            case COLD -> choice.databases();
            case CHANGES -> List.of(TestDatabase.POSTGRESQL);
            default -> List.of();
        };
    }

    private static String[] names(List<?> values) {
        return values.stream().map(String::valueOf).toArray(String[]::new);
    }
}
