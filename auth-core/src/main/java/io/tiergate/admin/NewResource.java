package io.tiergate.admin;

import io.tiergate.Holder;
import io.tiergate.Resource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resource that is to be registered.
 *
 * <pre>{@code
 * NewResource.of(Resource.of("document", 42)).below(Resource.of("folder", 7)).ownedBy(Subject.user("alice"))
 * }</pre>
 *
 * @param parent the resource to stand below, or null for a root
 * @param owner the subject or the group that owns it, or null
 * @param position from 1; null for after all that are there
 */
public record NewResource(
        Resource resource,
        @Nullable Resource parent,
        @Nullable Holder owner,
        @Nullable Long position) {

    /** @throws IllegalArgumentException if the position is below 1 */
    public NewResource {
        Objects.requireNonNull(resource, "resource");
        if (position != null) {
            requirePosition(resource, position);
        }
    }

    /** A root without an owner, after all other roots. */
    public static NewResource of(Resource resource) {
        return new NewResource(resource, null, null, null);
    }

    public NewResource below(Resource newParent) {
        return new NewResource(resource, Objects.requireNonNull(newParent, "newParent"), owner, position);
    }

    public NewResource ownedBy(Holder newOwner) {
        return new NewResource(resource, parent, Objects.requireNonNull(newOwner, "newOwner"), position);
    }

    /** @throws IllegalArgumentException if the position is below 1 */
    public NewResource at(long newPosition) {
        return new NewResource(resource, parent, owner, newPosition);
    }

    static void requirePosition(Resource resource, long position) {
        if (position < 1) {
            throw new IllegalArgumentException(
                    "The position of " + resource + " is " + position + "; positions begin with 1. Give another one.");
        }
    }
}
