package io.tiergate.store.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Long lists of keys, in pieces that every database takes as parameters of one statement. */
final class Chunks {

    private static final int SIZE = 1_000;

    private Chunks() {}

    static <T> void of(Collection<T> all, Consumer<List<T>> piece) {
        of(all, SIZE, piece);
    }

    static <T> void of(Collection<T> all, int size, Consumer<List<T>> piece) {
        List<T> list = new ArrayList<>(all);
        for (int start = 0; start < list.size(); start += size) {
            piece.accept(list.subList(start, Math.min(start + size, list.size())));
        }
    }
}
