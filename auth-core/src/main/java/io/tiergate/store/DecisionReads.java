package io.tiergate.store;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What decisions are made from. Each load carries the state that it was read at, and all of it was read at that state.
 * Loads read in the caller's transaction if there is one, unless told otherwise, and never flush a persistence context.
 *
 * <p>A tenant that does not exist loads as one that is empty.
 */
public interface DecisionReads {

    /** Which state a load reads. */
    enum View {
        /** What the caller's transaction sees. */
        TRANSACTION,
        /** What is committed now, on a connection of its own. */
        COMMITTED
    }

    /** What a subject holds directly and everywhere, and where it is a member. One statement. */
    SubjectHoldings holdings(Tenant tenant, Subject subject, View view);

    /**
     * A resource at its place, with the grants there that may apply to the subject: its own, those of the groups that it is a
     * member of at any time, and those of the built-in groups. One statement.
     */
    ResourceHoldings on(Tenant tenant, Resource resource, Subject subject, View view);

    /**
     * A resource at its place, with all grants there. One statement.
     *
     * @param limit if there are more grants than that, none of them come
     */
    ResourceHoldings on(Tenant tenant, Resource resource, int limit, View view);

    /**
     * All grants on resources that may apply to the subject: its own, those of the groups that it is a member of at any time,
     * and those of the built-in groups. One statement.
     *
     * @param limit if there are more grants than that, none of them come; a store to which it is the same may let all come
     */
    HeldRoots roots(Tenant tenant, Subject subject, int limit, View view);

    /** How many resources one statement reads at most. */
    int MOST_RESOURCES = 256;

    /**
     * The same as {@link #on(Tenant, Resource, Subject, View)} for each of some resources, all at one state. One statement.
     *
     * @param resources from 1 to {@link #MOST_RESOURCES}, each once
     */
    Map<Resource, ResourceHoldings> on(Tenant tenant, Collection<Resource> resources, Subject subject, View view);

    /**
     * The same as {@link #on(Tenant, Resource, int, View)} for each of some resources, all at one state. One statement.
     *
     * @param resources from 1 to {@link #MOST_RESOURCES}, each once
     * @param limit if there are more grants than that on all of them together, none of them come
     */
    Map<Resource, ResourceHoldings> on(Tenant tenant, Collection<Resource> resources, int limit, View view);

    /** What a tenant defines, with the shared definitions. */
    TenantDefinitions definitions(Tenant tenant, View view);

    /** Of what {@link #definitions(Tenant, View)} gives, what has one of these keys and is still there. */
    TenantDefinitions definitions(Tenant tenant, DefinitionKeys keys, View view);

    /** The state that is read now, without anything else. */
    Stamp stamp(Tenant tenant, View view);

    /**
     * What changed in a tenant, in the order of the revisions. Change sets without a revision are left out. A change that a
     * later version has written, and that this one does not know, counts as one of the tenant itself.
     *
     * @param tenantId the store's key of the tenant
     * @param after the last revision that is not wanted
     * @param upTo the last one that is
     * @param limit how many changes at most; the last change set may come in part then
     */
    List<LoggedChange> changes(long tenantId, long after, long upTo, int limit, View view);

    /**
     * Whether the caller must be answered from the store and from nothing that is kept: it is in a transaction that has
     * changed something, or registered a resource, of which no log tells. Nobody else sees that. Called at each check, so it
     * costs next to nothing.
     */
    boolean callerHasOwnView();

    /**
     * Whether the caller may not see resources that others have registered: its transaction may have begun before, and no
     * revision tells of them.
     */
    boolean callerMayMissResources();

    /**
     * Whether the revisions that the caller's own view shows may not be committed: it has given some itself, or reads what
     * others may still roll back. Asked where {@link #callerHasOwnView} holds; "yes" where a store cannot tell.
     */
    default boolean callerMayShowUncommittedRevisions() {
        return true;
    }

    /**
     * Everything that can decide everywhere about some permissions for the subjects that the store knows.
     *
     * @param permissionIds the permissions
     * @param bundleIds the bundles that contain one of them
     * @param wildcards the wildcards that cover one of them
     * @param groupIds the groups whose members are wanted too
     * @param subjectIds the subjects that are wanted too
     */
    PermissionHoldings holdersOf(
            Tenant tenant,
            Collection<Long> permissionIds,
            Collection<Long> bundleIds,
            Collection<String> wildcards,
            Collection<Long> groupIds,
            Collection<Long> subjectIds,
            View view);
}
