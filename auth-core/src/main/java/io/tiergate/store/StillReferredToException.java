package io.tiergate.store;

/** A row of ours cannot be removed, because rows of another table point at it. */
public final class StillReferredToException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String table;

    /** @param table whose rows point at it, as the database's catalogue names it */
    public StillReferredToException(String table, Throwable cause) {
        super("Rows of the table " + table + " still point at it", cause);
        this.table = table;
    }

    public String table() {
        return table;
    }
}
