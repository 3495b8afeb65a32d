package io.tiergate.store;

import java.util.List;

/** The subjects that may hold one permission, with their grants of it and their memberships. */
public record PermissionHoldings(
        Stamp stamp, List<SubjectRow> subjects, List<HeldGrant> grants, List<HeldMembership> memberships) {}
