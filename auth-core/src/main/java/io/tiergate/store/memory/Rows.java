package io.tiergate.store.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The rows of one table by their keys, with its indexes and constraints. Each change can be undone. */
final class Rows<R> {

    private final String kind;
    private final ToLongFunction<R> id;
    private final Transactions transactions;
    private final Map<Long, R> rows = new HashMap<>();
    private final List<RowIndex<R>> indexes = new ArrayList<>();
    private final List<Consumer<R>> checks = new ArrayList<>();
    private final List<LongConsumer> restrictions = new ArrayList<>();

    /** @param kind what a row is called in messages */
    Rows(String kind, ToLongFunction<R> id, Transactions transactions) {
        this.kind = kind;
        this.id = id;
        this.transactions = transactions;
    }

    <K> Index<K, R> index(Function<R, @Nullable K> key) {
        Index<K, R> index = new Index<>(key);
        indexes.add(index);
        return index;
    }

    <K, O extends Comparable<O>> OrderedIndex<K, O, R> ordered(Function<R, K> key, Function<R, O> order) {
        OrderedIndex<K, O, R> index = new OrderedIndex<>(key, order);
        indexes.add(index);
        return index;
    }

    /** An index in which each value stands at most once. */
    <K> Index<K, R> unique(Function<R, @Nullable K> key) {
        Index<K, R> index = index(key);
        checks.add(row -> {
            K value = key.apply(row);
            R present = value == null ? null : index.first(value);
            if (present != null && id.applyAsLong(present) != id.applyAsLong(row)) {
                throw new IllegalStateException("There is such a " + kind + " already: " + present);
            }
        });
        return index;
    }

    /** The index of a foreign key: what it refers to must be there, and stays while it is referred to. */
    Index<Long, R> referring(Rows<?> target, Function<R, @Nullable Long> key) {
        Index<Long, R> index = index(key);
        checks.add(row -> {
            Long referred = key.apply(row);
            if (referred != null) {
                target.get(referred);
            }
        });
        target.restrictions.add(referred -> {
            if (index.has(referred)) {
                throw new IllegalStateException("The " + target.kind + " " + referred + " cannot be deleted: a " + kind
                        + " still refers to it");
            }
        });
        return index;
    }

    @Nullable
    R find(long key) {
        return rows.get(key);
    }

    /** The row with that key, which must be there. */
    R get(long key) {
        R found = rows.get(key);
        if (found == null) {
            throw new IllegalStateException("There is no " + kind + " " + key);
        }
        return found;
    }

    /** In no order. */
    Collection<R> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    R insert(R row) {
        checks.forEach(check -> check.accept(row));
        place(row);
        transactions.onUndo(() -> displace(row));
        return row;
    }

    /** Replaces the row with the same key; if it is not there, that is no error, as in a statement of SQL. */
    void update(R row) {
        R before = rows.get(id.applyAsLong(row));
        if (before == null) {
            return;
        }
        checks.forEach(check -> check.accept(row));
        displace(before);
        place(row);
        transactions.onUndo(() -> {
            displace(row);
            place(before);
        });
    }

    /** Removes a row; if it is not there, that is no error either. */
    void delete(long key) {
        R row = rows.get(key);
        if (row == null) {
            return;
        }
        restrictions.forEach(restriction -> restriction.accept(key));
        displace(row);
        transactions.onUndo(() -> place(row));
    }

    private void place(R row) {
        long key = id.applyAsLong(row);
        rows.put(key, row);
        indexes.forEach(index -> index.add(key, row));
    }

    private void displace(R row) {
        long key = id.applyAsLong(row);
        rows.remove(key);
        indexes.forEach(index -> index.remove(key, row));
    }
}
