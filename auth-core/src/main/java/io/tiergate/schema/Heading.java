package io.tiergate.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a file that was merged into a host's migrations. By it a later merge knows the file, whatever its name
 * is by then.
 *
 * @param vendor the id of the vendor
 */
record Heading(int version, String vendor) {

    private static final Pattern LINE =
            Pattern.compile("-- Tiergate schema ([0-9]{1,9}) \\(([a-z0-9]+)\\)\\. Written by MergeMigrations.*");

    static Optional<Heading> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Heading(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    String line() {
        return "-- Tiergate schema " + version + " (" + vendor + "). Written by MergeMigrations; do not change.";
    }
}
