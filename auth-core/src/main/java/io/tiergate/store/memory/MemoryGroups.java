package io.tiergate.store.memory;

import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Validity;
import io.tiergate.change.Author;
import io.tiergate.store.GroupRow;
import io.tiergate.store.GroupTable;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups in memory. */
final class MemoryGroups implements GroupTable {

    // Rows come from the index by their keys, and equal ones keep that order.
    private static final Comparator<MembershipRow> BY_SUBJECT = Comparator.comparing(
                    (MembershipRow row) -> row.membership().subject().type())
            .thenComparing(row -> row.membership().subject().id());
    private static final Comparator<MembershipRow> BY_GROUP =
            Comparator.comparing(row -> row.membership().group().name());

    private final Transactions transactions;
    private final Tables tables;

    MemoryGroups(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable GroupRow find(long tenantId, String name) {
        return transactions.<@Nullable GroupRow>read(() -> tables.groupByName.first(new InTenant<>(tenantId, name)));
    }

    @Override
    public List<GroupRow> find(Collection<Long> ids) {
        return transactions.read(() -> ids.stream()
                .distinct()
                .flatMap(id -> Stream.ofNullable(tables.groups.find(id)))
                .toList());
    }

    @Override
    public List<GroupRow> list(long tenantId) {
        return transactions.read(() -> tables.groupsByTenant.of(tenantId).stream()
                .sorted(Comparator.comparing(GroupRow::name))
                .toList());
    }

    @Override
    public GroupRow insert(long tenantId, String name, String description) {
        return transactions.change(
                () -> tables.groups.insert(new GroupRow(tables.nextId(), tenantId, name, description)));
    }

    @Override
    public void update(GroupRow before, GroupRow after) {
        transactions.change(() -> {
            tables.groups.update(after);
            return true;
        });
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            tables.groups.delete(id);
            return true;
        });
    }

    @Override
    public List<MembershipRow> membersOf(long groupId) {
        return transactions.read(() -> tables.membershipsByGroup.of(groupId).stream()
                .map(this::row)
                .sorted(BY_SUBJECT)
                .toList());
    }

    @Override
    public List<MembershipRow> membersOf(long groupId, long offset, int limit) {
        return membersOf(groupId).stream().skip(offset).limit(limit).toList();
    }

    @Override
    public long countMembers(long groupId) {
        return transactions.read(
                () -> (long) tables.membershipsByGroup.of(groupId).size());
    }

    @Override
    public List<MembershipRow> membershipsOf(long subjectId) {
        return transactions.read(() -> tables.membershipsBySubject.of(subjectId).stream()
                .map(this::row)
                .sorted(BY_GROUP)
                .toList());
    }

    @Override
    public List<MembershipRow> memberships(long groupId, long subjectId) {
        // By the subject: a group may have a million members, a subject is in few groups.
        return transactions.read(() -> tables.membershipsBySubject.of(subjectId).stream()
                .filter(membership -> membership.groupId() == groupId)
                .map(this::row)
                .toList());
    }

    @Override
    public MembershipRow insert(GroupRow group, SubjectRow subject, Validity validity, Author author) {
        return transactions.change(() -> row(tables.memberships.insert(new HeldMembership(
                tables.nextId(), group.id(), subject.id(), validity, author.actor(), author.at(), author.reason()))));
    }

    @Override
    public void deleteMemberships(Collection<Long> ids) {
        transactions.change(() -> {
            ids.forEach(tables.memberships::delete);
            return true;
        });
    }

    private MembershipRow row(HeldMembership held) {
        Membership membership = new Membership(
                held.id(),
                Group.of(tables.groups.get(held.groupId()).name()),
                tables.subjects.get(held.subjectId()).subject(),
                held.validity(),
                held.addedBy(),
                held.addedAt(),
                held.reason());
        return new MembershipRow(membership, held.groupId(), held.subjectId());
    }
}
