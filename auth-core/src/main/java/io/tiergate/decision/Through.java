package io.tiergate.decision;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * By what a subject reaches permissions, other than by grants of single ones: groups, bundles and wildcards. Subjects that
 * reach them by the same share what is made of it. Immutable; the arrays are sorted, and not to be changed.
 */
final class Through {

    private static final long[] NO_KEYS = {};
    private static final String[] NO_WILDCARDS = {};

    private final long[] groups;
    private final long[] allowedBundles;
    private final long[] deniedBundles;
    private final String[] allowedWildcards;
    private final String[] deniedWildcards;
    private final int hash;

    private Through(Collected collected) {
        groups = keys(collected.groups);
        allowedBundles = keys(collected.allowedBundles);
        deniedBundles = keys(collected.deniedBundles);
        allowedWildcards = collected.allowedWildcards.toArray(NO_WILDCARDS);
        deniedWildcards = collected.deniedWildcards.toArray(NO_WILDCARDS);
        hash = 31 * (31 * Arrays.hashCode(groups) + Arrays.hashCode(allowedBundles))
                + Arrays.hashCode(allowedWildcards);
    }

    long[] groups() {
        return groups;
    }

    long[] bundles(boolean denied) {
        return denied ? deniedBundles : allowedBundles;
    }

    String[] wildcards(boolean denied) {
        return denied ? deniedWildcards : allowedWildcards;
    }

    /** What is found, one by one. */
    static final class Collected {

        private final SortedSet<Long> groups = new TreeSet<>();
        private final SortedSet<Long> allowedBundles = new TreeSet<>();
        private final SortedSet<Long> deniedBundles = new TreeSet<>();
        private final SortedSet<String> allowedWildcards = new TreeSet<>();
        private final SortedSet<String> deniedWildcards = new TreeSet<>();

        void group(long id) {
            groups.add(id);
        }

        void bundle(long id, boolean denied) {
            (denied ? deniedBundles : allowedBundles).add(id);
        }

        void wildcard(String wildcard, boolean denied) {
            (denied ? deniedWildcards : allowedWildcards).add(wildcard);
        }

        Through all() {
            return new Through(this);
        }
    }

    private static long[] keys(SortedSet<Long> keys) {
        return keys.isEmpty()
                ? NO_KEYS
                : keys.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Through that
                && hash == that.hash
                && Arrays.equals(groups, that.groups)
                && Arrays.equals(allowedBundles, that.allowedBundles)
                && Arrays.equals(deniedBundles, that.deniedBundles)
                && Arrays.equals(allowedWildcards, that.allowedWildcards)
                && Arrays.equals(deniedWildcards, that.deniedWildcards);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
