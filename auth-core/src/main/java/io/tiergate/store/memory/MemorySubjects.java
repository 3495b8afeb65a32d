package io.tiergate.store.memory;

import io.tiergate.Subject;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.SubjectTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The subjects in memory. */
final class MemorySubjects implements SubjectTable {

    private final Transactions transactions;
    private final Tables tables;

    MemorySubjects(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public @Nullable SubjectRow find(long tenantId, Subject subject) {
        return transactions.<@Nullable SubjectRow>read(
                () -> tables.subjectByName.first(new InTenant<>(tenantId, subject)));
    }

    @Override
    public List<SubjectRow> find(Collection<Long> ids) {
        return transactions.read(() -> ids.stream()
                .distinct()
                .flatMap(id -> Stream.ofNullable(tables.subjects.find(id)))
                .toList());
    }

    @Override
    public List<SubjectRow> list(long tenantId) {
        return transactions.read(() -> tables.subjectsByTenant.of(tenantId).stream()
                .sorted(Comparator.comparing((SubjectRow row) -> row.subject().type())
                        .thenComparing(row -> row.subject().id()))
                .toList());
    }

    @Override
    public int count(long tenantId, int limit) {
        return transactions.read(() -> Math.min(tables.subjectsByTenant.count(tenantId), limit));
    }

    @Override
    public SubjectRow insert(long tenantId, Subject subject, String displayName) {
        return transactions.change(
                () -> tables.subjects.insert(new SubjectRow(tables.nextId(), tenantId, subject, displayName, false)));
    }

    @Override
    public void update(SubjectRow before, SubjectRow after) {
        transactions.change(() -> {
            SubjectRow present = tables.subjects.find(before.id());
            if (present != null) {
                tables.subjects.update(new SubjectRow(
                        present.id(), present.tenantId(), present.subject(), after.displayName(), after.suspended()));
            }
            return true;
        });
    }

    @Override
    public void delete(long id) {
        transactions.change(() -> {
            tables.subjects.delete(id);
            return true;
        });
    }
}
