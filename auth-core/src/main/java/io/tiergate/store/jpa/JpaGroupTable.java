package io.tiergate.store.jpa;

import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Validity;
import io.tiergate.change.Author;
import io.tiergate.store.GroupRow;
import io.tiergate.store.GroupTable;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups with their members. */
final class JpaGroupTable implements GroupTable {

    private final Repositories repositories;

    JpaGroupTable(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public @Nullable GroupRow find(long tenantId, String name) {
        return repositories.groups.find(tenantId, name).orElse(null);
    }

    @Override
    public List<GroupRow> list(long tenantId) {
        return repositories.groups.list(tenantId);
    }

    @Override
    public GroupRow insert(long tenantId, String name, String description) {
        GroupEntity inserted =
                repositories.forget(repositories.groups.saveAndFlush(new GroupEntity(tenantId, name, description)));
        return new GroupRow(inserted.id(), tenantId, name, description);
    }

    @Override
    public void update(GroupRow before, GroupRow after) {
        repositories.requireChanged(
                1,
                repositories.groups.update(
                        before.id(), before.name(), before.description(), after.name(), after.description()));
    }

    @Override
    public void delete(long id) {
        repositories.groups.delete(id);
    }

    @Override
    public List<MembershipRow> membersOf(long groupId) {
        return rows(repositories.memberships.ofGroup(groupId));
    }

    @Override
    public List<MembershipRow> membershipsOf(long subjectId) {
        return rows(repositories.memberships.ofSubject(subjectId));
    }

    @Override
    public List<MembershipRow> memberships(long groupId, long subjectId) {
        return rows(repositories.memberships.of(groupId, subjectId));
    }

    @Override
    public MembershipRow insert(GroupRow group, SubjectRow subject, Validity validity, Author author) {
        MembershipEntity inserted = repositories.forget(repositories.memberships.saveAndFlush(new MembershipEntity(
                group.id(),
                subject.id(),
                Times.microsOrNull(validity.from()),
                Times.microsOrNull(validity.until()),
                Actors.text(author.actor()),
                Times.micros(author.at()),
                author.reason())));
        Membership membership = new Membership(
                inserted.id(),
                Group.of(group.name()),
                subject.subject(),
                validity,
                author.actor(),
                author.at(),
                author.reason());
        return new MembershipRow(membership, group.id(), subject.id());
    }

    @Override
    public void deleteMemberships(Collection<Long> ids) {
        Chunks.of(ids, some -> repositories.requireChanged(some.size(), repositories.memberships.delete(some)));
    }

    private static List<MembershipRow> rows(List<MembershipColumns> columns) {
        return columns.stream().map(MembershipColumns::row).toList();
    }
}
