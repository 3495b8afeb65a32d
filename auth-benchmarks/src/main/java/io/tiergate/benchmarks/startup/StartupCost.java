package io.tiergate.benchmarks.startup;

import io.tiergate.benchmarks.startup.host.GuardedHost;
import io.tiergate.benchmarks.startup.host.PlainHost;
import io.tiergate.benchmarks.startup.host.SecuredHost;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Starts a small application, in a new virtual machine each time, without Tiergate, with Spring Security's method
 * security, with Tiergate, and with Tiergate alone in turn, and prints what each adds to the first.
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
        String without = ClassPath.withoutTiergate();
        Application plain = new Application("without Tiergate", PlainHost.class, without, options);
        Application secured =
                new Application("with Spring Security's method security", SecuredHost.class, without, options);
        Application guarded = new Application("with Tiergate", GuardedHost.class, ClassPath.withTiergate(), options);
        Application alone = new Application(
                "with Tiergate, without method security",
                GuardedHost.class,
                ClassPath.withTiergate(),
                options,
                "--tiergate.method-security.enabled=false");
        List<Application> applications = List.of(plain, secured, guarded, alone);
        try (plain;
                secured;
                guarded;
                alone) {
            if (options.migrated()) {
                for (Application application : applications) {
                    application.prepare();
                }
            }
            // In turn, so that a machine that gets slower or faster does so for all.
            for (int run = 0; run < options.runs(); run++) {
                for (Application application : applications) {
                    application.start();
                }
            }
        }
        new Report(options, plain, secured, guarded, alone).print(out);
    }
}
