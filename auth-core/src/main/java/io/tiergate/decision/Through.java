package io.tiergate.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        groups = collected.groups.sorted();
        allowedBundles = collected.allowedBundles.sorted();
        deniedBundles = collected.deniedBundles.sorted();
        allowedWildcards = wildcards(collected.allowedWildcards);
        deniedWildcards = wildcards(collected.deniedWildcards);
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

        private final Keys groups = new Keys();
        private final Keys allowedBundles = new Keys();
        private final Keys deniedBundles = new Keys();
        private final List<String> allowedWildcards = new ArrayList<>(0);
        private final List<String> deniedWildcards = new ArrayList<>(0);

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

    /** A few keys, in any order and more than once. Made for each load of a subject, so it is cheap. */
    private static final class Keys {

        private long[] keys = NO_KEYS;
        private int size;

        void add(long key) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, Math.max(4, 2 * size));
            }
            keys[size++] = key;
        }

        /** Each once. */
        long[] sorted() {
            Arrays.sort(keys, 0, size);
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || keys[i] != keys[i - 1]) {
                    keys[distinct++] = keys[i];
                }
            }
            return distinct == 0 ? NO_KEYS : Arrays.copyOf(keys, distinct);
        }
    }

    private static String[] wildcards(List<String> wildcards) {
        return wildcards.isEmpty()
                ? NO_WILDCARDS
                : wildcards.stream().distinct().sorted().toArray(String[]::new);
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
