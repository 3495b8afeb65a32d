package io.tiergate;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The question who may do something: which permissions, where, by which way, and which part of the answer.
 *
 * <pre>{@code
 * HolderQuery.of(tenant, "document.read").on(document).page(0, 20)
 * }</pre>
 *
 * <p>Nobody is found whom {@link DecisionPoint#check} does not allow it. A filter chooses from the answer, and from the reasons in
 * it; it never makes a denied holder an allowed one. An empty list of permissions is an error, and an empty list of holders or groups
 * finds nobody.
 *
 * <p>Immutable; each method that narrows the question gives another one.
 */
public final class HolderQuery {

    /** By which way they may. */
    public enum Way {
        /** By whichever. */
        ANY,
        /** By what they hold or own themselves. */
        DIRECT,
        /** By what groups hold or own. */
        GROUPS
    }

    private final Tenant tenant;
    private final @Nullable Set<String> permissions;
    private final @Nullable Resource resource;
    private final Way way;
    private final boolean expanded;
    private final @Nullable Set<Group> through;
    private final @Nullable Set<Holder> among;
    private final long offset;
    private final int limit;

    private HolderQuery(
            Tenant tenant,
            @Nullable Set<String> permissions,
            @Nullable Resource resource,
            Way way,
            boolean expanded,
            @Nullable Set<Group> through,
            @Nullable Set<Holder> among,
            long offset,
            int limit) {
        this.tenant = tenant;
        this.permissions = permissions;
        this.resource = resource;
        this.way = way;
        this.expanded = expanded;
        this.through = through;
        this.among = among;
        this.offset = offset;
        this.limit = limit;
    }

    /** Who may use at least one of these permissions, everywhere. */
    public static HolderQuery of(Tenant tenant, String permission, String... others) {
        return of(
                tenant, Stream.concat(Stream.of(permission), Stream.of(others)).toList());
    }

    /**
     * Who may use at least one of these permissions, everywhere.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static HolderQuery of(Tenant tenant, Collection<String> permissions) {
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("The question who may do something names no permission."
                    + " Name at least one, or ask for anything with HolderQuery.ofAnything.");
        }
        return everywhere(tenant, Set.copyOf(permissions));
    }

    /** Who may use any permission at all of those that are declared, everywhere. */
    public static HolderQuery ofAnything(Tenant tenant) {
        return everywhere(tenant, null);
    }

    private static HolderQuery everywhere(Tenant tenant, @Nullable Set<String> permissions) {
        Objects.requireNonNull(tenant, "tenant");
        return new HolderQuery(tenant, permissions, null, Way.ANY, true, null, null, 0, Integer.MAX_VALUE);
    }

    /** On that resource: also who holds it there or above, and who owns the resource or one above it. */
    public HolderQuery on(Resource asked) {
        return new HolderQuery(
                tenant,
                permissions,
                Objects.requireNonNull(asked, "resource"),
                way,
                expanded,
                through,
                among,
                offset,
                limit);
    }

    /** Only who may by that way, and of the reasons only those that are of it. */
    public HolderQuery by(Way asked) {
        return new HolderQuery(
                tenant,
                permissions,
                resource,
                Objects.requireNonNull(asked, "way"),
                expanded,
                through,
                among,
                offset,
                limit);
    }

    /**
     * Groups as groups, instead of their members: a group is found if one who is a member of it and of no other is allowed it by what
     * the group holds or owns, whether there are members or not. Subjects are found by what they hold or own themselves.
     */
    public HolderQuery withoutMembers() {
        return new HolderQuery(tenant, permissions, resource, way, false, through, among, offset, limit);
    }

    /** Only who may by what these groups hold or own, and of the reasons only those. */
    public HolderQuery through(Collection<Group> groups) {
        return new HolderQuery(tenant, permissions, resource, way, expanded, Set.copyOf(groups), among, offset, limit);
    }

    /** Of those who are found only these subjects and groups. */
    public HolderQuery among(Collection<? extends Holder> holders) {
        return new HolderQuery(
                tenant, permissions, resource, way, expanded, through, Set.copyOf(holders), offset, limit);
    }

    /**
     * Of those who are found so many after so many.
     *
     * @throws IllegalArgumentException if the offset is negative, or the limit is not at least 1
     */
    public HolderQuery page(long first, int size) {
        if (first < 0) {
            throw new IllegalArgumentException("The offset is " + first + "; it cannot be below 0.");
        }
        if (size < 1) {
            throw new IllegalArgumentException("The limit is " + size + "; at least 1 holder must be asked for.");
        }
        return new HolderQuery(tenant, permissions, resource, way, expanded, through, among, first, size);
    }

    public Tenant tenant() {
        return tenant;
    }

    /** At least one, or null for any that is declared. */
    public @Nullable Set<String> permissions() {
        return permissions;
    }

    /** Null for everywhere. */
    public @Nullable Resource resource() {
        return resource;
    }

    public Way way() {
        return way;
    }

    /** Whether the members of groups are found, and not the groups. Built-in groups are found as groups always. */
    public boolean expanded() {
        return expanded;
    }

    /** Null for whichever. */
    public @Nullable Set<Group> through() {
        return through;
    }

    /** Null for whomever. */
    public @Nullable Set<Holder> among() {
        return among;
    }

    public long offset() {
        return offset;
    }

    public int limit() {
        return limit;
    }
}
