package io.tiergate.store.jpa;

import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Subject;
import io.tiergate.store.MembershipRow;
import org.jspecify.annotations.Nullable;

/** A membership as a query selects it. */
record MembershipColumns(
        long id,
        long groupId,
        String groupName,
        long subjectId,
        String subjectType,
        String subjectKey,
        @Nullable Long validFrom,
        @Nullable Long validUntil,
        @Nullable String addedBy,
        long addedAt,
        @Nullable String reason) {

    MembershipRow row() {
        Membership membership = new Membership(
                id,
                Group.of(groupName),
                Subject.of(subjectType, subjectKey),
                Times.validity(validFrom, validUntil),
                Actors.subject(addedBy),
                Times.instant(addedAt),
                reason);
        return new MembershipRow(membership, groupId, subjectId);
    }
}
