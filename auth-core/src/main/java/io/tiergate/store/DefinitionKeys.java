package io.tiergate.store;

import io.tiergate.change.Change;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys of definitions: of permissions, of bundles with what they contain, of groups with what they hold everywhere, and
 * of types of resources with what is declared for them.
 */
public record DefinitionKeys(Set<Long> permissions, Set<Long> bundles, Set<Long> groups, Set<Long> types) {

    /** Those that changes touch. */
    public static DefinitionKeys of(Iterable<Change> changes) {
        DefinitionKeys keys = new DefinitionKeys(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (Change change : changes) {
            switch (change.kind()) {
                case PERMISSION -> keys.permissions.add(change.objectId());
                case BUNDLE, BUNDLE_PERMISSION -> keys.bundles.add(change.objectId());
                case GROUP -> keys.groups.add(change.objectId());
                case RESOURCE_TYPE -> keys.types.add(change.objectId());
                case GRANT -> {
                    if (change.groupId() != null && change.resourceId() == null) {
                        keys.groups.add(change.groupId());
                    }
                }
                case TENANT, MEMBERSHIP, SUBJECT, RESOURCE -> {
                    // Nothing that is a definition with a key of its own.
                }
            }
        }
        return keys;
    }

    public boolean isEmpty() {
        return permissions.isEmpty() && bundles.isEmpty() && groups.isEmpty() && types.isEmpty();
    }
}
