package io.tiergate;

/**
 * The state that a decision was made on: the tenant's revision and that of {@link Tenant#SHARED}. Each rises by one with
 * every change set that a decision of the tenant can depend on.
 *
 * <p>It does not tell which tenant it is of. One that was deleted and created again counts from the beginning, so that who
 * demands a revision of the second may be answered from the first, for as long as a node has not heard of the deletion;
 * a {@link Demand} by the store's keys is not.
 *
 * @param tenant the tenant's own revision; 0 for a tenant that does not exist: who demands that is answered from the store
 * @param shared the revision of the shared tenant
 */
public record Revision(long tenant, long shared) implements Demand {

    /** Whether both parts are at least those of the other. */
    public boolean atLeast(Revision other) {
        return tenant >= other.tenant && shared >= other.shared;
    }

    @Override
    public boolean isMetBy(long tenantId, Revision state) {
        return state.atLeast(this);
    }

    @Override
    public String toString() {
        return tenant + "/" + shared;
    }
}
