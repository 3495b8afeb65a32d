package io.tiergate.testing;

/** A server that a test has for itself, to stop it and to start it again with what it holds. Runs when it is given out. */
public interface OwnServer extends AutoCloseable {

    /** A database with nothing in it, of a name that is new on this server. */
    FreshDatabase create(String name);

    /** Ends all its connections, as an operator does who restarts it. */
    void stop();

    /** Starts it again on the same port. */
    void start();

    /** Stops it, and deletes what it holds. */
    @Override
    void close();
}
