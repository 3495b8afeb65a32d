package io.tiergate.store;

/**
 * A grant on a resource, with the place of that.
 *
 * @param path of the resource
 * @param count how many resources there are on and below it, as {@link HeldRoots.Counted#owned}
 */
public record HeldRoot(HeldGrant grant, TreePath path, int count) {

    /** The key of the resource. */
    public long resourceId() {
        return path.key();
    }
}
