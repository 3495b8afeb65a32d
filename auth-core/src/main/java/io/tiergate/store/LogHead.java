package io.tiergate.store;

/**
 * Where the change log of a tenant has come to.
 *
 * @param tenantId the store's key of the tenant
 * @param revision the newest committed revision, 0 before the first
 * @param unnumbered whether committed change sets wait for a revision, which they get when the log is read, or by {@link
 *     ChangeLog#number}
 */
public record LogHead(long tenantId, long revision, boolean unnumbered) {}
