package io.tiergate.store.jpa;

import io.tiergate.Subject;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.SubjectTable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** The subjects. */
final class JpaSubjectTable implements SubjectTable {

    private static final String SUBJECT =
            "select id, tenant_id, subject_type, subject_id, display_name, suspended from tiergate_subject ";

    static final RowMapper<SubjectRow> ROW = (row, number) -> new SubjectRow(
            row.getLong(1),
            row.getLong(2),
            Subject.of(row.getString(3), row.getString(4)),
            row.getString(5),
            row.getBoolean(6));

    private final Insertions insertions;
    private final Sql sql;

    JpaSubjectTable(Insertions insertions, Sql sql) {
        this.insertions = insertions;
        this.sql = sql;
    }

    @Override
    public @Nullable SubjectRow find(long tenantId, Subject subject) {
        return sql.find(
                SUBJECT + "where tenant_id = ? and subject_type = ? and subject_id = ?",
                ROW,
                tenantId,
                subject.type(),
                subject.id());
    }

    @Override
    public List<SubjectRow> find(Collection<Long> ids) {
        return sql.listOf(SUBJECT + "where id in (:keys)", ROW, ids);
    }

    @Override
    public List<SubjectRow> list(long tenantId) {
        return sql.list(SUBJECT + "where tenant_id = ? order by subject_type, subject_id", ROW, tenantId);
    }

    @Override
    public int count(long tenantId, int limit) {
        Long counted = sql.find(
                "select count(*) from (select id from tiergate_subject where tenant_id = ? limit " + limit
                        + ") counted",
                (row, number) -> row.getLong(1),
                tenantId);
        return counted == null ? 0 : counted.intValue();
    }

    @Override
    public SubjectRow insert(long tenantId, Subject subject, String displayName) {
        SubjectEntity added = insertions.add(
                Repositories.Subjects.class,
                new SubjectEntity(tenantId, subject.type(), subject.id(), displayName, false));
        return new SubjectRow(added.id(), tenantId, subject, displayName, false);
    }

    @Override
    public void update(SubjectRow before, SubjectRow after) {
        sql.changeOne(
                "update tiergate_subject set display_name = ?, suspended = ?"
                        + " where id = ? and display_name = ? and suspended = ?",
                after.displayName(),
                after.suspended(),
                before.id(),
                before.displayName(),
                before.suspended());
    }

    @Override
    public void delete(long id) {
        sql.change("delete from tiergate_subject where id = ?", id);
    }
}
