package io.tiergate.store;

import java.util.Arrays;

/**
 * The place of a resource in its tree: the keys of all resources from the root down to itself, each in the same number of
 * characters, so that what begins with it is what lies below it, and the order of text is the order of a walk down the tree.
 *
 * <p>As text it has only the letters, digits, {@code -} and {@code _} of ASCII, and compares byte by byte. Immutable.
 */
public record TreePath(String text) implements Comparable<TreePath> {

    /** How many characters one level takes: 48 bits, some 280,000,000,000,000 resources. */
    public static final int WIDTH = 8;

    /** How many levels a tree can have. */
    public static final int MAX_DEPTH = 250;

    /** In the order of ASCII, so that the order of the text is the order of the keys. */
    private static final String DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    /** After every digit. */
    private static final char AFTER = '~';

    private static final int BITS = 6;
    private static final long MAX_KEY = (1L << (BITS * WIDTH)) - 1;
    private static final int[] VALUES = values();

    /** @throws IllegalArgumentException if that is no path */
    public TreePath {
        if (text.isEmpty() || text.length() % WIDTH != 0 || text.chars().anyMatch(TreePath::isNoDigit)) {
            throw new IllegalArgumentException("'" + text + "' is not the path of a resource");
        }
    }

    /** The path of a resource without a parent. */
    public static TreePath root(long id) {
        return new TreePath(digits(id));
    }

    /** The path of a child of this one. Whoever makes it has seen that it is not deeper than {@link #MAX_DEPTH}. */
    public TreePath child(long id) {
        return new TreePath(text + digits(id));
    }

    /** 1 for a root. */
    public int depth() {
        return text.length() / WIDTH;
    }

    /** The keys of the resources from the root down to the resource itself. */
    public long[] keys() {
        long[] keys = new long[depth()];
        for (int level = 0; level < keys.length; level++) {
            keys[level] = key(level);
        }
        return keys;
    }

    /** The key of the resource itself. */
    public long key() {
        return key(depth() - 1);
    }

    /** Whether this is that place or one below it. */
    public boolean isWithin(TreePath other) {
        return text.startsWith(other.text);
    }

    /** All texts from {@link #text} on and before this are those of the resource and of what lies below it. */
    public String end() {
        return text + AFTER;
    }

    /** What this place becomes when the place {@code from}, in which it lies, becomes {@code to}. */
    public TreePath moved(TreePath from, TreePath to) {
        return new TreePath(to.text + text.substring(from.text.length()));
    }

    @Override
    public int compareTo(TreePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return Arrays.toString(keys());
    }

    private long key(int level) {
        long key = 0;
        for (int i = level * WIDTH; i < (level + 1) * WIDTH; i++) {
            key = key << BITS | VALUES[text.charAt(i)];
        }
        return key;
    }

    private static String digits(long id) {
        if (id < 1 || id > MAX_KEY) {
            throw new IllegalArgumentException("The key " + id + " of a resource is not between 1 and " + MAX_KEY);
        }
        char[] digits = new char[WIDTH];
        long rest = id;
        for (int i = WIDTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest & (DIGITS.length() - 1)));
            rest >>>= BITS;
        }
        return new String(digits);
    }

    private static boolean isNoDigit(int c) {
        return c >= VALUES.length || VALUES[c] < 0;
    }

    private static int[] values() {
        int[] values = new int[128];
        Arrays.fill(values, -1);
        for (int i = 0; i < DIGITS.length(); i++) {
            values[DIGITS.charAt(i)] = i;
        }
        return values;
    }
}
