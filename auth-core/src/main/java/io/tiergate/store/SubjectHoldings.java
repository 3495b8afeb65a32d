package io.tiergate.store;

import java.util.List;

/**
 * What a subject holds directly.
 *
 * @param known whether the store knows the subject
 */
public record SubjectHoldings(
        Stamp stamp, boolean known, boolean suspended, List<HeldGrant> grants, List<HeldMembership> memberships) {}
