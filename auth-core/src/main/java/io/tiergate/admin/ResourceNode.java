package io.tiergate.admin;

import java.util.List;

/**
 * A resource with what lies below it.
 *
 * @param children those directly below it, in their order; none where what was asked for ends
 */
public record ResourceNode(ResourceEntry entry, List<ResourceNode> children) {

    public ResourceNode {
        children = List.copyOf(children);
    }
}
