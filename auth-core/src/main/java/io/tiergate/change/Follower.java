package io.tiergate.change;

/**
 * What a {@link ChangeFeed} keeps up to date: something that has read from a store and kept what it read. It is asked by
 * one thread at a time, and is told {@link #fresh} and {@link #stale} in turns, one after the other.
 */
public interface Follower {

    /**
     * Reads what is committed by now and was not read before. It may be called with nothing new, and any number of times.
     *
     * @throws RuntimeException if it cannot; what it has kept counts from then on as not followed
     */
    void follow();

    /**
     * The store was heard lately: it may answer from what it has kept. Told when the feed starts, and again when it hears
     * after {@link #stale}. Must be quick, and must not fail.
     */
    void fresh();

    /**
     * The store was not heard for too long, or nobody follows any more: it must not answer from what it has kept, until it
     * is told {@link #fresh}. Told by another thread, perhaps while {@link #follow} hangs. Must be quick, and must not
     * fail.
     */
    void stale();
}
