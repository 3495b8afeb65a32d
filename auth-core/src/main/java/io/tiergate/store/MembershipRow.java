package io.tiergate.store;

import io.tiergate.Membership;

/** A membership with the keys that it refers to. */
public record MembershipRow(Membership membership, long groupId, long subjectId) {

    public long id() {
        return membership.id();
    }
}
