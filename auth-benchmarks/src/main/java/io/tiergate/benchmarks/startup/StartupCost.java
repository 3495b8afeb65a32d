package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.GuardedHost;
import io.tiergate.benchmarks.startup.host.PlainHost;
import io.tiergate.benchmarks.startup.host.Start;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a small application, in a new virtual machine each time, with Tiergate and without it in turn, and prints what
 * Tiergate adds.
 */
public final class StartupCost {

    private final Options options;
    private final PrintStream out;

    StartupCost(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        new StartupCost(options, System.out).measure();
    }

    void measure() throws IOException, InterruptedException {
        HostProcess without = new HostProcess(PlainHost.class, ClassPath.withoutTiergate(), options);
        HostProcess with = new HostProcess(GuardedHost.class, ClassPath.withTiergate(), options);
        List<Start> plain = new ArrayList<>();
        List<Start> guarded = new ArrayList<>();
        try (without;
                with) {
            if (options.migrated()) {
                without.start();
                with.start();
            }
            // In turn, so that a machine that gets slower or faster does so for both.
            for (int run = 0; run < options.runs(); run++) {
                plain.add(without.start());
                guarded.add(with.start());
            }
        }
        new Report(options, plain, guarded).print(out);
    }
}
