package io.tiergate.store.jpa;

import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.change.Author;
import io.tiergate.store.GroupRow;
import io.tiergate.store.GroupTable;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.SubjectRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The groups with their members. */
final class JpaGroupTable implements GroupTable {

    private static final String GROUP = "select id, tenant_id, name, description from tiergate_group ";

    private static final RowMapper<GroupRow> ROW =
            (row, number) -> new GroupRow(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4));

    private static final String MEMBERSHIP = "select m.id, g.id, g.name, s.id, s.subject_type, s.subject_id,"
            + " m.valid_from, m.valid_until, m.added_by, m.added_at, m.reason from tiergate_group_member m"
            + " join tiergate_group g on g.id = m.group_id join tiergate_subject s on s.id = m.subject_id ";

    private static final String OF_GROUP =
            MEMBERSHIP + "where m.group_id = ? order by s.subject_type, s.subject_id, m.id";

    private static final RowMapper<MembershipRow> MEMBERSHIP_ROW = (row, number) -> membership(row);

    private final Insertions insertions;
    private final Sql sql;
    private final ReferredRows referred;

    JpaGroupTable(Insertions insertions, Sql sql, ReferredRows referred) {
        this.insertions = insertions;
        this.sql = sql;
        this.referred = referred;
    }

    @Override
    public @Nullable GroupRow find(long tenantId, String name) {
        return sql.find(GROUP + "where tenant_id = ? and name = ?", ROW, tenantId, name);
    }

    @Override
    public List<GroupRow> find(Collection<Long> ids) {
        return sql.listOf(GROUP + "where id in (:keys)", ROW, ids);
    }

    @Override
    public List<GroupRow> list(long tenantId) {
        return sql.list(GROUP + "where tenant_id = ? order by name", ROW, tenantId);
    }

    @Override
    public GroupRow insert(long tenantId, String name, String description) {
        GroupEntity added = insertions.add(Repositories.Groups.class, new GroupEntity(tenantId, name, description));
        return new GroupRow(added.id(), tenantId, name, description);
    }

    @Override
    public void update(GroupRow before, GroupRow after) {
        sql.changeOne(
                "update tiergate_group set name = ?, description = ? where id = ? and name = ? and description = ?",
                after.name(),
                after.description(),
                before.id(),
                before.name(),
                before.description());
    }

    @Override
    public void delete(long id) {
        sql.change("delete from tiergate_group where id = ?", id);
    }

    @Override
    public List<MembershipRow> membersOf(long groupId) {
        return sql.list(OF_GROUP, MEMBERSHIP_ROW, groupId);
    }

    @Override
    public List<MembershipRow> membersOf(long groupId, long offset, int limit) {
        return sql.list(OF_GROUP + " limit ? offset ?", MEMBERSHIP_ROW, groupId, limit, offset);
    }

    @Override
    public long countMembers(long groupId) {
        Long count = sql.find(
                "select count(*) from tiergate_group_member where group_id = ?",
                (row, number) -> row.getLong(1),
                groupId);
        return Objects.requireNonNull(count, "count");
    }

    @Override
    public List<MembershipRow> membershipsOf(long subjectId) {
        return sql.list(MEMBERSHIP + "where m.subject_id = ? order by g.name, m.id", MEMBERSHIP_ROW, subjectId);
    }

    @Override
    public List<MembershipRow> memberships(long groupId, long subjectId) {
        return sql.list(
                MEMBERSHIP + "where m.group_id = ? and m.subject_id = ? order by m.id",
                MEMBERSHIP_ROW,
                groupId,
                subjectId);
    }

    @Override
    public MembershipRow insert(GroupRow group, SubjectRow subject, Validity validity, Author author) {
        referred.holdSubject(subject.id());
        MembershipEntity added = insertions.add(
                Repositories.Memberships.class,
                new MembershipEntity(
                        group.id(),
                        subject.id(),
                        Times.microsOrNull(validity.from()),
                        Times.microsOrNull(validity.until()),
                        Actors.text(author.actor()),
                        Times.micros(author.at()),
                        author.reason()));
        Membership membership = new Membership(
                added.id(),
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
        sql.changeAll("delete from tiergate_group_member where id in (:keys)", ids);
    }

    private static MembershipRow membership(ResultSet row) throws SQLException {
        Membership membership = new Membership(
                row.getLong(1),
                Group.of(row.getString(3)),
                Subject.of(row.getString(5), row.getString(6)),
                Times.validity(HeldRows.longOrNull(row, 7), HeldRows.longOrNull(row, 8)),
                Actors.subject(row.getString(9)),
                Times.instant(row.getLong(10)),
                row.getString(11));
        return new MembershipRow(membership, row.getLong(2), row.getLong(4));
    }
}
