package io.tiergate.store;

/**
 * A grant on a resource, with the place of that.
 *
 * @param path of the resource
 */
public record HeldRoot(HeldGrant grant, TreePath path) {

    /** The key of the resource. */
    public long resourceId() {
        return path.key();
    }
}
