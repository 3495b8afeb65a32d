package io.tiergate.store;

import io.tiergate.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subjects that the store has heard of. */
public interface SubjectTable {

    @Nullable
    SubjectRow find(long tenantId, Subject subject);

    /** By type and id. */
    List<SubjectRow> list(long tenantId);

    SubjectRow insert(long tenantId, Subject subject, String displayName);

    /** Writes display name and suspension of the row with that id. */
    void update(SubjectRow row);

    /** Removes the row; its grants and memberships must be gone. */
    void delete(long id);
}
