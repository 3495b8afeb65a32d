package io.tiergate.admin;

import io.tiergate.store.ResourceRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the rows of a subtree, level by level, into one another. */
final class Nesting {

    private final ResourceEntries entries;
    private final Map<Long, List<ResourceRow>> children = new HashMap<>();

    private Nesting(ResourceEntries entries) {
        this.entries = entries;
    }

    /** @param rows the root first */
    static ResourceNode of(Look look, List<ResourceRow> rows) {
        Nesting nesting = new Nesting(ResourceEntries.of(look, rows));
        for (ResourceRow row : rows.subList(1, rows.size())) {
            nesting.children
                    .computeIfAbsent(row.parentId(), id -> new ArrayList<>())
                    .add(row);
        }
        return nesting.node(rows.get(0));
    }

    private ResourceNode node(ResourceRow row) {
        return new ResourceNode(
                entries.entry(row),
                children.getOrDefault(row.id(), List.of()).stream()
                        .map(this::node)
                        .toList());
    }
}
