package io.tiergate.store.jpa;

import io.tiergate.store.jpa.PendingChanges.Draft;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.exception.LockAcquisitionException;
import org.jspecify.annotations.Nullable;

/**
 * Gives change sets their revisions, as the last thing that a transaction does before it commits: the rows of the
 * revisions are locked from then on, in the order of the tenants' keys, so that revisions commit in order and without
 * gaps, and no transaction waits for longer than another's commit.
 */
final class Numbering {

    private final Sql sql;
    private final ReferenceCheck references;

    Numbering(Sql sql, ReferenceCheck references) {
        this.sql = sql;
        this.references = references;
    }

    /** @return the last revision of each tenant that has a new one */
    Map<Long, Long> number(Map<Long, List<Draft>> drafts) {
        try {
            references.check(
                    drafts.keySet(),
                    drafts.values().stream()
                            .flatMap(List::stream)
                            .map(Draft::id)
                            .toList());
            Map<Long, Long> numbered = new LinkedHashMap<>();
            drafts.forEach((tenantId, ofTenant) -> number(tenantId, ofTenant, numbered));
            return numbered;
        } catch (RuntimeException failure) {
            SQLException conflict = StoreFailures.conflictIn(failure);
            if (conflict == null) {
                throw failure;
            }
            throw conflict(conflict);
        }
    }

    /** In the form that survives Hibernate's commit, and becomes a ConcurrencyFailureException behind it. */
    static LockAcquisitionException conflict(SQLException cause) {
        return new LockAcquisitionException("A concurrent change of permissions won. Repeat the transaction.", cause);
    }

    private void number(long tenantId, List<Draft> drafts, Map<Long, Long> numbered) {
        List<Draft> kept = kept(drafts);
        if (kept.isEmpty()) {
            return;
        }
        boolean definitional = kept.stream().anyMatch(Draft::definitional);
        // The column set first still sees the old revision, also on MariaDB, which assigns from left to right.
        sql.change(
                "update tiergate_revision set "
                        + (definitional ? "definitions_revision = revision + ?, " : "")
                        + "revision = revision + ? where tenant_id = ?",
                definitional
                        ? new Object[] {kept.size(), kept.size(), tenantId}
                        : new Object[] {kept.size(), tenantId});
        Long last = sql.find(
                "select revision from tiergate_revision where tenant_id = ?",
                (row, number) -> row.getLong(1),
                tenantId);
        if (last == null) {
            throw new IllegalStateException("The tenant " + tenantId + " has no revision");
        }
        List<@Nullable Object[]> numbers = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            numbers.add(new @Nullable Object[] {
                last - kept.size() + 1 + i, kept.get(i).id()
            });
        }
        sql.changeEach("update tiergate_change_set set revision = ? where id = ?", numbers);
        numbered.put(tenantId, last);
    }

    /** Without those whose rows a JDBC savepoint has taken back, which nobody is told of. */
    private List<Draft> kept(List<Draft> drafts) {
        Set<Long> present = new HashSet<>(sql.listOf(
                "select id from tiergate_change_set where id in (:keys)",
                (row, number) -> row.getLong(1),
                drafts.stream().map(Draft::id).toList()));
        return drafts.stream()
                .filter(draft -> present.contains(draft.id()))
                .sorted(Comparator.comparingLong(Draft::id))
                .toList();
    }
}
