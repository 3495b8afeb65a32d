package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Keys for rows that must be known before the rows are written. Takes them from the sequence as Hibernate does, which gives the
 * keys of all other rows: each of its values stands for itself and for the 49 before it. What is taken and not used is lost.
 */
final class Keys {

    /** By how much the sequence is raised each time. */
    private static final int AT_ONCE = 50;

    private final Sql sql;
    private final String next;
    private long last;
    private int left;

    Keys(Sql sql, Vendor vendor) {
        this.sql = sql;
        this.next = vendor == Vendor.POSTGRESQL
                ? "select nextval('tiergate_sequence')"
                : "select next value for tiergate_sequence";
    }

    List<Long> take(int count) {
        List<Long> keys = new ArrayList<>(count);
        while (keys.size() < count) {
            keys.add(take());
        }
        return keys;
    }

    private synchronized long take() {
        if (left == 0) {
            last = Objects.requireNonNull(sql.find(next, (row, number) -> row.getLong(1)), "key");
            left = AT_ONCE;
        }
        return last - --left;
    }
}
