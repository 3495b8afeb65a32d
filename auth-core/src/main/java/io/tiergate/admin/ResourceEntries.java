package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.store.GroupRow;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What resources refer to, with the names that it has: some statements for all of them together. What was deleted since the rows
 * were read is not named: they do not refer to it any more.
 */
final class ResourceEntries {

    private final Map<Long, Resource> resources = new HashMap<>();
    private final Map<Long, SubjectRow> subjects;
    private final Map<Long, GroupRow> groups;

    private ResourceEntries(Look look, Collection<ResourceRow> rows) {
        rows.forEach(row -> resources.put(row.id(), row.resource()));
        List<Long> parents = keys(rows, ResourceRow::parentId).stream()
                .filter(id -> !resources.containsKey(id))
                .toList();
        look.store().resources().find(parents).forEach(row -> resources.put(row.id(), row.resource()));
        subjects = byKey(look.store().subjects().find(keys(rows, ResourceRow::ownerSubjectId)), SubjectRow::id);
        groups = byKey(look.store().groups().find(keys(rows, ResourceRow::ownerGroupId)), GroupRow::id);
    }

    static ResourceEntries of(Look look, Collection<ResourceRow> rows) {
        return new ResourceEntries(look, rows);
    }

    static ResourceEntry of(Look look, ResourceRow row) {
        return of(look, List.of(row)).entry(row);
    }

    /** Those of these rows, in their order. */
    static List<ResourceEntry> list(Look look, List<ResourceRow> rows) {
        ResourceEntries entries = of(look, rows);
        return rows.stream().map(entries::entry).toList();
    }

    ResourceEntry entry(ResourceRow row) {
        return new ResourceEntry(
                row.id(), row.resource(), parent(row), owner(row), row.path().depth());
    }

    /**
     * With its parent and its owner as they were in one state.
     *
     * @throws IllegalStateException if one of them was deleted since the rows were read
     */
    ResourceEntry wholeEntry(ResourceRow row) {
        ResourceEntry entry = entry(row);
        boolean owned = row.ownerSubjectId() != null || row.ownerGroupId() != null;
        if ((row.parentId() != null && entry.parent() == null) || (owned && entry.owner() == null)) {
            throw new IllegalStateException(
                    "The resource '" + row.resource() + "' was changed while it was exported. Export again.");
        }
        return entry;
    }

    /** As the change log has it. */
    String state(ResourceRow row) {
        return JsonObject.resource(row.resource(), parent(row), owner(row));
    }

    private @Nullable Resource parent(ResourceRow row) {
        return row.parentId() == null ? null : resources.get(row.parentId());
    }

    private @Nullable Holder owner(ResourceRow row) {
        GroupRow group = row.ownerGroupId() == null ? null : groups.get(row.ownerGroupId());
        if (group != null) {
            return Group.of(group.name());
        }
        SubjectRow subject = row.ownerSubjectId() == null ? null : subjects.get(row.ownerSubjectId());
        return subject == null ? null : subject.subject();
    }

    private static List<Long> keys(Collection<ResourceRow> rows, Function<ResourceRow, @Nullable Long> key) {
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(key.apply(row)))
                .distinct()
                .toList();
    }

    private static <R> Map<Long, R> byKey(List<R> rows, ToLongFunction<R> key) {
        Map<Long, R> found = new HashMap<>();
        rows.forEach(row -> found.put(key.applyAsLong(row), row));
        return found;
    }
}
