package io.tiergate.store;

import io.tiergate.Validity;
import io.tiergate.change.Author;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups with their members. */
public interface GroupTable {

    @Nullable
    GroupRow find(long tenantId, String name);

    /** Those with these keys, in no order. */
    List<GroupRow> find(Collection<Long> ids);

    /** Those of that tenant, built-in ones included, by name. */
    List<GroupRow> list(long tenantId);

    GroupRow insert(long tenantId, String name, String description);

    /**
     * Writes what differs, if the row is still as it was read. Otherwise a concurrent change came between, and the
     * transaction fails with a conflict.
     */
    void update(GroupRow before, GroupRow after);

    /** Removes the row; its grants and memberships must be gone. */
    void delete(long id);

    /** By the subject's type and id, then by the key of the membership. */
    List<MembershipRow> membersOf(long groupId);

    /** A page of these. Costs what it skips and returns. */
    List<MembershipRow> membersOf(long groupId, long offset, int limit);

    /** How many memberships there are in a group. */
    long countMembers(long groupId);

    /** By the group's name, then by the key of the membership. */
    List<MembershipRow> membershipsOf(long subjectId);

    /** All memberships of one subject in one group. */
    List<MembershipRow> memberships(long groupId, long subjectId);

    MembershipRow insert(GroupRow group, SubjectRow subject, Validity validity, Author author);

    /** Removes rows that were read; if one is not there any more, the transaction fails with a conflict. */
    void deleteMemberships(Collection<Long> ids);
}
