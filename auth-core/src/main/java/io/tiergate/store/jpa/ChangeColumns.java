package io.tiergate.store.jpa;

import io.tiergate.change.Change;
import org.jspecify.annotations.Nullable;

/** A change as a query selects it. */
record ChangeColumns(
        long changeSetId,
        String kind,
        String operation,
        long objectId,
        @Nullable Long subjectId,
        @Nullable Long groupId,
        @Nullable String before,
        @Nullable String after) {

    Change change() {
        return new Change(
                Change.Kind.valueOf(kind),
                Change.Operation.valueOf(operation),
                objectId,
                subjectId,
                groupId,
                before,
                after);
    }
}
