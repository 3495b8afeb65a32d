package io.tiergate.store.memory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The rows of a table by something, each time in an order of which no two rows have the same. */
final class OrderedIndex<K, O extends Comparable<O>, R> implements RowIndex<R> {

    private final Function<R, K> key;
    private final Function<R, O> order;
    private final Map<K, NavigableMap<O, R>> rows = new HashMap<>();

    OrderedIndex(Function<R, K> key, Function<R, O> order) {
        this.key = key;
        this.order = order;
    }

    /** As they are, for those who do not change the table meanwhile. */
    NavigableMap<O, R> of(K value) {
        return Collections.unmodifiableNavigableMap(rows.getOrDefault(value, Collections.emptyNavigableMap()));
    }

    @Override
    public void add(long id, R row) {
        rows.computeIfAbsent(key.apply(row), any -> new TreeMap<>()).put(order.apply(row), row);
    }

    @Override
    public void remove(long id, R row) {
        rows.computeIfPresent(key.apply(row), (any, found) -> {
            found.remove(order.apply(row));
            return found.isEmpty() ? null : found;
        });
    }
}
