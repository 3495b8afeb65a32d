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
 * @param resourceId the store's key of the resource that it is or that it holds on, or null
 * @param before a JSON object of the thing before the change, or null if there was none
 * @param after a JSON object of the thing after the change, or null if there is none
 */
public record Change(
        Kind kind,
        Operation operation,
        long objectId,
        @Nullable Long subjectId,
        @Nullable Long groupId,
        @Nullable Long resourceId,
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
        GRANT,
        RESOURCE_TYPE,
        /** Its place, its owner or its end. That a resource is registered is not logged. */
        RESOURCE
    }

    /** What happens to things. Stored by name. */
    public enum Operation {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * Whether it changes what a tenant defines: its catalogue, its bundles, its types of resources, its groups or what
     * groups hold everywhere. All other changes touch what single subjects hold, or single resources.
     */
    public boolean definitional() {
        return switch (kind) {
            case TENANT, PERMISSION, BUNDLE, BUNDLE_PERMISSION, GROUP, RESOURCE_TYPE -> true;
            case GRANT -> groupId != null && resourceId == null;
            case MEMBERSHIP, SUBJECT, RESOURCE -> false;
        };
    }

    public static Change added(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String after) {
        return new Change(kind, Operation.ADDED, objectId, subjectId, groupId, null, null, after);
    }

    public static Change changed(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String before, String after) {
        return new Change(kind, Operation.CHANGED, objectId, subjectId, groupId, null, before, after);
    }

    public static Change removed(
            Kind kind, long objectId, @Nullable Long subjectId, @Nullable Long groupId, String before) {
        return new Change(kind, Operation.REMOVED, objectId, subjectId, groupId, null, before, null);
    }

    /** The same of something that is a resource or holds on one; null for none. */
    public Change at(@Nullable Long resource) {
        return new Change(kind, operation, objectId, subjectId, groupId, resource, before, after);
    }
}
