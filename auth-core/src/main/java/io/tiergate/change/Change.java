package io.tiergate.change;

import org.jspecify.annotations.Nullable;

/**
 * One thing that changed.
 *
 * @param kind what kind of thing
 * @param operation what happened to it
 * @param objectId the store's key of the thing
 * @param subjectId the store's key of the subject that it is, belongs to or is held by, or null
 * @param groupId the store's key of the group that it is, belongs to or is held by, or null
 * @param before a JSON object of the thing before the change, or null if there was none
 * @param after a JSON object of the thing after the change, or null if there is none
 */
public record Change(
        Kind kind,
        Operation operation,
        long objectId,
        @Nullable Long subjectId,
        @Nullable Long groupId,
        @Nullable String before,
        @Nullable String after) {

    /** The kinds of things that change. Stored by name. */
    public enum Kind {
        TENANT,
        PERMISSION,
        BUNDLE,
        BUNDLE_PERMISSION,
        GROUP,
        MEMBERSHIP,
        SUBJECT,
        GRANT
    }

    /** What happens to things. Stored by name. */
    public enum Operation {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * Whether it changes what a tenant defines: its catalogue, its bundles, its groups or what groups hold. All other
     * changes touch what single subjects hold.
     */
    public boolean definitional() {
        return switch (kind) {
            case TENANT, PERMISSION, BUNDLE, BUNDLE_PERMISSION, GROUP -> true;
            case GRANT -> groupId != null;
            case MEMBERSHIP, SUBJECT -> false;
        };
    }

    public static Change added(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String after) {
        return new Change(kind, Operation.ADDED, objectId, subjectId, groupId, null, after);
    }

    public static Change changed(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String before, String after) {
        return new Change(kind, Operation.CHANGED, objectId, subjectId, groupId, before, after);
    }

    public static Change removed(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String before) {
        return new Change(kind, Operation.REMOVED, objectId, subjectId, groupId, before, null);
    }
}
