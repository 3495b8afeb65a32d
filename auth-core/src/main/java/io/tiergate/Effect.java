package io.tiergate;

/** What a grant does. Any applicable {@link #DENY} wins over every {@link #ALLOW}, wherever each of them stands. */
public enum Effect {
    ALLOW,
    DENY
}
