package io.tiergate.store;

import io.tiergate.Subject;

/** A subject that the store has heard of. */
public record SubjectRow(long id, long tenantId, Subject subject, String displayName, boolean suspended) {}
