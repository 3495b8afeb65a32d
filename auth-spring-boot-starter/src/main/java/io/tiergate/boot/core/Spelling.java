package io.tiergate.boot.core;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses what was meant by a name that is not there. */
final class Spelling {

    private Spelling() {}

    /** The name that is most like the given one, or null if none is much like it. */
    static @Nullable String mostLike(String given, Collection<String> names) {
        String best = null;
        int least = Math.max(1, given.length() / 4) + 1;
        for (String name : names) {
            int changes = name.equalsIgnoreCase(given) ? 0 : changes(plain(given), plain(name));
            if (changes < least) {
                least = changes;
                best = name;
            }
        }
        return best;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '.').replace('_', '.').replace(':', '.');
    }

    /** How many characters must be added, left out or exchanged to come from one to the other. */
    private static int changes(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
