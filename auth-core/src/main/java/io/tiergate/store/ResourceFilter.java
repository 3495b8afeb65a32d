package io.tiergate.store;

import io.tiergate.AllowedResources;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of a tenant are listed.
 *
 * @param allowed those of the type of one of these that are allowed by it; nothing if there is none
 * @param ids with these ids, whatever their type; null for any
 * @param owners owned by one of these; null for whoever owns them
 */
public record ResourceFilter(
        long tenantId,
        List<AllowedResources> allowed,
        @Nullable List<String> ids,
        @Nullable Owners owners) {

    /** Owners by key. */
    public record Owners(Collection<Long> subjectIds, Collection<Long> groupIds) {

        /** Whether it is nobody. */
        public boolean isNobody() {
            return subjectIds.isEmpty() && groupIds.isEmpty();
        }
    }

    public ResourceFilter {
        allowed = allowed.stream().filter(some -> !some.isNone()).toList();
        ids = ids == null ? null : List.copyOf(ids);
    }

    /** Whether it is certain that there is nothing. */
    public boolean isNothing() {
        return allowed.isEmpty() || (ids != null && ids.isEmpty()) || (owners != null && owners.isNobody());
    }
}
