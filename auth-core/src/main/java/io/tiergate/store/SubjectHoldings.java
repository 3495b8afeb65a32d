package io.tiergate.store;

import java.util.List;

/**
 * What a subject holds directly.
 *
 * @param subjectId the store's key of the subject, or 0 if the store does not know it
 * @param unnumbered whether the caller's transaction shows change sets of the tenant that have no revision yet: the stamp does
 *     not tell whether they are committed. Outside of a transaction all that is read is, and it is false.
 */
public record SubjectHoldings(
        Stamp stamp,
        long subjectId,
        boolean suspended,
        List<HeldGrant> grants,
        List<HeldMembership> memberships,
        boolean unnumbered) {

    /** Where all changes have their revisions. */
    public SubjectHoldings(
            Stamp stamp, long subjectId, boolean suspended, List<HeldGrant> grants, List<HeldMembership> memberships) {
        this(stamp, subjectId, suspended, grants, memberships, false);
    }

    /** Whether the store knows the subject. */
    public boolean known() {
        return subjectId != 0;
    }
}
