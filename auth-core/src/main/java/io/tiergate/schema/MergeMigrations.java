package io.tiergate.schema;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the migrations of Tiergate into the migrations of an application, under the application's next versions, for
 * those who want one history; or prints them. Needs no database, and nothing on the class path but this library.
 *
 * <p>What was merged before is known by its first line. So a second run writes nothing, and a run after an upgrade of the
 * library writes only what is new.
 */
public final class MergeMigrations {

    private static final String USAGE = "Use: <vendor> <folder of the application's migrations> [further folders of the"
            + " same history] [--prefix=V], or: print <vendor> [from-version]. Vendors: " + vendors() + ".";

    private static final String PREFIX = "--prefix=";

    private final Scripts scripts;
    private final Clock clock;
    private final PrintStream out;

    MergeMigrations(Scripts scripts, Clock clock, PrintStream out) {
        this.scripts = scripts;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Runs from a command line. What was done is printed. If it cannot be done, nothing is written, one line says why, and
     * the virtual machine ends with 1.
     *
     * @param arguments vendor, folder, further folders, {@code --prefix=V}; or {@code print}, vendor, first version
     */
    public static void main(String... arguments) {
        // Versions that are moments are written by people, from the clock on their wall.
        Clock clock = Clock.system(ZoneId.systemDefault());
        try {
            new MergeMigrations(Scripts.ofThisLibrary(), clock, System.out).run(arguments);
        } catch (MergeException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    /** @throws MergeException if it cannot be done */
    void run(String... arguments) {
        List<String> plain = new ArrayList<>();
        String prefix = "V";
        for (String argument : arguments) {
            if (argument.startsWith(PREFIX) && argument.length() > PREFIX.length()) {
                prefix = argument.substring(PREFIX.length());
            } else if (argument.startsWith("--")) {
                throw new MergeException("'" + argument + "' is no option. " + USAGE);
            } else {
                plain.add(argument);
            }
        }
        if (plain.size() < 2) {
            throw new MergeException("A vendor and a folder are needed. " + USAGE);
        }
        if (plain.get(0).equals("print")) {
            print(plain.subList(1, plain.size()));
        } else {
            merge(vendor(plain.get(0)), folders(plain.subList(1, plain.size()), prefix));
        }
    }

    private void merge(Vendor vendor, HostFolders folders) {
        List<Path> written = new Merge(scripts, clock).into(folders, vendor);
        if (written.isEmpty()) {
            out.println("Nothing to write: '" + folders.merged() + "' has Tiergate's tables for " + vendor.id()
                    + " up to schema " + scripts.latestVersion() + ".");
        }
        written.forEach(file -> out.println("Wrote " + file));
    }

    private void print(List<String> arguments) {
        if (arguments.size() > 2) {
            throw new MergeException("'" + arguments.get(2) + "' is too much. " + USAGE);
        }
        Vendor vendor = vendor(arguments.get(0));
        int from = arguments.size() == 1 ? 1 : version(arguments.get(1));
        out.print(scripts.plainSql(vendor, from));
    }

    private int version(String text) {
        Optional<Script> named = scripts.all().stream()
                .filter(script -> String.valueOf(script.version()).equals(text))
                .findFirst();
        return named.orElseThrow(() -> new MergeException("'" + text
                        + "' is no version of Tiergate's schema. They are 1 to " + scripts.latestVersion() + "."))
                .version();
    }

    private static Vendor vendor(String text) {
        return Arrays.stream(Vendor.values())
                .filter(vendor -> vendor.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new MergeException(
                        "Tiergate has no tables for the vendor '" + text + "'. Name one of " + vendors() + "."));
    }

    private static String vendors() {
        return Arrays.stream(Vendor.values()).map(Vendor::id).collect(Collectors.joining(", "));
    }

    private static HostFolders folders(List<String> texts, String prefix) {
        List<Path> paths = texts.stream().map(MergeMigrations::path).toList();
        return new HostFolders(paths.get(0), paths.subList(1, paths.size()), prefix);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new MergeException("'" + text + "' is no name of a folder. " + USAGE);
        }
    }
}
