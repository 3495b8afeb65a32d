package io.tiergate.store.jpa;

import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Counts on PostgreSQL how many resources there are on and below roots. First each may take the same part of what is counted, then
 * those that have more share as much again. So it costs no more for five hundred roots than for one, and what is few is counted
 * to its end.
 */
final class RootCounts {

    private final JdbcOperations jdbc;
    private final SchemaName schema;

    RootCounts(JdbcOperations jdbc, SchemaName schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    HeldRoots counted(HeldRoots roots) {
        Set<String> paths =
                roots.roots().stream().map(root -> root.path().text()).collect(Collectors.toSet());
        Map<String, Integer> counts = count(paths);
        Set<String> more = new HashSet<>(paths);
        more.removeIf(path -> counts.getOrDefault(path, 0) != HeldRoots.MANY);
        if (!more.isEmpty() && more.size() < paths.size()) {
            counts.putAll(count(more));
        }
        List<HeldRoot> counted = roots.roots().stream()
                .map(root -> new HeldRoot(
                        root.grant(),
                        root.path(),
                        counts.getOrDefault(root.path().text(), HeldRoots.UNCOUNTED)))
                .toList();
        return new HeldRoots(
                roots.stamp(),
                roots.subjectId(),
                counted,
                roots.complete(),
                roots.counted(),
                roots.onlyTenant(),
                roots.unnumbered());
    }

    private Map<String, Integer> count(Collection<String> paths) {
        int most = HeldRoots.COUNTED / paths.size() + 1;
        Map<String, Integer> counts = new HashMap<>();
        jdbc.query(
                schema.in("select p.path, (select count(*) from (select 1 from tiergate_resource x"
                        + " where x.path >= p.path and x.path < p.path || '~' limit " + most
                        + ") y) from unnest(string_to_array(?, ',')) as p(path)"),
                row -> {
                    int count = row.getInt(2);
                    counts.put(row.getString(1), count < most ? count : HeldRoots.MANY);
                },
                String.join(",", paths));
        return counts;
    }
}
