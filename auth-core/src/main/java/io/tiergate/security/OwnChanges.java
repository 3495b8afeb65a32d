package io.tiergate.security;

import io.tiergate.Demand;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the current caller has changed, so that what it asks next is answered from no older state, on whichever
 * node. Who the caller is, and where it is remembered, is left to the implementation: a session, a token.
 *
 * <p>Called by many threads. What it throws from {@link #demand} reaches whoever asked, as an error.
 */
public interface OwnChanges {

    /**
     * Takes note of a commit, on the thread that has made it. Must be quick, and must not fail.
     *
     * @param tenantId the store's key of the tenant
     */
    void committed(long tenantId, long revision);

    /**
     * What the current caller demands of each answer, null if nothing. Asked at each check, so it must be quick, and make
     * no object where it is nothing.
     */
    @Nullable
    Demand demand();
}
