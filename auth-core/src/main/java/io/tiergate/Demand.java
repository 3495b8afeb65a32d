package io.tiergate;

/**
 * How new a state must be to answer a question: a {@link Revision}, or something that knows the revisions of several
 * tenants. Immutable and safe for use by many threads; asked at each check, so it must be quick.
 */
public interface Demand {

    /**
     * Whether that state may answer. A tenant that was deleted and created again has another key in the store, and counts
     * from the beginning: what was demanded of the old one need not be demanded of the new one.
     *
     * @param tenantId the store's key of the tenant that the question is about, 0 if there is none
     */
    boolean isMetBy(long tenantId, Revision state);
}
