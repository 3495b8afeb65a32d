package io.tiergate.store.jpa;

import io.tiergate.Subject;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.SubjectTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subjects. */
final class JpaSubjectTable implements SubjectTable {

    private final Repositories repositories;

    JpaSubjectTable(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public @Nullable SubjectRow find(long tenantId, Subject subject) {
        return repositories
                .subjects
                .find(tenantId, subject.type(), subject.id())
                .map(SubjectColumns::row)
                .orElse(null);
    }

    @Override
    public List<SubjectRow> list(long tenantId) {
        return repositories.subjects.list(tenantId).stream()
                .map(SubjectColumns::row)
                .toList();
    }

    @Override
    public SubjectRow insert(long tenantId, Subject subject, String displayName) {
        SubjectEntity inserted = repositories.forget(repositories.subjects.saveAndFlush(
                new SubjectEntity(tenantId, subject.type(), subject.id(), displayName, false)));
        return new SubjectRow(inserted.id(), tenantId, subject, displayName, false);
    }

    @Override
    public void update(SubjectRow before, SubjectRow after) {
        repositories.requireChanged(
                1,
                repositories.subjects.update(
                        before.id(), before.displayName(), before.suspended(), after.displayName(), after.suspended()));
    }

    @Override
    public void delete(long id) {
        repositories.subjects.delete(id);
    }
}
