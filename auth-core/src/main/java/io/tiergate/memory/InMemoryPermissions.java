package io.tiergate.memory;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Holder;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.Archive;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.HolderDecisions;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Permissions in memory, for a plain {@code main}: no database, no Spring, no sign-in.
 *
 * <pre>{@code
 * InMemoryPermissions permissions = new InMemoryPermissions()
 *         .definePermissions("document.read", "document.write")
 *         .defineType("document", "document.read", "document.write")
 *         .addResources(Resource.of("document", 42))
 *         .allow(Subject.user("alice"), Resource.of("document", 42), "document.read");
 *
 * permissions.check(Subject.user("alice"), "document.read", Resource.of("document", 42)); // true
 * }</pre>
 *
 * <p>It works in the tenant {@link Tenant#DEFAULT}, by {@link #administration()} and {@link #decisions()}: what these say holds
 * here too. Each call is atomic. What a call names must exist, subjects excepted; otherwise it is an {@link
 * io.tiergate.admin.AdministrationException}, and nothing is changed. Calls that change something return this object, those that
 * list something a copy.
 *
 * <p>A holder is a subject or a group. What a group may do is what a member of it is allowed that holds nothing else.
 *
 * <p>Safe for use by many threads.
 */
public final class InMemoryPermissions {

    private final Store store = new MemoryStore();
    private final DecisionPoint decisions;
    private final Administration administration;
    private final HolderDecisions holders;

    public InMemoryPermissions() {
        this(Clock.systemUTC());
    }

    /** @param clock says when a validity holds */
    public InMemoryPermissions(Clock clock) {
        decisions = new StoreDecisionPoint(store, clock);
        administration = Administration.of(store, decisions, clock, () -> null);
        holders = new HolderDecisions(store, clock);
    }

    /** For all that is not here. */
    public Administration administration() {
        return administration;
    }

    /** For reasons, and for other tenants. */
    public DecisionPoint decisions() {
        return decisions;
    }

    // Definitions

    public InMemoryPermissions definePermissions(String... names) {
        return change(() -> each(names, name -> administration.permissions().define(name, "")));
    }

    /** Removes them with their grants, everywhere. */
    public InMemoryPermissions removePermissions(String... names) {
        return change(() -> each(names, name -> administration.permissions().delete(name)));
    }

    public SortedSet<String> permissions() {
        return Listing.permissions(administration);
    }

    public InMemoryPermissions defineBundle(String name, String... permissions) {
        return change(() -> administration.bundles().define(name, "", List.of(permissions)));
    }

    public InMemoryPermissions removeBundles(String... names) {
        return change(() -> each(names, name -> administration.bundles().delete(name)));
    }

    /** Each bundle with its permissions. */
    public SortedMap<String, SortedSet<String>> bundles() {
        return Listing.bundles(administration);
    }

    /** Declares a type of resources, with the permissions that can be granted on them. */
    public InMemoryPermissions defineType(String type, String... permissions) {
        return change(() -> administration.resourceTypes().define(type, "", List.of(permissions)));
    }

    public InMemoryPermissions addToType(String type, String... permissions) {
        return change(() -> administration.resourceTypes().add(type, List.of(permissions)));
    }

    /** Takes permissions out of a type, with the grants of them on resources of that type. Other grants of them stay. */
    public InMemoryPermissions removeFromType(String type, String... permissions) {
        return change(() -> Removal.fromType(administration, type, List.of(permissions)));
    }

    /** Removes types that have no resources any more. */
    public InMemoryPermissions removeTypes(String... types) {
        return change(() -> each(types, type -> administration.resourceTypes().delete(type)));
    }

    /** Each type of resources with its permissions. */
    public SortedMap<String, SortedSet<String>> types() {
        return Listing.types(administration);
    }

    // Subjects and groups

    public InMemoryPermissions defineGroups(String... names) {
        return change(() -> each(names, name -> administration.groups().define(name, "")));
    }

    /** Removes them with their grants. */
    public InMemoryPermissions removeGroups(String... names) {
        return change(() -> each(names, name -> administration.groups().delete(name)));
    }

    /** All but those that are built in. */
    public SortedSet<String> groups() {
        return Listing.groups(administration);
    }

    public InMemoryPermissions addMembers(String group, Subject... subjects) {
        return change(() -> administration.groups().addMembers(group, List.of(subjects)));
    }

    public InMemoryPermissions removeMembers(String group, Subject... subjects) {
        return change(() -> administration.groups().removeMembers(group, List.of(subjects)));
    }

    /** The members of a group at any time, by type and id. */
    public Set<Subject> membersOf(String group) {
        return Listing.membersOf(administration, group);
    }

    /** Removes them with their grants and memberships. */
    public InMemoryPermissions removeSubjects(Subject... subjects) {
        return change(() -> each(subjects, subject -> administration.subjects().delete(subject)));
    }

    /** All that are noted, by type and id. */
    public Set<Subject> subjects() {
        return Listing.subjects(administration);
    }

    // Resources

    /** Adds roots. */
    public InMemoryPermissions addResources(Resource... resources) {
        return change(() -> administration
                .resources()
                .registerAll(Stream.of(resources).map(NewResource::of).toList()));
    }

    /** Adds resources below another one, where what is granted on that one holds too. */
    public InMemoryPermissions addBelow(Resource parent, Resource... resources) {
        return change(() -> administration
                .resources()
                .registerAll(Stream.of(resources)
                        .map(resource -> NewResource.of(resource).below(parent))
                        .toList()));
    }

    /** @param owner null for nobody */
    public InMemoryPermissions setOwner(Resource resource, @Nullable Holder owner) {
        return change(() -> administration.resources().transferOwnership(resource, owner));
    }

    /** Removes them with the grants on them. Those that lie below them must be among those before them. */
    public InMemoryPermissions removeResources(Resource... resources) {
        return change(
                () -> each(resources, resource -> administration.resources().delete(resource)));
    }

    /** All, each followed by those below it. */
    public List<Resource> resources() {
        return store.read(() -> Listing.resources(administration));
    }

    // Grants

    /** Allows permissions or wildcards, at least one, everywhere. */
    public InMemoryPermissions allow(Holder holder, String... permissions) {
        return grantAll(named(List.of(permissions)).map(name -> Grant.allow(holder, name)));
    }

    /** Allows permissions or wildcards, at least one, on a resource and all below it. */
    public InMemoryPermissions allow(Holder holder, Resource resource, String... permissions) {
        return grantAll(named(List.of(permissions))
                .map(name -> Grant.allow(holder, name).on(resource)));
    }

    /** Denies permissions or wildcards, at least one, everywhere, whoever allows them. */
    public InMemoryPermissions deny(Holder holder, String... permissions) {
        return grantAll(named(List.of(permissions)).map(name -> Grant.deny(holder, name)));
    }

    /** Denies permissions or wildcards, at least one, on a resource and all below it, whoever allows them. */
    public InMemoryPermissions deny(Holder holder, Resource resource, String... permissions) {
        return grantAll(
                named(List.of(permissions)).map(name -> Grant.deny(holder, name).on(resource)));
    }

    /** Allows each holder, on each resource, these permissions or wildcards; at least one for each. */
    public InMemoryPermissions allowAll(
            Map<? extends Holder, ? extends Map<Resource, ? extends Collection<String>>> grants) {
        return grantAll(grants.entrySet().stream()
                .flatMap(held -> held.getValue().entrySet().stream()
                        .flatMap(there -> named(there.getValue())
                                .map(name -> Grant.allow(held.getKey(), name).on(there.getKey())))));
    }

    /** Gives any grants: also of bundles, and for some time. */
    public InMemoryPermissions grant(Grant... grants) {
        return grantAll(Stream.of(grants));
    }

    /** Takes these grants back. One without a validity takes back those with any. */
    public InMemoryPermissions revoke(Grant... grants) {
        return change(() -> administration.grants().revoke(List.of(grants)));
    }

    /** Takes back all that a holder itself holds. */
    public InMemoryPermissions revokeAll(Holder holder) {
        return change(() -> administration.grants().revokeAll(holder));
    }

    /** Takes back all that a holder itself holds on exactly this resource. */
    public InMemoryPermissions revokeAll(Holder holder, Resource resource) {
        return change(() -> administration.grants().on(resource).stream()
                .filter(recorded -> recorded.grant().holder().equals(holder))
                .forEach(recorded -> administration.grants().revoke(recorded.id())));
    }

    /** All grants, in the order in which they were given. */
    public List<Grant> grants() {
        return Listing.grants(administration);
    }

    /** Removes everything, in all tenants. */
    public InMemoryPermissions clear() {
        return change(() -> Removal.ofEverything(administration));
    }

    /**
     * Everything, of all tenants, as maps, lists, texts, booleans and one number; any library for JSON can write it.
     * See {@link Archive}.
     */
    public Map<String, Object> exportAll() {
        return new Archive(administration).export();
    }

    /** Replaces everything by what was exported once. If it is not as it must be, nothing is changed. */
    public InMemoryPermissions importAll(Map<String, ?> exported) {
        return change(() -> {
            Removal.ofEverything(administration);
            new Archive(administration).load(exported);
        });
    }

    // Questions. Each is answered at one state and one moment.

    /** Whether the holder may do it everywhere. */
    public boolean check(Holder holder, String permission) {
        return ask(asked -> asked.allowed(holder, permission, null));
    }

    public boolean check(Holder holder, String permission, Resource resource) {
        return ask(asked -> asked.allowed(holder, permission, resource));
    }

    /** Whether what the holder may do everywhere meets a requirement that asks only permissions. */
    public boolean check(Holder holder, Requirement requirement) {
        return ask(asked -> requirement.isMetBy(asked.permissions(holder, null)::contains));
    }

    /** Whether what the holder may do meets the requirement on each of the resources; no, if there are none. */
    public boolean check(Holder holder, Requirement requirement, Collection<Resource> resources) {
        return !resources.isEmpty()
                && ask(asked -> resources.stream()
                        .allMatch(resource -> requirement.isMetBy(asked.permissions(holder, resource)::contains)));
    }

    /** Whether one of the holders may do it everywhere; no, if there are none. */
    public boolean checkAny(Collection<? extends Holder> any, String permission) {
        return ask(asked -> any.stream().anyMatch(holder -> asked.allowed(holder, permission, null)));
    }

    public boolean checkAny(Collection<? extends Holder> any, String permission, Resource resource) {
        return ask(asked -> any.stream().anyMatch(holder -> asked.allowed(holder, permission, resource)));
    }

    /** Whether each of the holders may do it everywhere; no, if there are none. */
    public boolean checkAll(Collection<? extends Holder> all, String permission) {
        return !all.isEmpty() && ask(asked -> all.stream().allMatch(holder -> asked.allowed(holder, permission, null)));
    }

    public boolean checkAll(Collection<? extends Holder> all, String permission, Resource resource) {
        return !all.isEmpty()
                && ask(asked -> all.stream().allMatch(holder -> asked.allowed(holder, permission, resource)));
    }

    /** All that the holder may do everywhere. */
    public SortedSet<String> whichPermissions(Holder holder) {
        return ask(asked -> asked.permissions(holder, null));
    }

    /** All that the holder may do on the resource; what it may do everywhere too. */
    public SortedSet<String> whichPermissions(Holder holder, Resource resource) {
        return ask(asked -> asked.permissions(holder, resource));
    }

    /** All that one of the holders may do on the resource. */
    public SortedSet<String> whichPermissionsAny(Collection<? extends Holder> any, Resource resource) {
        return ask(asked -> Which.any(asked, any, resource));
    }

    /** All that each of the holders may do on the resource; nothing, if there are none. */
    public SortedSet<String> whichPermissionsAll(Collection<? extends Holder> all, Resource resource) {
        return ask(asked -> Which.all(asked, all, resource));
    }

    /** The resources on which the holder may do something, with all that it may do there. */
    public Map<Resource, SortedSet<String>> which(Holder holder) {
        return whichAny(List.of(holder));
    }

    /** The resources on which one of the holders may do something, with all that one of them may do there. */
    public Map<Resource, SortedSet<String>> whichAny(Collection<? extends Holder> any) {
        return ask(
                asked -> Which.onEach(Listing.resources(administration), resource -> Which.any(asked, any, resource)));
    }

    /** The resources on which the holders may do something in common, with all that each of them may do there. */
    public Map<Resource, SortedSet<String>> whichAll(Collection<? extends Holder> all) {
        return ask(
                asked -> Which.onEach(Listing.resources(administration), resource -> Which.all(asked, all, resource)));
    }

    /** All grants, one a line, for people. */
    @Override
    public String toString() {
        return grants().stream().map(Grant::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    private <T> T ask(Function<HolderDecisions.Questions, T> question) {
        return holders.ask(Tenant.DEFAULT, question);
    }

    private InMemoryPermissions change(Runnable work) {
        store.write(() -> {
            work.run();
            return true;
        });
        return this;
    }

    private InMemoryPermissions grantAll(Stream<Grant> grants) {
        return change(() -> administration.grants().grant(grants.toList()));
    }

    private static <T> void each(T[] items, Consumer<T> change) {
        List.of(items).forEach(change);
    }

    /** Nothing named is never everything. */
    private static Stream<String> named(Collection<String> permissions) {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException(
                    "No permission is named. Name at least one, for example invoice.approve or invoice.*");
        }
        return permissions.stream();
    }
}
