package io.tiergate.store.jpa;

import io.tiergate.Subject;
import io.tiergate.store.SubjectRow;

/** A subject as a query selects it. */
record SubjectColumns(
        long id, long tenantId, String subjectType, String subjectKey, String displayName, boolean suspended) {

    SubjectRow row() {
        return new SubjectRow(id, tenantId, Subject.of(subjectType, subjectKey), displayName, suspended);
    }
}
