package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import io.tiergate.store.HeldRoot;
import io.tiergate.store.HeldRoots;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Counts how many resources there are on and below roots, on PostgreSQL and MariaDB. First each may take the same part of what is counted, then
 * those that have more share as much again. So it costs no more for five hundred roots than for one, and what is few is counted
 * to its end.
 */
final class RootCounts {

    private final JdbcOperations jdbc;
    private final Vendor vendor;
    private final SchemaName schema;

    RootCounts(JdbcOperations jdbc, Vendor vendor, SchemaName schema) {
        this.jdbc = jdbc;
        this.vendor = vendor;
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
        RowCallbackHandler count =
                row -> counts.put(row.getString(1), row.getInt(2) < most ? row.getInt(2) : HeldRoots.MANY);
        if (vendor == Vendor.POSTGRESQL) {
            jdbc.query(
                    schema.in("select p.path, (select count(*) from (select 1 from tiergate_resource x"
                            + " where x.path >= p.path and x.path < p.path || '~' limit " + most
                            + ") y) from unnest(string_to_array(?, ',')) as p(path)"),
                    count,
                    String.join(",", paths));
        } else {
            // A table that is made may not refer to another one.
            String one = "select ?, (select count(*) from (select 1 from tiergate_resource x where x.path >= ?"
                    + " and x.path < ? limit " + most + ") y)";
            jdbc.query(
                    schema.in(String.join(" union all ", Collections.nCopies(paths.size(), one))),
                    count,
                    paths.stream()
                            .flatMap(path -> Stream.of(path, path, path + "~"))
                            .toArray());
        }
        return counts;
    }
}
