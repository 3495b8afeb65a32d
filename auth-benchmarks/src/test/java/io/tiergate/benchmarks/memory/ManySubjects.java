package io.tiergate.benchmarks.memory;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.DecisionPoint;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.benchmarks.database.Population;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Asks about all users of a database once, and then again and again, and prints what the heap holds and how fast it is. */
final class ManySubjects {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final int users;
    private final int seconds;

    private final PermissionHandle[] permissions;
    private final Subject[] subjects;

    private ManySubjects(int users, int seconds, DecisionPoint decisions) {
        this.users = users;
        this.seconds = seconds;
        this.permissions = IntStream.range(0, Population.PERMISSIONS)
                .mapToObj(number -> decisions.permission(Population.permissionOf(number)))
                .toArray(PermissionHandle[]::new);
        this.subjects = IntStream.range(0, users).mapToObj(Population::user).toArray(Subject[]::new);
    }

    /** The number of users, and for how many seconds they are asked about. */
    public static void main(String... arguments) throws Exception {
        int users = Integer.parseInt(arguments[0]);
        try (HikariDataSource dataSource =
                        LoadedDatabase.with(TestDatabase.POSTGRESQL, users).pool(THREADS + 2);
                JpaStore store = new JpaStore(dataSource)) {
            DecisionPoint decisions = Engines.over(store, users);
            new ManySubjects(users, Integer.parseInt(arguments[1]), decisions).measure();
            Engines.close(decisions);
        }
    }

    private void measure() throws Exception {
        System.out.println("| what | figure |");
        System.out.println("| --- | --- |");
        double empty = used();
        long start = System.nanoTime();
        inThreads(this::askEverybodyOnce);
        double loading = (System.nanoTime() - start) / 1e9;
        double full = used();
        row("heap at most, MiB", Runtime.getRuntime().maxMemory() / 1048576.0);
        row("heap used before, the callers' subjects included, MiB", empty / 1048576);
        row("heap used after, MiB", full / 1048576);
        row("bytes for each subject", (full - empty) / users);
        row("first checks, subjects for each second", users / loading);
        double checks = inThreads(this::askAtRandom) / (double) seconds;
        row("checks for each second after that, " + THREADS + " threads", checks);
        row("ns for each check and thread", 1e9 * THREADS / checks);
        row("heap used at the end, MiB", used() / 1048576);
    }

    private static void row(String what, double figure) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f |%n", what, figure);
    }

    private interface Share {

        long run(int thread);
    }

    private static long inThreads(Share share) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Long>> shares = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                shares.add(() -> share.run(number));
            }
            long sum = 0;
            for (Future<Long> done : executor.invokeAll(shares)) {
                sum += done.get();
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }

    /** With objects of its own, so that what the node keeps of them is counted. */
    private long askEverybodyOnce(int thread) {
        for (int user = thread; user < users; user += THREADS) {
            check(user, Population.user(user));
        }
        return users;
    }

    private long askAtRandom(int thread) {
        SplittableRandom random = new SplittableRandom(thread);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long count = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 100; i++) {
                int user = random.nextInt(users);
                check(user, subjects[user]);
            }
            count += 100;
        }
        return count;
    }

    private void check(int user, Subject subject) {
        PermissionHandle permission = permissions[user % permissions.length];
        if (!permission.check(Tenant.DEFAULT, subject).allowed()) {
            throw new IllegalStateException(subject + " may not: the benchmark is wrong");
        }
    }

    private static double used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
