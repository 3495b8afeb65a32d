package io.tiergate.store;

import java.util.List;

/**
 * A resource at the place that it has, and grants there.
 *
 * @param way the resources from the root down to the resource itself; empty if it is not registered
 * @param grants on the resources of the way
 * @param subjectId the key of the subject whose grants these are, or 0 if the store does not know it or nobody's were asked for
 * @param complete whether these are all grants that were asked for; if there are too many, there are none
 * @param unnumbered whether change sets of the tenant are seen that have no revision yet, which the stamp so does not tell
 *     of. Not looked for where the grants of one subject are asked for: such change sets take the subject itself away.
 */
public record ResourceHoldings(
        Stamp stamp,
        List<PlacedResource> way,
        List<HeldGrant> grants,
        long subjectId,
        boolean complete,
        boolean unnumbered) {

    /** Whether the resource is registered. */
    public boolean registered() {
        return !way.isEmpty();
    }
}
