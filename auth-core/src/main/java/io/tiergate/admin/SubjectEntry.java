package io.tiergate.admin;

import io.tiergate.Subject;

/**
 * A subject that the store has heard of.
 *
 * @param displayName for people; empty if none was given
 * @param suspended whether it is denied everything
 */
public record SubjectEntry(Subject subject, String displayName, boolean suspended) {}
