package io.tiergate;

/**
 * What one subject may do in one tenant, to be carried along with a request or an Authentication, so that it is looked up
 * once. It is never out of date: a change is felt by the next check, as it is without it.
 *
 * <p>Safe for use by many threads. Not serializable: a session keeps the subject, and a request asks for its access. Made by
 * {@link DecisionPoint#access}.
 */
public interface SubjectAccess {

    Tenant tenant();

    Subject subject();

    /** Answers as {@link DecisionPoint#check} does. */
    Decision check(String permission);

    /** Answers about that resource as {@link DecisionPoint#check} does. */
    Decision check(String permission, Resource resource);
}
