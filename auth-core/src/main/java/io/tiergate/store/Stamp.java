package io.tiergate.store;

import io.tiergate.Revision;

/**
 * The state that a load was read at.
 *
 * @param tenantId the tenant's key, or 0 if there is no such tenant
 * @param revision the committed revisions
 * @param definitions the last of these at which definitions changed (catalogue, bundles, groups, what groups hold)
 * @param uncommitted whether the transaction that read it has itself changed something, which has no revision yet
 */
public record Stamp(long tenantId, Revision revision, Revision definitions, boolean uncommitted) {

    public boolean tenantExists() {
        return tenantId != 0;
    }

    /** Whether definitions and holdings with these stamps belong together. */
    public boolean sameDefinitions(Stamp other) {
        return tenantId == other.tenantId && definitions.equals(other.definitions) && uncommitted == other.uncommitted;
    }
}
