package io.tiergate;

import java.util.List;

/**
 * Answers whether a subject may do something, and why. All questions follow one definition of "applies", so that their
 * answers never contradict each other at one revision and one moment.
 *
 * <p>Safe for use by many threads. Asking never changes the store. Inside a transaction that has changed what a decision
 * depends on, the answer is made from that transaction's own view.
 *
 * <p>Every question throws {@link DecisionUnavailableException} if Tiergate cannot know, which is never to be taken for
 * "allowed".
 */
public interface DecisionPoint {

    /**
     * Decides. What it costs is said by the class: one that keeps nothing asks the store each time, one that keeps something
     * when it must.
     */
    Decision check(AccessRequest request);

    /** Decides like {@link #check}, and names the grants and memberships that decided. */
    Explanation explain(AccessRequest request);

    /**
     * All permissions that {@link #check} allows the subject, sorted by name. Reads what the subject holds, and takes time
     * for each permission of the catalogue with each grant that reaches the subject.
     */
    List<HeldPermission> permissionsOf(Tenant tenant, Subject subject);

    /**
     * All permissions that {@link #check} allows the subject on the resource, sorted by name; those that it is allowed
     * everywhere too. Costs as {@link #permissionsOf}, and one statement more.
     */
    List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource);

    /**
     * Those who may use the permission everywhere: subjects that the store knows and that are not suspended, and built-in groups as
     * groups. Who is allowed only as a member of a built-in group is not listed: the group is. Groups first, then
     * subjects by type and id. Empty for an unknown or retired permission.
     *
     * <p>Reads the definitions each time. Costs memory in proportion to the grants of the permission and the members of the groups that hold it.
     */
    List<PermissionHolder> holdersOf(Tenant tenant, String permission);

    /**
     * Those who may use the permission on the resource, in the same way: also who holds it there or above, and who owns
     * the resource or one above it. Empty where the resource is not known.
     */
    List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource);

    /**
     * The registered resources of one type on which {@link #check} allows the permission, for statements that list them: see
     * {@code AllowedSql}. None for an unknown or retired permission, and for a type that is not
     * declared. Costs as a check, and where nothing is kept one statement more; it names no more than some hundred roots.
     */
    AllowedResources allowedResources(Tenant tenant, Subject subject, String permission, String type);

    /** The same for each type that is declared, in no order; types where it is {@linkplain AllowedResources#isNone none} are left out. */
    List<AllowedResources> allowedResources(Tenant tenant, Subject subject, String permission);

    /** A handle for a caller that asks about the same permission again and again. Costs nothing but its memory. */
    default PermissionHandle permission(String name) {
        return new AskedPermission(this, name);
    }

    /** What a subject may do, for a caller that asks about the same subject again and again. Reads nothing yet. */
    default SubjectAccess access(Tenant tenant, Subject subject) {
        return new AskedAccess(this, tenant, subject);
    }
}
