package io.tiergate.store.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a table by something other than their key. Rows for which that is null are not in it. */
final class Index<K, R> implements RowIndex<R> {

    private final Function<R, @Nullable K> key;
    private final Map<K, SortedMap<Long, R>> rows = new HashMap<>();

    Index(Function<R, @Nullable K> key) {
        this.key = key;
    }

    /** In the order of their keys; a copy, so that the rows may be changed while it is walked through. */
    List<R> of(K value) {
        SortedMap<Long, R> found = rows.get(value);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    /** How many {@link #of} lists. */
    int count(K value) {
        SortedMap<Long, R> found = rows.get(value);
        return found == null ? 0 : found.size();
    }

    boolean has(K value) {
        return rows.containsKey(value);
    }

    /** The first of those that {@link #of} lists, or null. */
    @Nullable
    R first(K value) {
        SortedMap<Long, R> found = rows.get(value);
        return found == null ? null : found.get(found.firstKey());
    }

    @Override
    public void add(long id, R row) {
        K value = key.apply(row);
        if (value != null) {
            rows.computeIfAbsent(value, any -> new TreeMap<>()).put(id, row);
        }
    }

    @Override
    public void remove(long id, R row) {
        K value = key.apply(row);
        if (value != null) {
            rows.computeIfPresent(value, (any, found) -> {
                found.remove(id);
                return found.isEmpty() ? null : found;
            });
        }
    }
}
