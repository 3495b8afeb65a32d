package io.tiergate.resource;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Which registered resources a subject may use in some way: those on which {@link DecisionPoint#check} allows it. For lists of
 * a host's own rows see {@link AllowedSql}. Safe for use by many threads.
 *
 * <p>Every question throws {@link io.tiergate.DecisionUnavailableException} if Tiergate cannot know.
 */
public final class ResourceLists {

    private final Store store;
    private final DecisionPoint decisions;

    private ResourceLists(Store store, DecisionPoint decisions) {
        this.store = store;
        this.decisions = decisions;
    }

    /** @param decisions decides over the same store */
    public static ResourceLists of(Store store, DecisionPoint decisions) {
        return new ResourceLists(
                Objects.requireNonNull(store, "store"), Objects.requireNonNull(decisions, "decisions"));
    }

    /** The resources on which a subject has a permission. Asks nothing yet. */
    public ResourceList allowing(Tenant tenant, Subject subject, String permission) {
        return allowingAny(tenant, subject, List.of(permission));
    }

    /**
     * The resources on which a subject has at least one of these permissions. Asks nothing yet.
     *
     * @throws IllegalArgumentException if there are none: that would be nothing, or everything, and nobody means either
     */
    public ResourceList allowingAny(Tenant tenant, Subject subject, Collection<String> permissions) {
        return new ResourceList(store, decisions, tenant, subject, permissions);
    }

    /**
     * Whether a subject may use the permission anywhere, as a menu wants to know: without a resource, or on one that is
     * registered. One statement beyond a check at most, where what is asked is kept in memory.
     */
    public boolean anywhere(Tenant tenant, Subject subject, String permission) {
        return anywhere(new AccessRequest(tenant, subject, permission));
    }

    /**
     * {@link #anywhere(Tenant, Subject, String)}, answered from no older state than is demanded.
     *
     * @throws IllegalArgumentException if the request names a resource
     */
    public boolean anywhere(AccessRequest request) {
        if (request.resource() != null) {
            throw new IllegalArgumentException("'" + request.resource()
                    + "' is named where the question is about anywhere: ask for a check on it");
        }
        return decisions.check(request).allowed()
                || !allowing(request.tenant(), request.subject(), request.permission())
                        .atLeast(request.atLeast())
                        .page(0, 1)
                        .isEmpty();
    }
}
