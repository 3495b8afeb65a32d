package io.tiergate;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registered resources of one type on which one subject is allowed one permission: not one by one, but as what the store
 * can find them by, in its own keys. Right at one revision and from one reading of the clock on until {@link #until}; resources that are
 * registered later, and what they are owned by, are found too. Immutable.
 *
 * @param revision of what it was made of
 * @param until from when on a validity has begun or ended, so that it is not right any more; null if there is no such
 * @param tenantId the key of the tenant, 0 if there is no such tenant
 * @param typeId the key of the type, 0 if there is no such type
 * @param onlyTenant whether there was no other tenant; who relies on that asks the store again
 * @param everywhere whether the permission is allowed everywhere
 * @param allowed on these and on what lies below them it is allowed; empty where it is allowed everywhere
 * @param denied on these and on what lies below them it is denied, whatever else allows it
 * @param grants where there are too many to be named, the grants by which the store finds those that are allowed and denied;
 *     these two are empty then
 * @param owning by which ownerships it is allowed
 * @param extent how many these are: by it statements are chosen, and nothing is right or wrong
 */
public record AllowedResources(
        Revision revision,
        @Nullable Instant until,
        long tenantId,
        long typeId,
        boolean onlyTenant,
        boolean everywhere,
        List<Root> allowed,
        List<Root> denied,
        @Nullable Grants grants,
        Owning owning,
        Extent extent) {

    /** About how many these are, denied ones counted, when they were counted last. */
    public enum Extent {
        /** Nobody has counted them. */
        UNKNOWN,
        /** So few of all resources that the rows of the host are better found by them. */
        FEW,
        /** So many that they are better looked at one by one, in the order of the host. */
        MANY
    }

    /**
     * A resource, with all that lies below it.
     *
     * @param id its key
     * @param path its place when this was made, as {@code tiergate_resource.path} has it: letters, digits, {@code -} and
     *     {@code _}. It may be moved meanwhile.
     */
    public record Root(long id, String path) {

        public Root {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * Grants on resources, by what finds them.
     *
     * @param subjectId the key of the subject that holds them, 0 if the store does not know it
     * @param groupIds the keys of the groups that hold them
     * @param permissionId the key of the permission that they give,
     * @param bundleIds or of the bundles that contain it,
     * @param wildcards or the wildcards that cover it
     * @param at when they are valid
     */
    public record Grants(
            long subjectId,
            List<Long> groupIds,
            long permissionId,
            List<Long> bundleIds,
            List<String> wildcards,
            Instant at) {

        public Grants {
            groupIds = List.copyOf(groupIds);
            bundleIds = List.copyOf(bundleIds);
            wildcards = List.copyOf(wildcards);
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Ownerships that allow it on what is owned and below.
     *
     * @param subjectId the key of the owner, 0 if the store does not know the subject
     * @param groupIds the keys of the groups whose members are allowed what these own
     * @param typeIds the keys of the types whose owners are allowed it
     */
    public record Owning(long subjectId, List<Long> groupIds, List<Long> typeIds) {

        /** By no ownership. */
        public static final Owning NOTHING = new Owning(0, List.of(), List.of());

        public Owning {
            groupIds = List.copyOf(groupIds);
            typeIds = List.copyOf(typeIds);
        }

        /** Whether no ownership can allow it. */
        public boolean isNothing() {
            return typeIds.isEmpty() || (subjectId == 0 && groupIds.isEmpty());
        }
    }

    public AllowedResources {
        Objects.requireNonNull(revision, "revision");
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
        Objects.requireNonNull(owning, "owning");
        Objects.requireNonNull(extent, "extent");
    }

    /** The same where the permission is allowed everywhere, and denied nowhere. */
    public AllowedResources all() {
        return only(true);
    }

    /** The same where it is allowed nowhere. */
    public AllowedResources none() {
        return only(false);
    }

    private AllowedResources only(boolean all) {
        return new AllowedResources(
                revision,
                until,
                tenantId,
                typeId,
                onlyTenant,
                all,
                List.of(),
                List.of(),
                null,
                Owning.NOTHING,
                Extent.UNKNOWN);
    }

    /** Whether there is none, and will be none. */
    public boolean isNone() {
        return !everywhere && allowed.isEmpty() && grants == null && owning.isNothing();
    }

    /** Whether it is every resource of the type that the tenant has, and will have. */
    public boolean isAll() {
        return everywhere && denied.isEmpty() && grants == null;
    }
}
