package io.tiergate;

/**
 * A permission that is asked about again and again, for a caller that keeps it: a field, an annotation's place. Its name is
 * looked up once, and again after the catalogue has changed or another tenant was asked about, so that a handle is never out
 * of date: it may be made before the permission is declared, and outlive it.
 *
 * <p>Safe for use by many threads. Made by {@link DecisionPoint#permission}.
 */
public interface PermissionHandle {

    String name();

    /** Answers as {@link DecisionPoint#check} does. */
    Decision check(Tenant tenant, Subject subject);

    /** Answers about that resource as {@link DecisionPoint#check} does. */
    Decision check(Tenant tenant, Subject subject, Resource resource);

    /** Answers as {@link DecisionPoint#check} does, for the subject of that access. The fastest form. */
    Decision check(SubjectAccess access);

    /** Answers about that resource as {@link DecisionPoint#check} does, for the subject of that access. */
    Decision check(SubjectAccess access, Resource resource);
}
