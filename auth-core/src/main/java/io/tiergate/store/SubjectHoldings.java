package io.tiergate.store;

import java.util.List;

/**
 * What a subject holds directly.
 *
 * @param subjectId the store's key of the subject, or 0 if the store does not know it
 */
public record SubjectHoldings(
        Stamp stamp, long subjectId, boolean suspended, List<HeldGrant> grants, List<HeldMembership> memberships) {

    /** Whether the store knows the subject. */
    public boolean known() {
        return subjectId != 0;
    }
}
