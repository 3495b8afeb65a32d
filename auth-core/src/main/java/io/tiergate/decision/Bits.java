package io.tiergate.decision;

/** Sets of small numbers in arrays, as short as their largest number lets them be. */
final class Bits {

    static final long[] NONE = {};

    private Bits() {}

    static boolean has(long[] bits, int number) {
        int word = number >> 6;
        return word < bits.length && (bits[word] & (1L << number)) != 0;
    }

    /** The array with the number in it: the same one if it is long enough. */
    static long[] with(long[] bits, int number) {
        long[] grown = longEnough(bits, (number >> 6) + 1);
        grown[number >> 6] |= 1L << number;
        return grown;
    }

    /** The array with all of the others in it: the same one if it is long enough. */
    static long[] union(long[] bits, long[] others) {
        long[] grown = longEnough(bits, others.length);
        for (int i = 0; i < others.length; i++) {
            grown[i] |= others[i];
        }
        return grown;
    }

    private static long[] longEnough(long[] bits, int length) {
        if (bits.length >= length) {
            return bits;
        }
        long[] grown = new long[length];
        System.arraycopy(bits, 0, grown, 0, bits.length);
        return grown;
    }
}
