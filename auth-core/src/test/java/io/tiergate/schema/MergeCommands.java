package io.tiergate.schema;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs {@link MergeMigrations} as its main method does, for tests of other packages, and does not end the virtual machine. */
public final class MergeCommands {

    /** What is thrown where the main method prints one line and ends. */
    public static final Class<? extends RuntimeException> REFUSAL = MergeException.class;

    private MergeCommands() {}

    public static void run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new MergeMigrations(Scripts.ofThisLibrary(), MigrationFolder.NOW, nowhere).run(arguments);
    }
}
