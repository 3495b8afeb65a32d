package io.tiergate.benchmarks.memory;

import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints what cached subjects cost in memory. */
public final class Memory {

    /** Lets the object layouts be seen. */
    private static final List<String> OPENED = List.of(
            "-Djol.magicFieldOffset=true",
            "-Djdk.attach.allowAttachSelf=true",
            "-XX:+EnableDynamicAgentLoading",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");

    private Memory() {}

    /**
     * Prints two tables, each measured in a virtual machine of its own.
     *
     * @param subjects how many subjects the first table is an average of
     * @param users how many users the second table is about
     * @param seconds how long they are asked about
     */
    public static void print(int subjects, int users, int seconds, PrintStream out)
            throws IOException, InterruptedException {
        out.printf("%n## Memory of a cached subject with 1,000 of 4,000 permissions%n%n");
        Child.run(SubjectMemory.class, OPENED, List.of(String.valueOf(subjects)), out);
        out.printf("%n## %,d cached subjects in a heap of 1 GiB%n%n", users);
        LoadedDatabase database = LoadedDatabase.with(TestDatabase.POSTGRESQL, users);
        List<String> options = new ArrayList<>(database.arguments());
        options.add("-Xmx1g");
        Child.run(ManySubjects.class, options, List.of(String.valueOf(users), String.valueOf(seconds)), out);
    }
}
