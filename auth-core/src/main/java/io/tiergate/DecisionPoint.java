package io.tiergate;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * Decides each of many requests as {@link #check} does, such as those of a page of resources with some permissions. Those
     * about one subject are decided at one revision and one reading of the clock.
     *
     * <p>What must be read is read together: for each subject what it holds, and some hundred resources by one statement.
     *
     * @return the decisions in the order of the requests; none for none
     */
    default List<Decision> checkEach(List<AccessRequest> requests) {
        return requests.stream().map(this::check).toList();
    }

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
     * {@link #permissionsOn} for each of some resources, such as those of a page, at one state and one moment. Costs one statement more
     * than {@link #permissionsOf} for some hundred resources.
     *
     * @return for each resource that was asked about, in that order, what the subject is allowed there, which may be nothing
     */
    default Map<Resource, List<HeldPermission>> permissionsOnEach(
            Tenant tenant, Subject subject, Collection<Resource> resources) {
        Map<Resource, List<HeldPermission>> held = new LinkedHashMap<>();
        resources.forEach(resource -> held.put(resource, permissionsOn(tenant, subject, resource)));
        return Collections.unmodifiableMap(held);
    }

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
    default AllowedResources allowedResources(Tenant tenant, Subject subject, String permission, String type) {
        return allowedResources(new AccessRequest(tenant, subject, permission), type);
    }

    /**
     * {@link #allowedResources(Tenant, Subject, String, String)}, {@linkplain AccessRequest#atLeast answered from no older state}
     * than is demanded.
     *
     * @throws IllegalArgumentException if the request names a resource
     */
    AllowedResources allowedResources(AccessRequest request, String type);

    /**
     * Those who may do something, chosen and in parts: subjects or the groups by which they may, who may any of several
     * permissions, who may by which way. What it gives without any filter is what {@link #holdersOf(Tenant, String)} and
     * {@link #holdersOf(Tenant, String, Resource)} give.
     *
     * <p>Costs as they do, whatever part is asked for: a DENY may take anybody away, so all are looked at to know how many there are.
     */
    HolderPage holdersOf(HolderQuery query);

    /**
     * {@link #allowedResources(Tenant, Subject, String, String)} for each of some permissions on each of some types: the
     * permissions in their order, and the types in theirs for each. All of them are of one state and one reading of the clock, so
     * that what always allows one permission or the other is in one of them. Costs as for one.
     *
     * @param types null for all that are declared, in no order
     * @param atLeast the oldest state that may answer, or null as in {@link AccessRequest}
     */
    List<AllowedResources> allowedResources(
            Tenant tenant,
            Subject subject,
            Collection<String> permissions,
            @Nullable Collection<String> types,
            @Nullable Demand atLeast);

    /** A handle for a caller that asks about the same permission again and again. Costs nothing but its memory. */
    default PermissionHandle permission(String name) {
        return new AskedPermission(this, name);
    }

    /** What a subject may do, for a caller that asks about the same subject again and again. Reads nothing yet. */
    default SubjectAccess access(Tenant tenant, Subject subject) {
        return new AskedAccess(this, tenant, subject);
    }
}
