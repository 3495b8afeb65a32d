package io.tiergate.change;

/**
 * Carries hints between nodes that something was committed. A hint and nothing more: it may be lost, doubled, late, in any
 * order, and false, and costs or saves no more than the wait until the next look at the store.
 *
 * <p>A {@link ChangeFeed} calls {@code start} once, then {@code send} from one thread, and {@code close} at the end, also
 * without {@code start} before it. What comes after {@code close} has no effect.
 */
public interface ChangePush extends AutoCloseable {

    /**
     * Begins to listen, on threads of its own. Returns without waiting for a connection; connects again by itself for as
     * long as it is open.
     *
     * @param hint to be called at each hint of another node, and whenever hints may have been lost, as after each new
     *     connection. From any thread, as often as one likes: it returns at once and does not throw.
     */
    void start(Runnable hint);

    /**
     * Sends one hint to the other nodes; the own one need not get it. Called after a commit, in no transaction. Must not
     * throw, and must not wait for other nodes; what cannot be sent is lost.
     */
    void send();

    /** Stops listening, and gives back what it holds. Must not throw; the second time it does nothing. */
    @Override
    void close();
}
