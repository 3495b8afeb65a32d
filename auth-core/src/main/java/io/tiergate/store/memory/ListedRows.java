package io.tiergate.store.memory;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Owning;
import io.tiergate.AllowedResources.Root;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.ResourceRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources that pass a filter. Looks at all of the types that are allowed. */
final class ListedRows {

    private final Tables tables;
    private final ResourceFilter filter;

    ListedRows(Tables tables, ResourceFilter filter) {
        this.tables = tables;
        this.filter = filter;
    }

    /** In the order of their keys. */
    Stream<ResourceRow> all() {
        Predicate<ResourceRow> wanted = isAllowed().and(row -> row.tenantId() == filter.tenantId());
        List<String> ids = filter.ids();
        if (ids != null) {
            Set<String> any = new HashSet<>(ids);
            wanted = wanted.and(row -> any.contains(row.resource().id()));
        }
        ResourceFilter.Owners owners = filter.owners();
        if (owners != null) {
            wanted = wanted.and(
                    row -> (row.ownerSubjectId() != null && owners.subjectIds().contains(row.ownerSubjectId()))
                            || (row.ownerGroupId() != null && owners.groupIds().contains(row.ownerGroupId())));
        }
        return filter.allowed().stream()
                .map(AllowedResources::typeId)
                .distinct()
                .flatMap(type -> tables.resourcesByType.of(type).stream())
                .filter(wanted)
                .sorted(Comparator.comparingLong(ResourceRow::id));
    }

    private Predicate<ResourceRow> isAllowed() {
        List<Allowing> each = filter.allowed().stream().map(Allowing::new).toList();
        return row -> each.stream().anyMatch(some -> some.allows(row));
    }

    private final class Allowing {

        private final AllowedResources allowed;
        private final Set<Long> roots;
        private final Set<Long> denied;

        Allowing(AllowedResources allowed) {
            if (allowed.grants() != null) {
                throw new IllegalArgumentException("Grants in memory are named one by one");
            }
            this.allowed = allowed;
            this.roots = keys(allowed.allowed());
            this.denied = keys(allowed.denied());
        }

        private static Set<Long> keys(Collection<Root> roots) {
            return roots.stream().map(Root::id).collect(Collectors.toSet());
        }

        boolean allows(ResourceRow row) {
            if (row.typeId() != allowed.typeId() || row.tenantId() != allowed.tenantId()) {
                return false;
            }
            boolean any = allowed.everywhere();
            for (long above : row.path().keys()) {
                if (denied.contains(above)) {
                    return false;
                }
                any = any || roots.contains(above) || isOwned(tables.resources.get(above));
            }
            return any;
        }

        private boolean isOwned(ResourceRow row) {
            Owning owning = allowed.owning();
            return owning.typeIds().contains(row.typeId())
                    && ((row.ownerSubjectId() != null && row.ownerSubjectId() == owning.subjectId())
                            || (row.ownerGroupId() != null && owning.groupIds().contains(row.ownerGroupId())));
        }
    }
}
