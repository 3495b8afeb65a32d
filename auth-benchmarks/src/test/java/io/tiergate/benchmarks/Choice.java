package io.tiergate.benchmarks;

import io.tiergate.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param parts which tables
 * @param quick whether few and short runs are enough, for a look at it
 * @param users how many users, or documents, the databases have, from the least to the most
 * @param databases which databases
 */
record Choice(Set<String> parts, boolean quick, List<Integer> users, List<TestDatabase> databases) {

    static final String MEMORY = "memory";
    static final String LISTS = "lists";

    private static final Set<String> ALL =
            parts("check", "growth", "guarded", "cold", "visibility", "changes", LISTS, MEMORY);

    private static final String USAGE = "Use --only=all or some of " + String.join(",", ALL)
            + ", --quick=true, --users=10000,1000000, --databases=postgresql,h2,mariadb.";

    /** @throws IllegalArgumentException if it cannot be understood */
    static Choice of(String... arguments) {
        Set<String> parts = ALL;
        boolean quick = false;
        List<Integer> users = List.of(10_000, 1_000_000);
        List<TestDatabase> databases = List.of(TestDatabase.POSTGRESQL);
        for (String argument : arguments) {
            String name = argument.replaceFirst("=.*", "");
            String value = argument.substring(Math.min(argument.length(), name.length() + 1));
            if (name.equals("--only") && (value.equals("all") || ALL.containsAll(parts(value.split(","))))) {
                parts = value.equals("all") ? ALL : parts(value.split(","));
            } else if (name.equals("--quick") && value.matches("true|false")) {
                quick = Boolean.parseBoolean(value);
            } else if (name.equals("--users") && value.matches("[1-9][0-9]{3,6}(,[1-9][0-9]{3,6})*")) {
                users = Arrays.stream(value.split(","))
                        .map(Integer::valueOf)
                        .sorted()
                        .toList();
            } else if (name.equals("--databases")
                    && value.matches("(postgresql|h2|mariadb)(,(postgresql|h2|mariadb))*")) {
                databases = Stream.of(value.toUpperCase(Locale.ROOT).split(","))
                        .map(TestDatabase::valueOf)
                        .toList();
            } else {
                throw new IllegalArgumentException("'" + argument + "' is no option of the benchmarks. " + USAGE);
            }
        }
        return new Choice(parts, quick, users, databases);
    }

    boolean has(String part) {
        return parts.contains(part);
    }

    private static Set<String> parts(String... names) {
        return new TreeSet<>(List.of(names));
    }
}
