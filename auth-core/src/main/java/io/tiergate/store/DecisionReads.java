package io.tiergate.store;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.Collection;

/**
 * What decisions are made from. Each load carries the state that it was read at, and all of it was read at that state.
 * Loads read in the caller's transaction if there is one, unless told otherwise, and never flush a persistence context.
 *
 * <p>A tenant that does not exist loads as one that is empty.
 */
public interface DecisionReads {

    /** Which state a load reads. */
    enum View {
        /** What the caller's transaction sees. */
        TRANSACTION,
        /** What is committed now, on a connection of its own. */
        COMMITTED
    }

    /** What a subject holds directly, and where it is a member. One statement. */
    SubjectHoldings holdings(Tenant tenant, Subject subject, View view);

    /** What a tenant defines, with the shared definitions. */
    TenantDefinitions definitions(Tenant tenant, View view);

    /**
     * Everything that can decide about one permission for the subjects that the store knows.
     *
     * @param permissionId the permission
     * @param bundleIds the bundles that contain it
     * @param wildcards the wildcards that cover it
     * @param groupIds the groups whose members are wanted too
     */
    PermissionHoldings holdersOf(
            Tenant tenant,
            long permissionId,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            View view);
}
