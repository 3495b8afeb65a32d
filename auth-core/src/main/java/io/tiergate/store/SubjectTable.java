package io.tiergate.store;

import io.tiergate.Subject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subjects that the store has heard of. */
public interface SubjectTable {

    @Nullable
    SubjectRow find(long tenantId, Subject subject);

    /** Those with these keys, in no order. */
    List<SubjectRow> find(Collection<Long> ids);

    /** By type and id. */
    List<SubjectRow> list(long tenantId);

    /** How many there are. Counts no further than the limit, so that it takes no longer where there are more. */
    int count(long tenantId, int limit);

    SubjectRow insert(long tenantId, Subject subject, String displayName);

    /**
     * Writes what differs, if the row is still as it was read. Otherwise a concurrent change came between, and the
     * transaction fails with a conflict.
     */
    void update(SubjectRow before, SubjectRow after);

    /** Removes the row; its grants and memberships must be gone. */
    void delete(long id);
}
